package org.nsm.analyzers.krb;

import static org.nsm.analyzers.krb.MessageType.AP_REP;
import static org.nsm.analyzers.krb.MessageType.AP_REQ;
import static org.nsm.analyzers.krb.MessageType.AS_REP;
import static org.nsm.analyzers.krb.MessageType.AS_REQ;
import static org.nsm.analyzers.krb.MessageType.CRED;
import static org.nsm.analyzers.krb.MessageType.ERROR;
import static org.nsm.analyzers.krb.MessageType.PRIV;
import static org.nsm.analyzers.krb.MessageType.SAFE;
import static org.nsm.analyzers.krb.MessageType.TGS_REP;
import static org.nsm.analyzers.krb.MessageType.TGS_REQ;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nsm.api.event.Krb;
import org.nsm.api.event.KrbEvent;
import org.nsm.api.spi.AnalyzerContext;

/** Raises the event of each message of a connection. Every message stands for itself: nothing is remembered. */
final class KrbConversation {

    private final AnalyzerContext context;
    private final KrbChannels channels;
    private final KrbReader in;
    private final @Nullable String unopened;

    /**
     * Makes a conversation.
     *
     * @param context  what the analyzer knows of its surroundings
     * @param unopened what is told of the client of a ticket shown that no key opens
     */
    KrbConversation(AnalyzerContext context, @Nullable String unopened) {
        this.context = context;
        this.unopened = unopened;
        channels = context.shared(KrbChannels.class, KrbChannels::new);
        in = channels.reader;
    }

    /**
     * A message is complete.
     *
     * @param isOrig  whether the originator sent it
     * @param message the readable bytes
     * @return whether it was understood
     */
    boolean message(boolean isOrig, ByteBuf message) {
        int type = in.begin(message);
        switch (type) {
            case AS_REQ, TGS_REQ -> kdcRequest();
            case AS_REP, TGS_REP -> kdcResponse();
            case AP_REQ -> apRequest();
            case AP_REP -> apResponse();
            case SAFE -> safe(isOrig);
            case PRIV -> priv(isOrig);
            case CRED -> cred(isOrig);
            case ERROR -> error();
            default -> in.require(false);
        }
        if (in.failed()) {
            context.malformed(type < 0 ? "not a Kerberos message" : "a malformed Kerberos message of type " + type);
        }
        return !in.failed();
    }

    private void kdcRequest() {
        KdcRequestReader request = channels.requestReader;
        boolean wanted = channels.asRequest.wanted() || channels.tgsRequest.wanted();
        request.read(in, wanted, channels.apRequest.wanted());
        if (in.failed()) {
            return;
        }
        context.confirm();
        List<ApRequest> shown = request.shown();
        for (int i = 0; i < shown.size(); i++) {
            raise(shown.get(i));
        }
        if (request.messageType() == AS_REQ && channels.asRequest.wanted()) {
            channels.asRequest.raise(new KrbEvent.AsRequest(context.connection(), request.request()));
        } else if (request.messageType() == TGS_REQ && channels.tgsRequest.wanted()) {
            channels.tgsRequest.raise(new KrbEvent.TgsRequest(context.connection(), request.request()));
        }
    }

    private void kdcResponse() {
        in.make(channels.asResponse.wanted() || channels.tgsResponse.wanted());
        Krb.KdcResponse response = KdcResponses.read(in);
        if (in.failed()) {
            return;
        }
        context.confirm();
        if (response != null && response.messageType() == AS_REP && channels.asResponse.wanted()) {
            channels.asResponse.raise(new KrbEvent.AsResponse(context.connection(), response));
        } else if (response != null && response.messageType() == TGS_REP && channels.tgsResponse.wanted()) {
            channels.tgsResponse.raise(new KrbEvent.TgsResponse(context.connection(), response));
        }
    }

    private void apRequest() {
        in.make(channels.apRequest.wanted());
        ApRequest request = ApRequest.read(in);
        if (in.failed()) {
            return;
        }
        context.confirm();
        if (request != null) {
            raise(request);
        }
    }

    private void raise(ApRequest request) {
        channels.apRequest.raise(
                new KrbEvent.ApRequest(context.connection(), authenticated(request.ticket()), request.options()));
    }

    /** The ticket with what is known of its client. */
    private Krb.Ticket authenticated(Krb.Ticket ticket) {
        String client = null;
        if (channels.decryptor != null && ticket.ciphertext() != null) {
            String service = ticket.serviceName() + "@" + ticket.realm();
            client = channels.decryptor.client(service, ticket.encryptionType(), ticket.ciphertext());
        }
        if (client == null) {
            client = unopened;
        }
        return client == null
                ? ticket
                : new Krb.Ticket(
                        ticket.version(),
                        ticket.realm(),
                        ticket.serviceName(),
                        ticket.encryptionType(),
                        ticket.ciphertext(),
                        client);
    }

    private void apResponse() {
        SessionMessages.apResponse(in);
        if (in.failed()) {
            return;
        }
        context.confirm();
        if (channels.apResponse.wanted()) {
            channels.apResponse.raise(new KrbEvent.ApResponse(context.connection()));
        }
    }

    private void safe(boolean isOrig) {
        in.make(channels.safe.wanted());
        Krb.SafeMessage message = SessionMessages.safe(in);
        if (in.failed()) {
            return;
        }
        context.confirm();
        if (message != null) {
            channels.safe.raise(new KrbEvent.Safe(context.connection(), isOrig, message));
        }
    }

    private void priv(boolean isOrig) {
        SessionMessages.priv(in);
        if (in.failed()) {
            return;
        }
        context.confirm();
        if (channels.priv.wanted()) {
            channels.priv.raise(new KrbEvent.Priv(context.connection(), isOrig));
        }
    }

    private void cred(boolean isOrig) {
        in.make(channels.cred.wanted());
        List<Krb.Ticket> tickets = SessionMessages.credentials(in);
        if (in.failed()) {
            return;
        }
        context.confirm();
        if (channels.cred.wanted()) {
            channels.cred.raise(new KrbEvent.Cred(context.connection(), isOrig, tickets));
        }
    }

    private void error() {
        in.make(channels.error.wanted());
        Krb.ErrorMessage message = channels.errorReader.read(in);
        if (in.failed()) {
            return;
        }
        context.confirm();
        if (message != null) {
            channels.error.raise(new KrbEvent.Error(context.connection(), message));
        }
    }
}
