package org.nsm.reassembly.flow;

/** What an analyzer counts; see {@link org.nsm.api.Statistics} for what each means. */
public final class Counters {

    /** Packets fed. */
    public long packets;
    /** Captured bytes. */
    public long bytes;
    /** Packets of link types that are not supported. */
    public long unknownLinkType;
    /** Packets without IP or ARP. */
    public long notIp;
    /** Packets dropped for their headers. */
    public long malformed;
    /** Packets with a wrong checksum. */
    public long badChecksums;
    /** Fragments. */
    public long fragments;
    /** Datagrams put together. */
    public long datagramsReassembled;
    /** Incomplete datagrams given up. */
    public long datagramsDropped;
    /** Packets found in others. */
    public long tunnelled;
    /** Connections seen. */
    public long connections;
    /** Connections removed early. */
    public long evictedConnections;
    /** Out-of-order bytes held. */
    public long bufferedBytes;
    /** Delivered bytes kept to compare retransmissions with, and what each piece costs besides. */
    public long comparedBytes;
    /** Out-of-order bytes given up. */
    public long droppedBytes;
    /** Bytes of streams never seen. */
    public long gapBytes;
    /** Analyzers that failed. */
    public long analyzerErrors;

    /** All zero. */
    public Counters() {}
}
