package org.nsm.analyzers.dcerpc;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.nsm.analyzers.gssapi.SecurityTokens;
import org.nsm.api.AnalyzerTag;
import org.nsm.api.Connection;
import org.nsm.api.Port;
import org.nsm.api.event.Coded;
import org.nsm.api.event.DceRpc;
import org.nsm.api.event.DceRpcEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.PduAnalyzer;

/**
 * Raises {@link DceRpcEvent}s from one association, in a connection of its own or in a named pipe.
 *
 * <p>Requests and responses may come in fragments; all other PDUs are complete, whatever their flags (C706, section 12.6).
 */
public final class DceRpcAnalyzer extends PduAnalyzer {

    /** A list of contexts: how many, and padding, in front of the first (C706, section 12.6.3.1). */
    private static final int CONTEXT_COUNT = Pdu.HEADER + 8;

    private static final int FIRST_CONTEXT = CONTEXT_COUNT + 4;

    /** A context without its syntaxes: number, their count, padding, UUID and version of the interface. */
    private static final int CONTEXT = 24;

    private static final int SYNTAX = 20;

    private static final int UUID = 16;

    /** The secondary address of a bind_ack: its length, and what it consists of. */
    private static final int ADDRESS_LENGTH = Pdu.HEADER + 8;

    private static final int ADDRESS = ADDRESS_LENGTH + 2;

    /** Of a request or response: its context, and, of a request, the operation. */
    private static final int CALL_CONTEXT = Pdu.HEADER + 4;

    private static final int OPERATION = Pdu.HEADER + 6;

    /** Of authentication data (MS-RPCE, section 2.2.1.1.7). */
    private static final int SPNEGO = 9;

    private static final int NTLM = 10;

    /** Everything behind the header of a PDU is encrypted (MS-RPCE, section 2.2.1.1.8). */
    private static final int PRIVACY = 6;

    /** Clients keep where an interface can be reached, and open further connections later. */
    private static final Duration MAPPING_LIFETIME = Duration.ofMinutes(15);

    private final DceRpcChannels channels;
    private final long fileId;
    private final SecurityTokens tokens;
    private final OpenCalls calls = new OpenCalls();
    private final EndpointMapper mapper = new EndpointMapper();
    private final Reassembly requests;
    private final Reassembly responses;
    private final Pdu pdu = new Pdu();

    /** Analysis is to end, and where the delivery begins that is the last one. */
    private boolean ending;

    private boolean endingOrig;
    private long endingPosition;

    /**
     * For the table of protocols.
     *
     * @param context the surroundings
     */
    public DceRpcAnalyzer(AnalyzerContext context) {
        super(context, Pdu.HEADER, Pdu.MAX_LENGTH);
        channels = context.shared(DceRpcChannels.class, DceRpcChannels::new);
        fileId = context.subchannel();
        tokens = new SecurityTokens(context);
        requests = new Reassembly(context);
        responses = new Reassembly(context);
    }

    @Override
    protected long length(boolean isOrig, ByteBuf header) {
        int length = Pdu.length(header);
        if (length < 0) {
            offence("no PDU of DCE/RPC");
            lose(isOrig);
        }
        return length;
    }

    @Override
    protected int resynchronise(boolean isOrig, ByteBuf data) {
        return Pdu.mayBegin(data) ? 0 : -1;
    }

    /** Where the fragments and the calls stand is not known any more. */
    @Override
    protected void gap(boolean isOrig, long length) {
        context().finish();
    }

    @Override
    protected void pdu(boolean isOrig, ByteBuf bytes) {
        if (ending && (isOrig != endingOrig || position(isOrig) != endingPosition)) {
            context().finish();
            return;
        }
        boolean fits = pdu.take(bytes);
        confirm();
        if (channels.message.wanted()) {
            int type = pdu.type();
            channels.message.raise(new DceRpcEvent.Message(
                    connection(), isOrig, fileId, type, new Coded<>(DceRpc.PduType.of(type), type)));
        }
        if (!fits || !body(isOrig)) {
            offence("a PDU of DCE/RPC whose body does not fit");
        }
        // Not to keep the memory that the packet lies in.
        pdu.forget();
    }

