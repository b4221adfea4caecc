package org.nsm.analyzers.dns;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Connection;
import org.nsm.api.event.Dns;
import org.nsm.api.event.DnsEvent;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.Channels;

/**
 * Raises the event of each resource record. What nobody wants is passed over.
 *
 * <p>Records that consist of names, and numbers around them, end where these end, whatever the length in front of them
 * says, since some implementations get it wrong. Other data that does not fit ends the message.
 */
final class RecordEvents {

    private static final int MAX_PREFIX = 128;

    /** Where the signer's name is in a signature (RFC 4034, section 3.1). */
    private static final int RRSIG_SIGNER_OFFSET = 18;

    private final DnsChannels channels;
    private final MessageReader reader;
    private final Record record;

    RecordEvents(Channels raised) {
        channels = new DnsChannels(raised);
        reader = channels.reader;
        record = new Record(reader);
    }

    DnsChannels channels() {
        return channels;
    }

    /**
     * Reads the next record.
     *
     * @param message the message that it is in
     * @param section 1 answer, 2 authority, 3 additional
     * @return whether the message may go on
     */
    boolean raise(DnsConversation message, int section) {
        Record.Outcome outcome = record.decode();
        if (outcome != Record.Outcome.COMPLETE) {
            message.name(record.ownerAt(), false);
            message.weird(
                    outcome == Record.Outcome.NO_HEADER
                            ? "DNS_truncated_ans_too_short"
                            : "DNS_truncated_RR_rdlength_lt_len",
                    "");
            return false;
        }
        @Nullable Channel<?> channel = channel(message, record.type());
        boolean wanted = channel != null && channel.wanted();
        String owner = message.name(record.ownerAt(), wanted);
        if (record.dataLength() == 0 && message.isUpdate() && hasData(record.type())) {
            return true;
        }
        if (read(message, section, owner, wanted)) {
            return true;
        }
        message.weird("DNS_RR_bad_length", "");
        return false;
    }

    /** What reports a type; null if nothing does. */
    private @Nullable Channel<?> channel(DnsConversation message, int type) {
        return switch (type) {
            case RecordType.A -> channels.a;
            case RecordType.NS -> channels.ns;
            case RecordType.CNAME -> channels.cname;
            case RecordType.SOA -> channels.soa;
            case RecordType.WKS -> channels.wks;
            case RecordType.PTR -> channels.ptr;
            case RecordType.HINFO -> channels.hinfo;
            case RecordType.MX -> channels.mx;
            case RecordType.TXT -> channels.txt;
            case RecordType.AAAA -> channels.aaaa;
            case RecordType.NB -> null;
            case RecordType.SRV -> message.netbios() ? null : channels.srv;
            case RecordType.A6 -> channels.a6;
            case RecordType.OPT -> channels.edns;
            case RecordType.DS -> channels.ds;
            case RecordType.RRSIG -> channels.rrsig;
            case RecordType.NSEC -> channels.nsec;
            case RecordType.DNSKEY -> channels.dnskey;
            case RecordType.NSEC3 -> channels.nsec3;
            case RecordType.TSIG -> channels.tsig;
            case RecordType.CAA -> channels.caa;
            default -> channels.unknown;
        };
    }

    /** Whether a type that is reported means nothing without data. */
    private static boolean hasData(int type) {
        return switch (type) {
            case RecordType.A,
                    RecordType.NS,
                    RecordType.CNAME,
                    RecordType.SOA,
                    RecordType.WKS,
                    RecordType.PTR,
                    RecordType.HINFO,
                    RecordType.MX,
                    RecordType.TXT,
                    RecordType.AAAA,
                    RecordType.SRV,
                    RecordType.A6,
                    RecordType.DS,
                    RecordType.RRSIG,
                    RecordType.NSEC,
                    RecordType.DNSKEY,
                    RecordType.NSEC3,
                    RecordType.TSIG,
                    RecordType.CAA -> true;
            default -> false;
        };
    }

    /** Reads the data of the record. Returns whether the message may go on. */
    private boolean read(DnsConversation message, int section, String owner, boolean wanted) {
        return switch (record.type()) {
            case RecordType.A -> a(message, section, owner, wanted);
            case RecordType.AAAA -> aaaa(message, section, owner, wanted);
            case RecordType.A6 -> a6(message, section, owner, wanted);
            case RecordType.NS, RecordType.CNAME, RecordType.PTR -> name(message, section, owner, wanted);
            case RecordType.MX -> mx(message, section, owner, wanted);
            case RecordType.SOA -> soa(message, section, owner, wanted);
            case RecordType.SRV -> message.netbios() ? skip() : srv(message, section, owner, wanted);
            case RecordType.TXT -> txt(message, section, owner, wanted);
            case RecordType.CAA -> caa(message, section, owner, wanted);
            case RecordType.TSIG -> tsig(message, section, owner, wanted);
            case RecordType.RRSIG -> rrsig(message, section, owner, wanted);
            case RecordType.DNSKEY -> dnskey(message, section, owner, wanted);
            case RecordType.DS -> ds(message, section, owner, wanted);
            case RecordType.NSEC -> nsec(message, section, owner, wanted);
            case RecordType.NSEC3 -> nsec3(message, section, owner, wanted);
            case RecordType.NB -> skip();
            default -> withoutData(message, section, owner, wanted);
        };
    }

