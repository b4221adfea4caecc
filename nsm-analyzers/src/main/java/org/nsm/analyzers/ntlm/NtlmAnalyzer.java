package org.nsm.analyzers.ntlm;

import io.netty.buffer.ByteBuf;
import org.nsm.api.event.NtlmEvent;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.Channel;
import org.nsm.api.spi.UdpAnalyzer;

/** Raises {@link NtlmEvent}s from the tokens that another protocol carries, whichever side sent them. */
public final class NtlmAnalyzer extends UdpAnalyzer {

    private final Channel<NtlmEvent.Negotiate> negotiates;
    private final Channel<NtlmEvent.Challenge> challenges;
    private final Channel<NtlmEvent.Authenticate> authenticates;

    /**
     * For the table of protocols.
     *
     * @param context the surroundings
     */
    public NtlmAnalyzer(AnalyzerContext context) {
        super(context);
        negotiates = context.channel(NtlmEvent.Negotiate.class);
        challenges = context.channel(NtlmEvent.Challenge.class);
        authenticates = context.channel(NtlmEvent.Authenticate.class);
    }

    @Override
    protected void datagram(boolean isOrig, ByteBuf payload) {
        MessageType type = MessageType.of(payload);
        if (type == null || type == MessageType.CHALLENGE && NtlmMessage.hasMalformedInformation(payload)) {
            offence("no message of NTLM");
            return;
        }
        confirm();
        switch (type) {
            case NEGOTIATE -> {
                if (negotiates.wanted()) {
                    negotiates.raise(new NtlmEvent.Negotiate(connection(), NtlmMessage.negotiate(payload)));
                }
            }
            case CHALLENGE -> {
                if (challenges.wanted()) {
                    challenges.raise(new NtlmEvent.Challenge(connection(), NtlmMessage.challenge(payload)));
                }
            }
            case AUTHENTICATE -> {
                if (authenticates.wanted()) {
                    authenticates.raise(new NtlmEvent.Authenticate(connection(), NtlmMessage.authenticate(payload)));
                }
            }
        }
    }
}