    /** Reads what is behind the header. False if it does not fit. */
    private boolean body(boolean isOrig) {
        switch (pdu.type()) {
            case Pdu.REQUEST -> {
                return request(isOrig);
            }
            case Pdu.RESPONSE -> {
                return response(isOrig);
            }
            case Pdu.FAULT -> calls.close(pdu.callId());
            case Pdu.BIND, Pdu.ALTER_CONTEXT -> {
                authentication(isOrig);
                return contexts(pdu.type() == Pdu.ALTER_CONTEXT);
            }
            case Pdu.BIND_ACK -> {
                authentication(isOrig);
                return bindAck();
            }
            case Pdu.ALTER_CONTEXT_RESP -> {
                authentication(isOrig);
                if (channels.alterContextResp.wanted()) {
                    channels.alterContextResp.raise(new DceRpcEvent.AlterContextResp(connection(), fileId));
                }
            }
            case Pdu.AUTH3 -> authentication(isOrig);
            default -> {}
        }
        return true;
    }

    /** A client asks for interfaces (C706, sections 12.6.4.1 and 12.6.4.3). */
    private boolean contexts(boolean altering) {
        int end = pdu.bodyEnd();
        if (end < FIRST_CONTEXT) {
            return false;
        }
        int count = pdu.uint8(CONTEXT_COUNT);
        int at = FIRST_CONTEXT;
        for (int i = 0; i < count; i++) {
            if (end - at < CONTEXT) {
                return false;
            }
            int length = CONTEXT + SYNTAX * pdu.uint8(at + 2);
            if (end - at < length) {
                return false;
            }
            mapper.bound(pdu, at);
            raiseContext(altering, at);
            at += length;
        }
        return true;
    }

    private void raiseContext(boolean altering, int at) {
        int uuid = at + 4;
        int version = pdu.int32(uuid + UUID); // the major one in the lower half
        if (altering) {
            if (channels.alterContext.wanted()) {
                channels.alterContext.raise(new DceRpcEvent.AlterContext(
                        connection(),
                        fileId,
                        pdu.uint16(at),
                        pdu.slice(uuid, UUID).asReadOnly(),
                        version & 0xffff,
                        version >>> 16));
            }
        } else if (channels.bind.wanted()) {
            channels.bind.raise(new DceRpcEvent.Bind(
                    connection(),
                    fileId,
                    pdu.uint16(at),
                    pdu.slice(uuid, UUID).asReadOnly(),
                    version & 0xffff,
                    version >>> 16));
        }
    }

    /** A server answers (C706, section 12.6.4.4). */
    private boolean bindAck() {
        int end = pdu.bodyEnd();
        if (end < ADDRESS || end - ADDRESS < pdu.uint16(ADDRESS_LENGTH)) {
            return false;
        }
        if (channels.bindAck.wanted()) {
            int length = pdu.uint16(ADDRESS_LENGTH);
            if (length > 0 && pdu.uint8(ADDRESS + length - 1) == 0) {
                length--;
            }
            channels.bindAck.raise(new DceRpcEvent.BindAck(connection(), fileId, text(pdu.slice(ADDRESS, length))));
        }
        return true;
    }

    private void authentication(boolean isOrig) {
        switch (pdu.authType()) {
            case 0 -> {}
            case SPNEGO -> tokens.token(isOrig, pdu.authData());
            case NTLM -> tokens.ntlm(isOrig, pdu.authData());
            default -> weird("unknown_dce_rpc_auth_type_" + pdu.authType(), "");
        }
    }

    /** A client calls an operation (C706, section 12.6.4.9). */
    private boolean request(boolean isOrig) {
        int end = pdu.bodyEnd();
        int stub = pdu.requestStub();
        if (end < stub) {
            return false;
        }
        int callId = pdu.callId();
        if (pdu.isFirstFragment()) {
            int contextId = pdu.uint16(CALL_CONTEXT);
            int operation = pdu.uint16(OPERATION);
            if (isRepeated(isOrig, requests)) {
                return true;
            }
            if (!calls.open(callId, operation)) {
                weird("dce_rpc_call_evicted", "");
            }
            if (pdu.isLastFragment()) {
                raiseRequest(contextId, operation, end - stub);
                return true;
            }
            begin(isOrig, requests, new Fragments(contextId, operation, false));
        }
        Fragments fragments = add(isOrig, requests, end - Pdu.HEADER, end - stub);
        if (fragments != null && pdu.isLastFragment()) {
            requests.end(callId);
            raiseRequest(fragments.contextId, fragments.operation, fragments.stubLength());
        }
        return true;
    }

