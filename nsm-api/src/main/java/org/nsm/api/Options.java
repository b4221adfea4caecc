package org.nsm.api;

import java.time.Duration;
import java.util.Set;

/** The options of the engine and of the documented protocols. Times are packet times. */
public final class Options {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(366);

    // ------------------------------------------------------------------ life of connections

    /** How long after its SYN a connection without any answer counts as a failed attempt. */
    public static final Option<Duration> TCP_ATTEMPT_DELAY = seconds("tcp_attempt_delay", 5);

    /** How long a SYN waits for its answer before the connection may be forgotten. */
    public static final Option<Duration> TCP_SYN_TIMEOUT = seconds("tcp_SYN_timeout", 5);

    /** How often a half-closed connection is looked at. */
    public static final Option<Duration> TCP_SESSION_TIMER = seconds("tcp_session_timer", 6);

    /** How long a half-closed connection may be silent before it is removed, see {@link #TCP_SESSION_TIMER}. */
    public static final Option<Duration> TCP_CONNECTION_LINGER = seconds("tcp_connection_linger", 5);

    /** How long a connection is remembered after both sides closed it. */
    public static final Option<Duration> TCP_CLOSE_DELAY = seconds("tcp_close_delay", 5);

    /** How long after a RST the reset is reported, so that what crossed it on the way is still seen. */
    public static final Option<Duration> TCP_RESET_DELAY = seconds("tcp_reset_delay", 5);

    /** How long a side that closes with its first packet has to say more. */
    public static final Option<Duration> TCP_PARTIAL_CLOSE_DELAY = seconds("tcp_partial_close_delay", 3);

    /** After how much silence a TCP connection is removed; zero for never. */
    public static final Option<Duration> TCP_INACTIVITY_TIMEOUT = seconds("tcp_inactivity_timeout", 300);

    /** After how much silence a UDP flow is removed; zero for never. */
    public static final Option<Duration> UDP_INACTIVITY_TIMEOUT = seconds("udp_inactivity_timeout", 60);

    /** After how much silence an ICMP exchange is removed; zero for never. */
    public static final Option<Duration> ICMP_INACTIVITY_TIMEOUT = seconds("icmp_inactivity_timeout", 60);

    /** How many resets or FINs in a row make a storm. */
    public static final Option<Long> TCP_STORM_THRESH = Option.count("tcp_storm_thresh", 1000, 1, Integer.MAX_VALUE);

    /** How close together the packets of a storm are. */
    public static final Option<Duration> TCP_STORM_INTERARRIVAL_THRESH = seconds("tcp_storm_interarrival_thresh", 1);

    // ------------------------------------------------------------------ reassembly

    /** How many bytes a side may send before the peer was heard of, without the first of them seeming lost. */
    public static final Option<Long> TCP_MAX_INITIAL_WINDOW =
            Option.count("tcp_max_initial_window", 16384, 0, Integer.MAX_VALUE);

    /** How many bytes are held above a hole while the peer is never heard of; 0 for no such limit. */
    public static final Option<Long> TCP_MAX_ABOVE_HOLE_WITHOUT_ANY_ACKS =
            Option.count("tcp_max_above_hole_without_any_acks", 16384, 0, Integer.MAX_VALUE);

    /** How many bytes are held without a further acknowledgement before a direction is given up; 0 for no such limit. */
    public static final Option<Long> TCP_EXCESSIVE_DATA_WITHOUT_FURTHER_ACKS =
            Option.count("tcp_excessive_data_without_further_acks", 10 << 20, 0, Integer.MAX_VALUE);

    /** How many delivered segments are kept to compare retransmissions with. */
    public static final Option<Long> TCP_MAX_OLD_SEGMENTS = Option.count("tcp_max_old_segments", 0, 0, 1 << 16);

    /** How long an incomplete datagram is kept for its missing fragments; zero for as long as memory allows. */
    public static final Option<Duration> FRAG_TIMEOUT = seconds("frag_timeout", 0);

    // ------------------------------------------------------------------ sessions of protocols

    /** How long an RPC call waits for its reply. */
    public static final Option<Duration> RPC_TIMEOUT = seconds("rpc_timeout", 24);

    /** How long a DNS query over UDP waits for its reply. */
    public static final Option<Duration> DNS_SESSION_TIMEOUT = seconds("dns_session_timeout", 10);

