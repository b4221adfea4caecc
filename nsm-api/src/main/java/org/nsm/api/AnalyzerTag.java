package org.nsm.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names an analyzer: in the events that say which one recognised or gave up a connection, and where a host assigns ports.
 *
 * <p>The documented analyzers have constants here; a host that adds a protocol makes a tag of its own.
 *
 * @param name the short name, upper case letters, digits and underscores, as {@code KRB_TCP}
 */
public record AnalyzerTag(String name) {

    private static final Pattern NAME = Pattern.compile("[A-Z0-9_]+");

    /** AYIYA. */
    public static final AnalyzerTag AYIYA = new AnalyzerTag("AYIYA");

    /** BACKDOOR. */
    public static final AnalyzerTag BACKDOOR = new AnalyzerTag("BACKDOOR");

    /** BITTORRENT. */
    public static final AnalyzerTag BITTORRENT = new AnalyzerTag("BITTORRENT");

    /** BITTORRENTTRACKER. */
    public static final AnalyzerTag BITTORRENTTRACKER = new AnalyzerTag("BITTORRENTTRACKER");

    /** CONNSIZE. */
    public static final AnalyzerTag CONNSIZE = new AnalyzerTag("CONNSIZE");

    /** DCE_RPC. */
    public static final AnalyzerTag DCE_RPC = new AnalyzerTag("DCE_RPC");

    /** DHCP. */
    public static final AnalyzerTag DHCP = new AnalyzerTag("DHCP");

    /** DNP3_TCP. */
    public static final AnalyzerTag DNP3_TCP = new AnalyzerTag("DNP3_TCP");

    /** DNP3_UDP. */
    public static final AnalyzerTag DNP3_UDP = new AnalyzerTag("DNP3_UDP");

    /** CONTENTS_DNS. */
    public static final AnalyzerTag CONTENTS_DNS = new AnalyzerTag("CONTENTS_DNS");

    /** DNS. */
    public static final AnalyzerTag DNS = new AnalyzerTag("DNS");

    /** FTP_DATA. */
    public static final AnalyzerTag FTP_DATA = new AnalyzerTag("FTP_DATA");

    /** IRC_DATA. */
    public static final AnalyzerTag IRC_DATA = new AnalyzerTag("IRC_DATA");

    /** FINGER. */
    public static final AnalyzerTag FINGER = new AnalyzerTag("FINGER");

    /** FTP. */
    public static final AnalyzerTag FTP = new AnalyzerTag("FTP");

    /** FTP_ADAT. */
    public static final AnalyzerTag FTP_ADAT = new AnalyzerTag("FTP_ADAT");

    /** GNUTELLA. */
    public static final AnalyzerTag GNUTELLA = new AnalyzerTag("GNUTELLA");

    /** GSSAPI. */
    public static final AnalyzerTag GSSAPI = new AnalyzerTag("GSSAPI");

    /** GTPV1. */
    public static final AnalyzerTag GTPV1 = new AnalyzerTag("GTPV1");

    /** HTTP. */
    public static final AnalyzerTag HTTP = new AnalyzerTag("HTTP");

    /** ICMP. */
    public static final AnalyzerTag ICMP = new AnalyzerTag("ICMP");

    /** IDENT. */
    public static final AnalyzerTag IDENT = new AnalyzerTag("IDENT");

    /** IMAP. */
    public static final AnalyzerTag IMAP = new AnalyzerTag("IMAP");

    /** INTERCONN. */
    public static final AnalyzerTag INTERCONN = new AnalyzerTag("INTERCONN");

    /** IRC. */
    public static final AnalyzerTag IRC = new AnalyzerTag("IRC");

    /** KRB. */
    public static final AnalyzerTag KRB = new AnalyzerTag("KRB");

    /** KRB_TCP. */
    public static final AnalyzerTag KRB_TCP = new AnalyzerTag("KRB_TCP");

    /** CONTENTS_RLOGIN. */
    public static final AnalyzerTag CONTENTS_RLOGIN = new AnalyzerTag("CONTENTS_RLOGIN");

    /** CONTENTS_RSH. */
    public static final AnalyzerTag CONTENTS_RSH = new AnalyzerTag("CONTENTS_RSH");

    /** LOGIN. */
    public static final AnalyzerTag LOGIN = new AnalyzerTag("LOGIN");

    /** NVT. */
    public static final AnalyzerTag NVT = new AnalyzerTag("NVT");

    /** RLOGIN. */
    public static final AnalyzerTag RLOGIN = new AnalyzerTag("RLOGIN");

    /** RSH. */
    public static final AnalyzerTag RSH = new AnalyzerTag("RSH");

    /** TELNET. */
    public static final AnalyzerTag TELNET = new AnalyzerTag("TELNET");

    /** MODBUS. */
    public static final AnalyzerTag MODBUS = new AnalyzerTag("MODBUS");

    /** MYSQL. */
    public static final AnalyzerTag MYSQL = new AnalyzerTag("MYSQL");