    private boolean skip() {
        record.skipData();
        return true;
    }

    /** Types whose data is not reported, or not there. */
    private boolean withoutData(DnsConversation message, int section, String owner, boolean wanted) {
        Connection connection = message.connection();
        record.skipData();
        switch (record.type()) {
            case RecordType.OPT -> {
                if (wanted) {
                    Dns.Edns edns = record.edns(section, owner, message.rcode(), number(message.isOrig()));
                    channels.edns.raise(new DnsEvent.EdnsAddl(connection, message.header(), edns));
                }
            }
            case RecordType.WKS -> {
                if (wanted) {
                    channels.wks.raise(
                            new DnsEvent.WksReply(connection, message.header(), record.answer(section, owner)));
                }
            }
            case RecordType.HINFO -> {
                if (wanted) {
                    channels.hinfo.raise(
                            new DnsEvent.HinfoReply(connection, message.header(), record.answer(section, owner)));
                }
            }
            default -> {
                if (wanted) {
                    channels.unknown.raise(
                            new DnsEvent.UnknownReply(connection, message.header(), record.answer(section, owner)));
                }
                weird(message, "DNS_RR_unknown_type", record.type());
            }
        }
        return true;
    }

    private void weird(DnsConversation message, @Nullable String name, int detail) {
        if (name != null && channels.weirdWanted) {
            message.weird(name, Integer.toString(detail));
        }
    }

    private static int number(boolean isOrig) {
        return isOrig ? 1 : 0;
    }

    // ------------------------------------------------------------------ addresses

    private boolean a(DnsConversation message, int section, String owner, boolean wanted) {
        if (record.dataLength() != 4) {
            return false;
        }
        if (wanted) {
            channels.a.raise(new DnsEvent.AReply(
                    message.connection(), message.header(), record.answer(section, owner), reader.v4()));
        }
        return skip();
    }

    /** An address has 16 octets even if its length says otherwise. */
    private boolean aaaa(DnsConversation message, int section, String owner, boolean wanted) {
        if (reader.remaining() < 16) {
            return false;
        }
        if (wanted) {
            channels.aaaa.raise(new DnsEvent.AaaaReply(
                    message.connection(), message.header(), record.answer(section, owner), reader.v6Suffix(0)));
        } else {
            reader.position(reader.position() + 16);
        }
        return true;
    }

    /** RFC 2874, section 3.1. */
    private boolean a6(DnsConversation message, int section, String owner, boolean wanted) {
        int prefix = record.dataLength() == 0 ? MAX_PREFIX + 1 : reader.u8();
        if (prefix > MAX_PREFIX || record.unread() < 16 - prefix / 8) {
            message.weird("DNS_RR_bad_length", "");
        } else if (wanted) {
            channels.a6.raise(new DnsEvent.A6Reply(
                    message.connection(), message.header(), record.answer(section, owner), reader.v6Suffix(prefix)));
        }
        return skip();
    }

    // ------------------------------------------------------------------ names

    private String nextName(DnsConversation message, boolean wanted) {
        int at = reader.position();
        reader.skipName();
        return message.name(at, wanted);
    }

    /** Names are to end with their record. */
    private boolean ended(DnsConversation message) {
        if (record.unread() != 0) {
            message.weird("DNS_RR_length_mismatch", "");
        }
        return true;
    }

    private boolean name(DnsConversation message, int section, String owner, boolean wanted) {
        String name = nextName(message, wanted);
        if (wanted) {
            Connection connection = message.connection();
            Dns.Answer answer = record.answer(section, owner);
            switch (record.type()) {
                case RecordType.NS ->
                    channels.ns.raise(new DnsEvent.NsReply(connection, message.header(), answer, name));
                case RecordType.CNAME ->
                    channels.cname.raise(new DnsEvent.CnameReply(connection, message.header(), answer, name));
                default -> channels.ptr.raise(new DnsEvent.PtrReply(connection, message.header(), answer, name));
            }
        }
        return ended(message);
    }

    private boolean mx(DnsConversation message, int section, String owner, boolean wanted) {
        int preference = reader.u16();
        String name = nextName(message, wanted);
        if (wanted) {
            channels.mx.raise(new DnsEvent.MxReply(
                    message.connection(), message.header(), record.answer(section, owner), name, preference));
        }
        return ended(message);
    }

    private boolean soa(DnsConversation message, int section, String owner, boolean wanted) {
        String mname = nextName(message, wanted);
        String rname = nextName(message, wanted);
        if (reader.remaining() < 20) {
            return false;
        }
        if (wanted) {
            channels.soa.raise(new DnsEvent.SoaReply(
                    message.connection(), message.header(), record.answer(section, owner), record.soa(mname, rname)));
        } else {
            reader.position(reader.position() + 20);
        }
        return ended(message);
    }

