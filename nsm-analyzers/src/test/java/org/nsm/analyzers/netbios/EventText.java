package org.nsm.analyzers.netbios;

import io.netty.buffer.ByteBufUtil;
import org.nsm.api.event.NetbiosEvent;

/** Says in a line what an event tells, while its bytes are valid. */
final class EventText {

    private EventText() {}

    static String of(NetbiosEvent event) {
        if (event instanceof NetbiosEvent.SessionMessage e) {
            return side(e.isOrig()) + "message %02x %d".formatted(e.type(), e.length());
        } else if (event instanceof NetbiosEvent.SessionRequest e) {
            return "request " + e.calledName();
        } else if (event instanceof NetbiosEvent.SessionAccepted e) {
            return "accepted " + ByteBufUtil.hexDump(e.payload());
        } else if (event instanceof NetbiosEvent.SessionRejected e) {
            return "rejected " + ByteBufUtil.hexDump(e.payload());
        } else if (event instanceof NetbiosEvent.SessionRawMessage e) {
            return side(e.isOrig()) + "raw " + ByteBufUtil.hexDump(e.payload());
        } else if (event instanceof NetbiosEvent.SessionRetArgResp e) {
            return "retargeted " + ByteBufUtil.hexDump(e.payload());
        } else if (event instanceof NetbiosEvent.SessionKeepalive e) {
            return "keepalive " + ByteBufUtil.hexDump(e.payload());
        }
        throw new AssertionError(event);
    }

    private static String side(boolean isOrig) {
        return isOrig ? ">" : "<";
    }
}
