package org.nsm.analyzers.smb2;

import java.util.ArrayList;
import java.util.List;
import org.nsm.analyzers.windows.FileTime;
import org.nsm.analyzers.windows.WindowsText;
import org.nsm.api.event.Smb;
import org.nsm.api.event.Smb2;

/** Reads the values of the events from messages that {@link Smb2Layout} found long enough. */
final class Smb2Values {

    private Smb2Values() {}

    static List<Integer> dialects(Smb2Message m) {
        int count = m.u16(2);
        List<Integer> dialects = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            dialects.add(m.u16(36 + 2 * i));
        }
        return dialects;
    }

    static Smb2.NegotiateResponse negotiateResponse(Smb2Message m) {
        return new Smb2.NegotiateResponse(
                m.u16(4), m.u16(2), guid(m, 8), FileTime.instant(m.u64(40)), FileTime.instant(m.u64(48)));
    }

    static Smb2.SessionSetupRequest sessionSetupRequest(Smb2Message m) {
        return new Smb2.SessionSetupRequest(m.u8(3));
    }

    static Smb2.SessionSetupResponse sessionSetupResponse(Smb2Message m) {
        int flags = m.u16(2);
        return new Smb2.SessionSetupResponse(
                new Smb2.SessionSetupFlags((flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0));
    }

    static String treePath(Smb2Message m) {
        return text(m, Smb2Layout.part(m, 8, m.u16(4), m.u16(6)), m.u16(6));
    }

    static Smb2.TreeConnectResponse treeConnectResponse(Smb2Message m) {
        return new Smb2.TreeConnectResponse(m.u8(2));
    }

    static String createName(Smb2Message m) {
        return text(m, Smb2Layout.part(m, 56, m.u16(44), m.u16(46)), m.u16(46));
    }

    static Smb2.CreateRequest createRequest(Smb2Message m, String name) {
        return new Smb2.CreateRequest(name, m.u32(36), m.u32(40));
    }

    static Smb2.CreateResponse createResponse(Smb2Message m) {
        return new Smb2.CreateResponse(guid(m, 64), m.u64(48), times(m, 8), attributes(m.u32(56)), m.u32(4));
    }

    static Smb2.CloseResponse closeResponse(Smb2Message m) {
        return new Smb2.CloseResponse(m.u64(40), m.u64(48), times(m, 8), attributes(m.u32(56)));
    }

    /** The times in FileBasicInformation (MS-FSCC, section 2.4.7). */
    static Smb.MacTimes basicTimes(Smb2Message m) {
        return times(m, Smb2Layout.setInfoBuffer(m) - Smb2Message.HEADER);
    }

    static Smb2.FileAttributes basicAttributes(Smb2Message m) {
        return attributes(m.u32(Smb2Layout.setInfoBuffer(m) - Smb2Message.HEADER + 32));
    }

    /** The name in FileRenameInformation (MS-FSCC, section 2.4.42.2). */
    static String newName(Smb2Message m) {
        int information = Smb2Layout.setInfoBuffer(m);
        return text(m, information + 20, (int) m.u32(information - Smb2Message.HEADER + 16));
    }

    static boolean deletePending(Smb2Message m) {
        return m.u8(Smb2Layout.setInfoBuffer(m) - Smb2Message.HEADER) != 0;
    }

    static Smb2.Guid guid(Smb2Message m, int offset) {
        return new Smb2.Guid(m.u64(offset), m.u64(offset + 8));
    }

    /** Times lie in the order of creation, access, writing and change. */
    private static Smb.MacTimes times(Smb2Message m, int offset) {
        return new Smb.MacTimes(
                FileTime.instant(m.u64(offset + 16)),
                FileTime.instant(m.u64(offset + 8)),
                FileTime.instant(m.u64(offset)),
                FileTime.instant(m.u64(offset + 24)));
    }

    /** MS-FSCC, section 2.6. */
    private static Smb2.FileAttributes attributes(long bits) {
        return new Smb2.FileAttributes(
                (bits & 0x1) != 0,
                (bits & 0x2) != 0,
                (bits & 0x4) != 0,
                (bits & 0x10) != 0,
                (bits & 0x20) != 0,
                (bits & 0x80) != 0,
                (bits & 0x100) != 0,
                (bits & 0x200) != 0,
                (bits & 0x400) != 0,
                (bits & 0x800) != 0,
                (bits & 0x1000) != 0,
                (bits & 0x2000) != 0,
                (bits & 0x4000) != 0,
                (bits & 0x8000) != 0,
                (bits & 0x2_0000) != 0);
    }

    private static String text(Smb2Message m, int offset, int length) {
        return length == 0 ? "" : WindowsText.unicode(m.bytes(), m.index(offset), length);
    }
}
