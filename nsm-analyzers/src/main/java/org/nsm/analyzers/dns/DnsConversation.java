package org.nsm.analyzers.dns;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Connection;
import org.nsm.api.event.Dns;
import org.nsm.api.event.DnsEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.Channels;

/**
 * Raises {@link DnsEvent}s from messages, whatever carries them. Messages say all that is to be known, so that one object
 * serves all connections, a message at a time.
 */
final class DnsConversation {

    /** RFC 1035, section 4.1.1. */
    private static final int HEADER_LENGTH = 12;

    /** Nobody asks more than one question, and in multicast few; what announces more is something else. */
    private static final int MAX_QUESTIONS = 25;

    /** The octets of a question behind its name. */
    private static final int QUESTION_LENGTH = 4;

    /** RFC 2136, section 1.3. */
    private static final int OPCODE_UPDATE = 5;

    private static final int NETBIOS_PORT = 137;

    private final RecordEvents records;
    private final DnsChannels channels;
    private final MessageReader reader;

    // The message at hand.
    private AnalyzerContext context;
    private Connection connection;
    private boolean netbios;
    private boolean isOrig;
    private int id;
    private int flags;
    private int questions;
    private int answers;
    private int authorities;
    private int additionals;
    private Dns.@Nullable Message header;

    private DnsConversation(Channels raised, AnalyzerContext first) {
        context = first;
        connection = first.connection();
        records = new RecordEvents(raised);
        channels = records.channels();
        reader = channels.reader;
    }

    /** The one that an analyzer is to use. */
    static DnsConversation of(AnalyzerContext context) {
        return context.shared(DnsConversation.class, raised -> new DnsConversation(raised, context));
    }

    /** Whether a connection is one of NetBIOS name services. */
    static boolean isNetbios(AnalyzerContext context) {
        return context.responderPort() == NETBIOS_PORT;
    }

    /** Whether a message says that it is a response. */
    static boolean isResponse(ByteBuf message) {
        return message.readableBytes() >= HEADER_LENGTH && message.getByte(message.readerIndex() + 2) < 0;
    }

    /**
     * Raises what a message says.
     *
     * @param surroundings  of the analyzer that it was given to
     * @param isNetbios  whether it is one of NetBIOS name services
     * @param originates whether the originator sent it
     * @param message    its readable bytes
     * @param complete   whether the message is all there
     */
    @SuppressWarnings("deprecation") // non_dns_request is still raised
    void message(
            AnalyzerContext surroundings, boolean isNetbios, boolean originates, ByteBuf message, boolean complete) {
        context = surroundings;
        connection = surroundings.connection();
        netbios = isNetbios;
        isOrig = originates;
        header = null;
        if (read(message)) {
            if (complete) {
                context.confirm();
            }
        } else if (isOrig && complete && channels.nonDnsRequest.wanted()) {
            channels.nonDnsRequest.raise(new DnsEvent.NonDnsRequest(connection, message.asReadOnly()));
        }
        header = null;
    }

    /** Returns whether the message could be read to its end. */
    private boolean read(ByteBuf message) {
        int length = message.readableBytes();
        if (length < HEADER_LENGTH) {
            context.weird("DNS_truncated_len_lt_hdr_len", "");
            return false;
        }
        reader.begin(message, netbios);
        id = reader.u16();
        flags = reader.u16();
        questions = reader.u16();
        answers = reader.u16();
        authorities = reader.u16();
        additionals = reader.u16();
        if (channels.message.wanted()) {
            channels.message.raise(new DnsEvent.Message(connection, isOrig, header(), length));
        }
        boolean read = questions <= MAX_QUESTIONS && readSections();
        if (channels.end.wanted()) {
            channels.end.raise(new DnsEvent.End(connection, header()));
        }
        if (questions > MAX_QUESTIONS) {
            context.weird("DNS_Conn_count_too_large", "");
            context.malformed("DNS_Conn_count_too_large");
        }
        return read;
    }

    private boolean readSections() {
        for (int i = 0; i < questions; i++) {
            if (!question()) {
                return false;
            }
        }
        return records(1, answers) && records(2, authorities) && records(3, additionals);
    }

    private boolean records(int section, int count) {
        for (int i = 0; i < count; i++) {
            if (!records.raise(this, section)) {
                return false;
            }
        }
        return true;
    }

    private boolean response() {
        return (flags & 0x8000) != 0;
    }

    /** The header for an event, made once for each message. */
    Dns.Message header() {
        Dns.Message made = header;
        if (made == null) {
            made = new Dns.Message(
                    id,
                    opcode(),
                    rcode(),
                    response(),
                    (flags & 0x400) != 0,
                    (flags & 0x200) != 0,
                    (flags & 0x100) != 0,
                    (flags & 0x80) != 0,
                    flags >> 4 & 7,
                    questions,
                    answers,
                    authorities,
                    additionals);
            header = made;
        }
        return made;
    }

    private int opcode() {
        return flags >> 11 & 0xf;
    }

    int rcode() {
        return flags & 0xf;
    }

    /** Whether records may lack data, as those do that say what is to be deleted (RFC 2136, section 2.5). */
    boolean isUpdate() {
        return opcode() == OPCODE_UPDATE;
    }

    /** Whether the message is one of NetBIOS name services, which number some types otherwise. */
    boolean netbios() {
        return netbios;
    }

    boolean isOrig() {
        return isOrig;
    }

    Connection connection() {
        return connection;
    }

    void weird(String name, String detail) {
        context.weird(name, detail);
    }

    private boolean question() {
        int at = reader.position();
        reader.skipName();
        if (reader.remaining() < QUESTION_LENGTH) {
            name(at, false);
            context.weird("DNS_truncated_quest_too_short", "");
            return false;
        }
        int type = reader.u16();
        int questionClass = reader.u16();
        if (!response()) {
            String name = name(at, channels.request.wanted());
            if (channels.request.wanted()) {
                channels.request.raise(new DnsEvent.Request(connection, header(), name, type, questionClass));
            }
        } else if ((answers | authorities | additionals) == 0) {
            String name = name(at, channels.rejected.wanted());
            if (channels.rejected.wanted()) {
                channels.rejected.raise(new DnsEvent.Rejected(connection, header(), name, type, questionClass));
            }
        } else {
            String name = name(at, channels.queryReply.wanted());
            if (channels.queryReply.wanted()) {
                channels.queryReply.raise(new DnsEvent.QueryReply(connection, header(), name, type, questionClass));
            }
        }
        return true;
    }

    /** A name that was passed over, or an empty text if it is not wanted. Reports what is odd about it. */
    String name(int at, boolean wanted) {
        if (wanted) {
            String name = reader.nameAt(at);
            reportOddity();
            return name;
        }
        if (channels.weirdWanted) {
            reader.checkName(at);
            reportOddity();
        }
        return "";
    }

    private void reportOddity() {
        String oddity = reader.oddity();
        if (oddity != null) {
            context.weird(oddity, "");
        }
    }
}
