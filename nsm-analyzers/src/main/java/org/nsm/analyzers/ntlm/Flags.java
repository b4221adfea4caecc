package org.nsm.analyzers.ntlm;

import org.nsm.api.event.Ntlm;

/** The bits of what is negotiated (MS-NLMP, section 2.2.2.5), with the low octet first on the wire. */
final class Flags {

    static final int UNICODE = 1;
    static final int REQUEST_TARGET = 1 << 2;
    static final int DOMAIN_SUPPLIED = 1 << 12;
    static final int WORKSTATION_SUPPLIED = 1 << 13;
    static final int TARGET_INFORMATION = 1 << 23;
    static final int VERSION = 1 << 25;

    private Flags() {}

    static Ntlm.NegotiateFlags of(int bits) {
        return new Ntlm.NegotiateFlags(
                bits < 0,
                (bits & 1 << 30) != 0,
                (bits & 1 << 29) != 0,
                (bits & VERSION) != 0,
                (bits & TARGET_INFORMATION) != 0,
                (bits & 1 << 22) != 0,
                (bits & 1 << 20) != 0,
                (bits & 1 << 19) != 0,
                (bits & 1 << 17) != 0,
                (bits & 1 << 16) != 0,
                (bits & 1 << 15) != 0,
                (bits & WORKSTATION_SUPPLIED) != 0,
                (bits & DOMAIN_SUPPLIED) != 0,
                (bits & 1 << 11) != 0,
                (bits & 1 << 9) != 0,
                (bits & 1 << 7) != 0,
                (bits & 1 << 6) != 0,
                (bits & 1 << 5) != 0,
                (bits & 1 << 4) != 0,
                (bits & REQUEST_TARGET) != 0,
                (bits & 1 << 1) != 0,
                (bits & UNICODE) != 0);
    }
}
