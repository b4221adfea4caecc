package org.nsm.analyzers.smb1;

import org.nsm.api.event.Smb1;

/** The parameters of those transactions of the second kind that have an event of their own (MS-CIFS, section 2.2.6). */
final class Trans2Parameters {

    static final int FIND_FIRST2 = 0x01;
    static final int QUERY_PATH_INFORMATION = 0x05;
    static final int GET_DFS_REFERRAL = 0x10;

    private Trans2Parameters() {}

    /** Of a search (MS-CIFS, section 2.2.6.2.1). */
    static Smb1.FindFirst2Arguments findFirst2(Fields in) {
        int attributes = in.u16();
        int count = in.u16();
        int flags = in.u16();
        int level = in.u16();
        long storageType = in.u32();
        return new Smb1.FindFirst2Arguments(attributes, count, flags, level, storageType, in.text(true));
    }

    /** The path of a query (MS-CIFS, section 2.2.6.6.1). */
    static String queryPathInformation(Fields in) {
        in.skip(Short.BYTES + Integer.BYTES);
        return in.text(true);
    }

    /** The path of a referral (MS-CIFS, section 2.2.6.16.1; MS-DFSC, section 2.2.2). */
    static String dfsReferral(Fields in) {
        in.skip(Short.BYTES);
        return in.textHere(true);
    }
}