    /** How long an NTP exchange waits for its next message. */
    public static final Option<Duration> NTP_SESSION_TIMEOUT = seconds("ntp_session_timeout", 300);

    /** How long a NetBIOS datagram exchange waits for its next message. */
    public static final Option<Duration> NETBIOS_SSN_SESSION_TIMEOUT = seconds("netbios_ssn_session_timeout", 15);

    /** How many commands of DCE-RPC are put together from fragments at a time on one connection. */
    public static final Option<Long> DCE_RPC_MAX_CMD_REASSEMBLY =
            Option.count("DCE_RPC::max_cmd_reassembly", 20, 0, 1 << 16);

    /** How many bytes of one fragmented command of DCE-RPC are kept. */
    public static final Option<Long> DCE_RPC_MAX_FRAG_DATA =
            Option.count("DCE_RPC::max_frag_data", 30000, 0, Integer.MAX_VALUE);

    /**
     * The keytab file that Kerberos tickets are decrypted with; empty for none. It is read when the analyzer is built.
     * Needs {@code org.apache.kerby:kerb-crypto} beside {@code nsm-analyzers}, and opens what that knows: AES with SHA-1
     * (encryption types 17 and 18), RC4 (23), Camellia (25, 26) and those with DES (1 to 3, 16), but not AES with SHA-2
     * (19, 20).
     */
    public static final Option<String> KRB_KEYTAB = Option.text("KRB::keytab", "");

    /** The longest frame of the NetWare Core Protocol. */
    public static final Option<Long> NCP_MAX_FRAME_SIZE =
            Option.count("NCP::max_frame_size", 65536, 0, Integer.MAX_VALUE);

    /** Names of files that are pipes on shares whose kind is not known. */
    public static final Option<Set<String>> SMB_PIPE_FILENAMES = Option.texts(
            "SMB::pipe_filenames",
            Set.of("srvsvc", "MsFteWds", "winreg", "lsarpc", "spoolss", "wkssvc", "samr", "netdfs"));

    // ------------------------------------------------------------------ what the engine accepts and holds

    /** Whether packets are analysed whatever their checksums say. */
    public static final Option<Boolean> IGNORE_CHECKSUMS = Option.flag("ignore_checksums", false);

    /** How many tunnels inside each other are followed. */
    public static final Option<Long> MAX_TUNNEL_DEPTH = Option.count("Tunnel::max_depth", 2, 0, 16);

    /** How many connections are alive at a time; the longest silent one makes room for another. */
    public static final Option<Long> MAX_CONNECTIONS = Option.count("max_connections", 4_000_000, 1, 1 << 28);

    /** How many out-of-order bytes one direction of a TCP connection holds. */
    public static final Option<Long> MAX_BUFFERED_BYTES_PER_STREAM =
            Option.count("max_buffered_bytes_per_stream", 16 << 20, 1 << 10, Integer.MAX_VALUE);

    /** How many out-of-order bytes all TCP connections of an analyzer hold together. */
    public static final Option<Long> MAX_BUFFERED_BYTES =
            Option.count("max_buffered_bytes", 256 << 20, 1 << 16, 1L << 40);

    /** How many incomplete datagrams are kept for their missing fragments; the oldest makes room for another. */
    public static final Option<Long> MAX_INCOMPLETE_DATAGRAMS =
            Option.count("max_incomplete_datagrams", 4096, 1, 1 << 20);

    /** How many first bytes of connections are kept at a time while their protocols are not recognised. */
    public static final Option<Long> MAX_DETECTION_BYTES = Option.count("max_detection_bytes", 64 << 20, 0, 1L << 40);

    /**
     * How many bytes the analyzers of protocols keep together of lines, headers and messages whose rest has yet to come, of
     * mails that are gathered, and of requests that wait for others. Of most, the first 4096 of each direction of a
     * connection are not counted.
     */
    public static final Option<Long> MAX_ANALYZER_BYTES = Option.count("max_analyzer_bytes", 256 << 20, 0, 1L << 40);

    /** How many announcements of connections to come are kept; the oldest makes room for another. */
    public static final Option<Long> MAX_EXPECTED_CONNECTIONS =
            Option.count("max_expected_connections", 1 << 16, 1, 1 << 24);

    private Options() {}

    private static Option<Duration> seconds(String name, long defaultSeconds) {
        return Option.duration(
                name, Duration.ofSeconds(defaultSeconds), Duration.ZERO, name.startsWith("tcp_storm") ? DAY : YEAR);
    }
}
