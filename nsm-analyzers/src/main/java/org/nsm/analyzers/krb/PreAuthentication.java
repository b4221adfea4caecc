package org.nsm.analyzers.krb;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Krb;

/**
 * Pre-authentication data (RFC 4120, section 5.2.7): the salts of passwords as such, most others as they are. Timestamps
 * and certificates tell nothing.
 */
final class PreAuthentication {

    private static final int TGS_REQ = 1;
    private static final int ENC_TIMESTAMP = 2;
    private static final int PW_SALT = 3;
    private static final int ETYPE_INFO = 11;
    private static final int PK_AS_REQ = 16;
    private static final int PK_AS_REP = 17;
    private static final int ETYPE_INFO2 = 19;

    private PreAuthentication() {}

    /** Takes what a PA-TGS-REQ shows. */
    interface TicketReader {

        /** Reads the AP-REQ that the reader stands on. */
        void shown(KrbReader in);
    }

    /**
     * Reads the list that is the value of the present field.
     *
     * @param shown reads a PA-TGS-REQ; null where there should be none, which are passed over
     * @return the list, or null if there is nothing in it to tell of
     */
    static @Nullable List<Krb.TypeValue> read(KrbReader in, @Nullable TicketReader shown) {
        int outer = in.depth();
        List<Krb.TypeValue> list = in.making() ? new ArrayList<>() : null;
        if (in.enterSequence()) {
            readElements(in, shown, list);
        }
        in.leaveTo(outer);
        return list == null || list.isEmpty() ? null : list;
    }

    /**
     * Reads what an error tells (RFC 4120, section 5.9.1), of which only the salts are told.
     *
     * @param in stands in front of METHOD-DATA
     * @return the salts, or null without any, also where this is something else
     */
    static @Nullable List<Krb.TypeValue> readMethodData(KrbReader in) {
        List<Krb.TypeValue> list = new ArrayList<>();
        if (in.nextElement() && in.enterElement()) {
            readElements(in, null, list);
        }
        list.removeIf(entry -> entry.type() != PW_SALT && entry.type() != ETYPE_INFO && entry.type() != ETYPE_INFO2);
        return list.isEmpty() || in.failed() ? null : list;
    }

    private static void readElements(KrbReader in, @Nullable TicketReader shown, @Nullable List<Krb.TypeValue> list) {
        while (in.nextElement() && in.enterElement()) {
            int sequence = in.depth();
            long type = 0;
            while (in.nextField()) {
                if (in.number() == 1) {
                    type = in.unsigned();
                } else if (in.number() == 2) {
                    value(in, type, shown, list);
                }
            }
            in.leaveTo(sequence - 1);
        }
    }

    private static void value(
            KrbReader in, long type, @Nullable TicketReader shown, @Nullable List<Krb.TypeValue> list) {
        int outer = in.depth();
        if (type == TGS_REQ && shown != null) {
            if (in.enterOctets() && in.nextElement()) {
                shown.shown(in);
            }
        } else if (type == ETYPE_INFO || type == ETYPE_INFO2) {
            add(list, type, salt(in));
        } else {
            ByteBuf octets = in.octets();
            if (octets.isReadable()
                    && type != TGS_REQ
                    && type != ENC_TIMESTAMP
                    && type != PK_AS_REQ
                    && type != PK_AS_REP) {
                add(list, type, octets);
            }
        }
        in.leaveTo(outer);
    }

    private static void add(@Nullable List<Krb.TypeValue> list, long type, @Nullable ByteBuf value) {
        if (list != null && value != null) {
            list.add(new Krb.TypeValue(type, value));
        }
    }

    /**
     * The salt of the first entry (RFC 4120, sections 5.2.7.4 and 5.2.7.5); empty if it has none, null if the value has no
     * octets.
     */
    private static @Nullable ByteBuf salt(KrbReader in) {
        if (!in.enterOctets() || !in.nextElement()) {
            return null;
        }
        if (in.enterElement() && in.nextElement() && in.enterElement()) {
            while (in.nextField()) {
                if (in.number() == 1) {
                    return in.octets();
                }
            }
        }
        return Unpooled.EMPTY_BUFFER;
    }
}
