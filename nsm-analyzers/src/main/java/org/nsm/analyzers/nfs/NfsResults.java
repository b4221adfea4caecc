package org.nsm.analyzers.nfs;

import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.rpc.XdrReader;
import org.nsm.api.event.Coded;
import org.nsm.api.event.Nfs;

/** The results of NFS procedures behind their status (RFC 1813, section 3.3). Most depend on whether it is a success. */
final class NfsResults {

    static final Nfs.FileAttributes ZERO_ATTRIBUTES = new Nfs.FileAttributes(
            new Coded<>(null, 0), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);

    private NfsResults() {}

    /** fattr3 (RFC 1813, section 2.6). */
    static Nfs.FileAttributes attributes(XdrReader reader) {
        long type = reader.unsigned();
        return new Nfs.FileAttributes(
                new Coded<>(Nfs.FileType.of(type), type),
                reader.unsigned(),
                reader.unsigned(),
                reader.unsigned(),
                reader.unsigned(),
                reader.hyper(),
                reader.hyper(),
                reader.unsigned(),
                reader.unsigned(),
                reader.hyper(),
                reader.hyper(),
                reader.time(),
                reader.time(),
                reader.time());
    }

    /** post_op_attr (RFC 1813, section 2.6). */
    static Nfs.@Nullable FileAttributes after(XdrReader reader) {
        return reader.flag() ? attributes(reader) : null;
    }

    /** pre_op_attr (RFC 1813, section 2.6). */
    static Nfs.@Nullable WccAttributes before(XdrReader reader) {
        return reader.flag() ? new Nfs.WccAttributes(reader.hyper(), reader.time(), reader.time()) : null;
    }

    /** post_op_fh3 (RFC 1813, section 2.6). */
    private static @Nullable ByteBuf optionalHandle(XdrReader reader) {
        return reader.flag() ? NfsArguments.handle(reader) : null;
    }

    /** SETATTR3res (RFC 1813, section 3.3.2). */
    static Nfs.SetAttributesReply setattr(XdrReader reader) {
        Nfs.WccAttributes before = before(reader);
        return new Nfs.SetAttributesReply(before, after(reader));
    }

    /** LOOKUP3res (RFC 1813, section 3.3.3). */
    static Nfs.LookupReply lookup(XdrReader reader, boolean ok) {
        if (!ok) {
            return new Nfs.LookupReply(null, null, after(reader));
        }
        ByteBuf handle = NfsArguments.handle(reader);
        Nfs.FileAttributes attributes = after(reader);
        return new Nfs.LookupReply(handle, attributes, after(reader));
    }

    /** READLINK3res (RFC 1813, section 3.3.5). */
    static Nfs.ReadlinkReply readlink(XdrReader reader, boolean ok) {
        Nfs.FileAttributes attributes = after(reader);
        return new Nfs.ReadlinkReply(attributes, ok ? reader.text(NfsArguments.MAX_NAME) : null);
    }

    /** READ3res (RFC 1813, section 3.3.6). */
    static Nfs.ReadReply read(XdrReader reader, boolean ok) {
        Nfs.FileAttributes attributes = after(reader);
        if (!ok) {
            return new Nfs.ReadReply(attributes, null, null, null);
        }
        long size = reader.unsigned();
        boolean endOfFile = reader.flag();
        reader.skipOpaque();
        return new Nfs.ReadReply(attributes, size, endOfFile, null);
    }

    /** WRITE3res (RFC 1813, section 3.3.7). */
    static Nfs.WriteReply write(XdrReader reader, boolean ok) {
        Nfs.WccAttributes before = before(reader);
        Nfs.FileAttributes after = after(reader);
        if (!ok) {
            return new Nfs.WriteReply(before, after, null, null, null);
        }
        long size = reader.unsigned();
        long committed = reader.unsigned();
        return new Nfs.WriteReply(
                before, after, size, new Coded<>(Nfs.StableHow.of(committed), committed), reader.hyper());
    }

    /** CREATE3res, MKDIR3res and SYMLINK3res (RFC 1813, sections 3.3.8 to 3.3.10). */
    static Nfs.NewObjectReply created(XdrReader reader, boolean ok) {
        ByteBuf handle = ok ? optionalHandle(reader) : null;
        Nfs.FileAttributes attributes = ok ? after(reader) : null;
        Nfs.WccAttributes before = before(reader);
        return new Nfs.NewObjectReply(handle, attributes, before, after(reader));
    }

    /** REMOVE3res and RMDIR3res (RFC 1813, sections 3.3.12 and 3.3.13). */
    static Nfs.DeleteObjectReply removed(XdrReader reader) {
        Nfs.WccAttributes before = before(reader);
        return new Nfs.DeleteObjectReply(before, after(reader));
    }

    /** RENAME3res (RFC 1813, section 3.3.14). */
    static Nfs.RenameReply renamed(XdrReader reader) {
        Nfs.WccAttributes sourceBefore = before(reader);
        Nfs.FileAttributes sourceAfter = after(reader);
        Nfs.WccAttributes targetBefore = before(reader);
        return new Nfs.RenameReply(sourceBefore, sourceAfter, targetBefore, after(reader));
    }

    /** LINK3res (RFC 1813, section 3.3.15). */
    static Nfs.LinkReply linked(XdrReader reader) {
        Nfs.FileAttributes attributes = after(reader);
        Nfs.WccAttributes before = before(reader);
        return new Nfs.LinkReply(attributes, before, after(reader));
    }

    /** READDIR3res and READDIRPLUS3res (RFC 1813, sections 3.3.16 and 3.3.17). */
    static Nfs.ReaddirReply readdir(XdrReader reader, boolean isPlus, boolean ok) {
        Nfs.FileAttributes directory = after(reader);
        if (!ok) {
            return new Nfs.ReaddirReply(isPlus, directory, null, null, null);
        }
        long verifier = reader.hyper();
        List<Nfs.DirectoryEntry> entries = new ArrayList<>();
        while (reader.flag()) {
            Nfs.DirectoryEntry entry = entry(reader, isPlus);
            if (reader.failed()) {
                break;
            }
            entries.add(entry);
        }
        return new Nfs.ReaddirReply(isPlus, directory, verifier, entries, reader.flag());
    }

    private static Nfs.DirectoryEntry entry(XdrReader reader, boolean isPlus) {
        long fileId = reader.hyper();
        String name = reader.text(NfsArguments.MAX_NAME);
        long cookie = reader.hyper();
        Nfs.FileAttributes attributes = isPlus ? after(reader) : null;
        return new Nfs.DirectoryEntry(fileId, name, cookie, attributes, isPlus ? optionalHandle(reader) : null);
    }
}