    private boolean srv(DnsConversation message, int section, String owner, boolean wanted) {
        int priority = reader.u16();
        int weight = reader.u16();
        int port = reader.u16();
        String target = nextName(message, wanted);
        if (wanted) {
            channels.srv.raise(new DnsEvent.SrvReply(
                    message.connection(),
                    message.header(),
                    record.answer(section, owner),
                    target,
                    priority,
                    weight,
                    port));
        }
        return ended(message);
    }

    // ------------------------------------------------------------------ texts

    private boolean txt(DnsConversation message, int section, String owner, boolean wanted) {
        List<String> texts = wanted ? new ArrayList<>(1) : null;
        boolean fits = record.texts(texts);
        if (texts != null) {
            channels.txt.raise(new DnsEvent.TxtReply(
                    message.connection(), message.header(), record.answer(section, owner), texts));
        }
        return fits;
    }

    /** RFC 8659, section 4.1. */
    private boolean caa(DnsConversation message, int section, String owner, boolean wanted) {
        if (record.dataLength() < 2) {
            return false;
        }
        int flags = reader.u8();
        int tagLength = reader.u8();
        if (tagLength > record.unread()) {
            return false;
        }
        if (wanted) {
            String tag = reader.string(tagLength);
            String value = reader.string(record.unread());
            channels.caa.raise(new DnsEvent.CaaReply(
                    message.connection(), message.header(), record.answer(section, owner), flags, tag, value));
        }
        return skip();
    }

    // ------------------------------------------------------------------ signatures

    private boolean tsig(DnsConversation message, int section, String owner, boolean wanted) {
        String algorithm = nextName(message, wanted);
        if (!record.hasTsig()) {
            return false;
        }
        boolean fits = record.tsigFits();
        if (wanted) {
            Dns.Tsig tsig = record.tsig(section, owner, algorithm, number(message.isOrig()));
            channels.tsig.raise(new DnsEvent.TsigAddl(message.connection(), message.header(), tsig));
        }
        record.skipData();
        return fits;
    }

    private boolean rrsig(DnsConversation message, int section, String owner, boolean wanted) {
        if (record.dataLength() < RRSIG_SIGNER_OFFSET) {
            return false;
        }
        int algorithm = record.octet(2);
        weird(message, Dnssec.algorithm("RRSIG", algorithm), algorithm);
        reader.position(reader.position() + RRSIG_SIGNER_OFFSET);
        String signer = nextName(message, wanted);
        if (record.unread() < 0) {
            return false;
        }
        if (wanted) {
            Dns.Rrsig rrsig = record.rrsig(section, owner, signer, number(message.isOrig()));
            channels.rrsig.raise(
                    new DnsEvent.Rrsig(message.connection(), message.header(), record.answer(section, owner), rrsig));
        }
        return skip();
    }

    private boolean dnskey(DnsConversation message, int section, String owner, boolean wanted) {
        if (record.dataLength() < 4) {
            return false;
        }
        int flags = record.octet(0) << 8 | record.octet(1);
        int protocol = record.octet(2);
        int algorithm = record.octet(3);
        weird(message, Dnssec.keyFlags(flags), flags);
        weird(message, Dnssec.keyProtocol(protocol), protocol);
        weird(message, Dnssec.algorithm("DNSKEY", algorithm), algorithm);
        if (wanted) {
            Dns.Dnskey dnskey = record.dnskey(section, owner, number(message.isOrig()));
            channels.dnskey.raise(
                    new DnsEvent.Dnskey(message.connection(), message.header(), record.answer(section, owner), dnskey));
        }
        return skip();
    }

    private boolean ds(DnsConversation message, int section, String owner, boolean wanted) {
        if (record.dataLength() < 4) {
            return false;
        }
        int digestType = record.octet(3);
        weird(message, Dnssec.digestType(digestType), digestType);
        if (wanted) {
            Dns.Ds ds = record.ds(section, owner, number(message.isOrig()));
            channels.ds.raise(
                    new DnsEvent.Ds(message.connection(), message.header(), record.answer(section, owner), ds));
        }
        return skip();
    }

    private boolean nsec(DnsConversation message, int section, String owner, boolean wanted) {
        String next = nextName(message, wanted);
        List<ByteBuf> windows = record.windows(wanted);
        if (wanted) {
            channels.nsec.raise(new DnsEvent.Nsec(
                    message.connection(), message.header(), record.answer(section, owner), next, windows));
        }
        reportEmptyWindow(message, "DNSSEC_NSEC_bitmapLen0");
        return record.windowsFit();
    }

    private boolean nsec3(DnsConversation message, int section, String owner, boolean wanted) {
        if (!record.hasNsec3()) {
            return false;
        }
        Dns.Nsec3 nsec3 = record.nsec3(section, owner, number(message.isOrig()), wanted);
        if (nsec3 != null) {
            channels.nsec3.raise(
                    new DnsEvent.Nsec3(message.connection(), message.header(), record.answer(section, owner), nsec3));
        }
        reportEmptyWindow(message, "DNSSEC_NSEC3_bitmapLen0");
        return record.windowsFit();
    }

    private void reportEmptyWindow(DnsConversation message, String name) {
        if (record.emptyWindow() != Record.NONE) {
            weird(message, name, record.emptyWindow());
        }
    }
}