    /** CONTENTS_NCP. */
    public static final AnalyzerTag CONTENTS_NCP = new AnalyzerTag("CONTENTS_NCP");

    /** NCP. */
    public static final AnalyzerTag NCP = new AnalyzerTag("NCP");

    /** CONTENTS_NETBIOSSSN. */
    public static final AnalyzerTag CONTENTS_NETBIOSSSN = new AnalyzerTag("CONTENTS_NETBIOSSSN");

    /** NETBIOSSSN. */
    public static final AnalyzerTag NETBIOSSSN = new AnalyzerTag("NETBIOSSSN");

    /** NTLM. */
    public static final AnalyzerTag NTLM = new AnalyzerTag("NTLM");

    /** NTP. */
    public static final AnalyzerTag NTP = new AnalyzerTag("NTP");

    /** PIA_TCP. */
    public static final AnalyzerTag PIA_TCP = new AnalyzerTag("PIA_TCP");

    /** PIA_UDP. */
    public static final AnalyzerTag PIA_UDP = new AnalyzerTag("PIA_UDP");

    /** POP3. */
    public static final AnalyzerTag POP3 = new AnalyzerTag("POP3");

    /** RADIUS. */
    public static final AnalyzerTag RADIUS = new AnalyzerTag("RADIUS");

    /** RDP. */
    public static final AnalyzerTag RDP = new AnalyzerTag("RDP");

    /** RFB. */
    public static final AnalyzerTag RFB = new AnalyzerTag("RFB");

    /** CONTENTS_NFS. */
    public static final AnalyzerTag CONTENTS_NFS = new AnalyzerTag("CONTENTS_NFS");

    /** CONTENTS_RPC. */
    public static final AnalyzerTag CONTENTS_RPC = new AnalyzerTag("CONTENTS_RPC");

    /** MOUNT. */
    public static final AnalyzerTag MOUNT = new AnalyzerTag("MOUNT");

    /** NFS. */
    public static final AnalyzerTag NFS = new AnalyzerTag("NFS");

    /** PORTMAPPER. */
    public static final AnalyzerTag PORTMAPPER = new AnalyzerTag("PORTMAPPER");

    /** SIP. */
    public static final AnalyzerTag SIP = new AnalyzerTag("SIP");

    /** CONTENTS_SMB. */
    public static final AnalyzerTag CONTENTS_SMB = new AnalyzerTag("CONTENTS_SMB");

    /** SMB. */
    public static final AnalyzerTag SMB = new AnalyzerTag("SMB");

    /** SMTP. */
    public static final AnalyzerTag SMTP = new AnalyzerTag("SMTP");

    /** SNMP. */
    public static final AnalyzerTag SNMP = new AnalyzerTag("SNMP");

    /** SOCKS. */
    public static final AnalyzerTag SOCKS = new AnalyzerTag("SOCKS");

    /** SSH. */
    public static final AnalyzerTag SSH = new AnalyzerTag("SSH");

    /** DTLS. */
    public static final AnalyzerTag DTLS = new AnalyzerTag("DTLS");

    /** SSL. */
    public static final AnalyzerTag SSL = new AnalyzerTag("SSL");

    /** STEPPINGSTONE. */
    public static final AnalyzerTag STEPPINGSTONE = new AnalyzerTag("STEPPINGSTONE");

    /** SYSLOG. */
    public static final AnalyzerTag SYSLOG = new AnalyzerTag("SYSLOG");

    /** CONTENTLINE. */
    public static final AnalyzerTag CONTENTLINE = new AnalyzerTag("CONTENTLINE");

    /** CONTENTS. */
    public static final AnalyzerTag CONTENTS = new AnalyzerTag("CONTENTS");

    /** TCP. */
    public static final AnalyzerTag TCP = new AnalyzerTag("TCP");

    /** TCPSTATS. */
    public static final AnalyzerTag TCPSTATS = new AnalyzerTag("TCPSTATS");

    /** TEREDO. */
    public static final AnalyzerTag TEREDO = new AnalyzerTag("TEREDO");

    /** UDP. */
    public static final AnalyzerTag UDP = new AnalyzerTag("UDP");

    /** XMPP. */
    public static final AnalyzerTag XMPP = new AnalyzerTag("XMPP");

    /** ZIP. */
    public static final AnalyzerTag ZIP = new AnalyzerTag("ZIP");

    /**
     * Checks the name.
     *
     * @param name the documented name without its prefix
     * @throws IllegalArgumentException if the name is empty or has other characters than upper case letters, digits and
     *                                  underscores
     */
    public AnalyzerTag {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of an analyzer: " + name);
        }
    }

    // Written out, as an analyzer is built with tables of tags: what a record has by itself is put together by method
    // handles when first called, which takes a JVM that just started some 20 ms.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AnalyzerTag tag && name.equals(tag.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The documented form, as in {@code Analyzer::ANALYZER_KRB_TCP}. */
    @Override
    public String toString() {
        return "Analyzer::ANALYZER_" + name;
    }
}
