package org.nsm.analyzers.mount;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.nsm.analyzers.rpc.XdrReader;
import org.nsm.api.event.Coded;
import org.nsm.api.event.Mount;

/** What the MOUNT protocol has of its own in calls and replies (RFC 1813, section 5). */
final class MountGrammar {

    /** RFC 1813, section 5.1.1. */
    static final int MAX_PATH = 1024;

    private static final int MAX_HANDLE = 64;

    /** Servers offer a handful. */
    private static final int MAX_FLAVORS = 32;

    private static final int FLAVOR_OCTETS = 4;

    private MountGrammar() {}

    /** What follows the status of a success (RFC 1813, section 5.2.1, mountres3_ok). */
    static Mount.MountReply mounted(XdrReader result) {
        ByteBuf handle = result.opaque(MAX_HANDLE);
        long count = result.unsigned();
        List<Coded<Mount.AuthFlavor>> flavors = new ArrayList<>();
        long kept = Math.min(count, MAX_FLAVORS);
        for (int i = 0; i < kept && !result.failed(); i++) {
            long flavor = result.unsigned();
            flavors.add(new Coded<>(Mount.AuthFlavor.of(flavor), flavor));
        }
        result.skip((count - kept) * FLAVOR_OCTETS);
        return new Mount.MountReply(handle, flavors);
    }
}
