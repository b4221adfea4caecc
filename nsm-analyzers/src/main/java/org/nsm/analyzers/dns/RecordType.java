package org.nsm.analyzers.dns;

/** The types of resource records that are told apart, by their assigned numbers. */
final class RecordType {

    static final int A = 1;
    static final int NS = 2;
    static final int CNAME = 5;
    static final int SOA = 6;
    static final int WKS = 11;
    static final int PTR = 12;
    static final int HINFO = 13;
    static final int MX = 15;
    static final int TXT = 16;
    static final int AAAA = 28;

    /** A NetBIOS name (RFC 1002, section 4.2.1.3). */
    static final int NB = 32;

    /** A service; between NetBIOS name services the status of a node (RFC 1002, section 4.2.18). */
    static final int SRV = 33;

    static final int A6 = 38;
    static final int OPT = 41;
    static final int DS = 43;
    static final int RRSIG = 46;
    static final int NSEC = 47;
    static final int DNSKEY = 48;
    static final int NSEC3 = 50;
    static final int TSIG = 250;
    static final int CAA = 257;

    private RecordType() {}
}