    private void raiseRequest(int contextId, int operation, int stubLength) {
        if (channels.request.wanted()) {
            channels.request.raise(new DceRpcEvent.Request(connection(), fileId, contextId, operation, stubLength));
        }
    }

    /** A server returns from an operation (C706, section 12.6.4.10). */
    private boolean response(boolean isOrig) {
        int end = pdu.bodyEnd();
        int stub = Pdu.RESPONSE_STUB;
        if (end < stub) {
            return false;
        }
        int callId = pdu.callId();
        if (pdu.isFirstFragment()) {
            if (isRepeated(isOrig, responses)) {
                return true;
            }
            int contextId = pdu.uint16(CALL_CONTEXT);
            int operation = calls.close(callId);
            boolean map = mapper.isMap(contextId, operation) && pdu.authLevel() != PRIVACY;
            if (pdu.isLastFragment()) {
                raiseResponse(contextId, operation, end - stub);
                if (map) {
                    mapped(isOrig, contextId, pdu.slice(stub, end - stub));
                }
                return true;
            }
            begin(isOrig, responses, new Fragments(contextId, operation, map));
        }
        Fragments fragments = add(isOrig, responses, end - Pdu.HEADER, end - stub);
        if (fragments == null) {
            return true;
        }
        responses.keep(fragments, pdu.slice(stub, end - stub));
        if (pdu.isLastFragment()) {
            responses.end(callId);
            raiseResponse(fragments.contextId, fragments.operation, fragments.stubLength());
            ByteBuf results = fragments.stub();
            if (results != null) {
                mapped(isOrig, fragments.contextId, results);
            }
        }
        return true;
    }

    private void raiseResponse(int contextId, int operation, int stubLength) {
        if (channels.response.wanted()) {
            channels.response.raise(new DceRpcEvent.Response(connection(), fileId, contextId, operation, stubLength));
        }
    }

    /** The server told the client where interfaces can be reached. */
    private void mapped(boolean isOrig, int contextId, ByteBuf results) {
        Connection.Id id = connection().id();
        InetAddress client = isOrig ? id.responderAddress() : id.originatorAddress();
        InetAddress server = isOrig ? id.originatorAddress() : id.responderAddress();
        mapper.mapped(
                contextId,
                results,
                pdu.littleEndian(),
                (address, port) -> context()
                        .expect(
                                client,
                                address == null ? server : address,
                                Port.tcp(port),
                                AnalyzerTag.DCE_RPC,
                                MAPPING_LIFETIME));
    }

    /** Whether a first fragment comes where another one came before. */
    private boolean isRepeated(boolean isOrig, Reassembly table) {
        if (table.of(pdu.callId()) == null) {
            return false;
        }
        weird("multiple_first_fragments_in_dce_rpc_reassembly", "");
        endOutsidePipes(isOrig);
        return true;
    }

    private void begin(boolean isOrig, Reassembly table, Fragments fragments) {
        if (!table.begin(pdu.callId(), fragments)) {
            weird("too_many_dce_rpc_msgs_in_reassembly", "");
            endOutsidePipes(isOrig);
        }
    }

    /** Adds a fragment to those before it. Null if there are none, or if they are too long now. */
    private @Nullable Fragments add(boolean isOrig, Reassembly table, int bodyLength, int stubLength) {
        Fragments fragments = table.of(pdu.callId());
        if (fragments == null) {
            return null;
        }
        fragments.add(bodyLength, stubLength);
        if (table.exceeds(fragments)) {
            weird("too_much_dce_rpc_fragment_data", "");
            table.end(pdu.callId());
            endOutsidePipes(isOrig);
            return null;
        }
        return fragments;
    }

    /** Ends the analysis behind the present delivery. A pipe goes on: its fragments cost no more than before. */
    private void endOutsidePipes(boolean isOrig) {
        if (!context().nested() && !ending) {
            ending = true;
            endingOrig = isOrig;
            endingPosition = position(isOrig);
        }
    }
}
