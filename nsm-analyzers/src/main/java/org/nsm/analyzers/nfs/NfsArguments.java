package org.nsm.analyzers.nfs;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.rpc.XdrReader;
import org.nsm.api.event.Coded;
import org.nsm.api.event.Nfs;

/** The arguments of NFS procedures, as far as they are reported (RFC 1813, section 3.3). */
final class NfsArguments {

    /** RFC 1813, section 2.4, NFS3_FHSIZE. */
    static final int MAX_HANDLE = 64;

    /** RFC 1813 sets no limit; the systems around have 255 for names and at most some thousands for paths. */
    static final int MAX_NAME = 8192;

    private static final int SET_TO_CLIENT_TIME = 2;
    private static final int TIME_OCTETS = 8;

    private NfsArguments() {}

    static ByteBuf handle(XdrReader reader) {
        return reader.opaque(MAX_HANDLE);
    }

    /** diropargs3 (RFC 1813, section 2.6). */
    static Nfs.DirectoryOperationArguments name(XdrReader reader) {
        ByteBuf directory = handle(reader);
        return new Nfs.DirectoryOperationArguments(directory, reader.text(MAX_NAME));
    }

    /** sattr3 (RFC 1813, section 2.6). */
    static Nfs.SetAttributes newAttributes(XdrReader reader) {
        Long mode = reader.flag() ? (Long) reader.unsigned() : null;
        Long uid = reader.flag() ? (Long) reader.unsigned() : null;
        Long gid = reader.flag() ? (Long) reader.unsigned() : null;
        Long size = reader.flag() ? (Long) reader.hyper() : null;
        return new Nfs.SetAttributes(mode, uid, gid, size, timeHow(reader), timeHow(reader));
    }

    private static Coded<Nfs.TimeHow> timeHow(XdrReader reader) {
        long how = reader.unsigned();
        if (how == SET_TO_CLIENT_TIME) {
            reader.skip(TIME_OCTETS);
        }
        return new Coded<>(Nfs.TimeHow.of(how), how);
    }

    /** SETATTR3args without the guard (RFC 1813, section 3.3.2). */
    static Nfs.SetAttributesArguments setattr(XdrReader reader) {
        ByteBuf handle = handle(reader);
        return new Nfs.SetAttributesArguments(handle, newAttributes(reader));
    }

    /** READ3args (RFC 1813, section 3.3.6). */
    static Nfs.ReadArguments read(XdrReader reader) {
        ByteBuf handle = handle(reader);
        return new Nfs.ReadArguments(handle, reader.hyper(), reader.unsigned());
    }

    /** WRITE3args (RFC 1813, section 3.3.7). */
    static Nfs.WriteArguments write(XdrReader reader) {
        ByteBuf handle = handle(reader);
        long offset = reader.hyper();
        long size = reader.unsigned();
        long stable = reader.unsigned();
        reader.skipOpaque();
        return new Nfs.WriteArguments(handle, offset, size, new Coded<>(Nfs.StableHow.of(stable), stable), null);
    }

    /** SYMLINK3args (RFC 1813, section 3.3.10). */
    static Nfs.SymlinkArguments symlink(XdrReader reader) {
        Nfs.DirectoryOperationArguments link = name(reader);
        Nfs.SetAttributes attributes = newAttributes(reader);
        return new Nfs.SymlinkArguments(link, new Nfs.SymlinkData(attributes, reader.text(MAX_NAME)));
    }

    /** RENAME3args (RFC 1813, section 3.3.14). */
    static Nfs.RenameArguments rename(XdrReader reader) {
        ByteBuf source = handle(reader);
        String sourceName = reader.text(MAX_NAME);
        ByteBuf target = handle(reader);
        return new Nfs.RenameArguments(source, sourceName, target, reader.text(MAX_NAME));
    }

    /** LINK3args (RFC 1813, section 3.3.15). */
    static Nfs.LinkArguments link(XdrReader reader) {
        ByteBuf handle = handle(reader);
        return new Nfs.LinkArguments(handle, name(reader));
    }

    /** READDIR3args and READDIRPLUS3args (RFC 1813, sections 3.3.16 and 3.3.17). */
    static Nfs.ReaddirArguments readdir(XdrReader reader, boolean isPlus) {
        ByteBuf directory = handle(reader);
        long cookie = reader.hyper();
        long verifier = reader.hyper();
        long count = reader.unsigned();
        @Nullable Long maximum = isPlus ? (Long) reader.unsigned() : null;
        return new Nfs.ReaddirArguments(isPlus, directory, cookie, verifier, count, maximum);
    }
}
