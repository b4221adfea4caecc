package org.nsm.examples.dump;

import java.util.List;
import org.nsm.api.AnalyzerBuilder;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Port;
import org.nsm.api.event.Event;
import org.nsm.api.event.SmbFileEvent;

/**
 * The settings that the expected events of the conformance captures were made with: every protocol is looked for on the
 * ports that its specification or custom gives it, also where that is off by default.
 */
final class ConformanceProfile {

    private static final int[] BITTORRENT_PORTS = {6881, 6882, 6883, 6884, 6885, 6886, 6887, 6888, 6889};

    private ConformanceProfile() {}

    /**
     * Adds the settings to a builder.
     *
     * @param builder the builder
     */
    static void apply(AnalyzerBuilder builder) {
        tcp(builder, AnalyzerTag.RSH, 514);
        tcp(builder, AnalyzerTag.RLOGIN, 513);
        tcp(builder, AnalyzerTag.TELNET, 23);
        tcp(builder, AnalyzerTag.FINGER, 79);
        tcp(builder, AnalyzerTag.IDENT, 113);
        tcp(builder, AnalyzerTag.POP3, 110);
        tcp(builder, AnalyzerTag.NCP, 524);
        tcp(builder, AnalyzerTag.GNUTELLA, 6346, 6347);
        tcp(builder, AnalyzerTag.BITTORRENT, BITTORRENT_PORTS);
        tcp(builder, AnalyzerTag.BITTORRENTTRACKER, 6969);
        tcp(builder, AnalyzerTag.NETBIOSSSN, 139);
        udp(builder, AnalyzerTag.NETBIOSSSN, 138);
        udp(builder, AnalyzerTag.NTP, 123);
        both(builder, AnalyzerTag.PORTMAPPER, 111);
        both(builder, AnalyzerTag.NFS, 2049);
        both(builder, AnalyzerTag.MOUNT, 635, 20048);
    }

    /**
     * What the expected events are of: everything but the content of files on shares, which is not documented.
     *
     * @return the types
     */
    static List<Class<? extends Event>> events() {
        return EventTypes.all().stream()
                .filter(type -> !SmbFileEvent.class.isAssignableFrom(type))
                .toList();
    }

    private static void both(AnalyzerBuilder builder, AnalyzerTag tag, int... ports) {
        tcp(builder, tag, ports);
        udp(builder, tag, ports);
    }

    private static void tcp(AnalyzerBuilder builder, AnalyzerTag tag, int... ports) {
        for (int port : ports) {
            builder.addPort(tag, Port.tcp(port));
        }
    }

    private static void udp(AnalyzerBuilder builder, AnalyzerTag tag, int... ports) {
        for (int port : ports) {
            builder.addPort(tag, Port.udp(port));
        }
    }
}
