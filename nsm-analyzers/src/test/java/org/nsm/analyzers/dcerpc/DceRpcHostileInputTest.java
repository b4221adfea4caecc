package org.nsm.analyzers.dcerpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.dcerpc.Pdus.FIRST;
import static org.nsm.analyzers.dcerpc.Pdus.LAST;
import static org.nsm.analyzers.dcerpc.Pdus.MAPPER;
import static org.nsm.analyzers.dcerpc.Pdus.NDR;
import static org.nsm.analyzers.dcerpc.Pdus.WHOLE;
import static org.nsm.analyzers.dcerpc.Pdus.ackBody;
import static org.nsm.analyzers.dcerpc.Pdus.context;
import static org.nsm.analyzers.dcerpc.Pdus.contexts;
import static org.nsm.analyzers.dcerpc.Pdus.hex;
import static org.nsm.analyzers.dcerpc.Pdus.mapped;
import static org.nsm.analyzers.dcerpc.Pdus.octets;
import static org.nsm.analyzers.dcerpc.Pdus.pdu;
import static org.nsm.analyzers.dcerpc.Pdus.request;
import static org.nsm.analyzers.dcerpc.Pdus.response;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.DamagedDialogue;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.StandardProtocols;
import org.nsm.analyzers.TestEngine;
import org.nsm.api.Transport;
import org.nsm.api.event.DceRpcEvent;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.spi.ApplicationStage;
import org.nsm.api.spi.Protocol;

class DceRpcHostileInputTest {

    /** A message of NTLM, and a token of SPNEGO with one in it. */
    private static final String NTLM = "4e544c4d53535000 01000000 07820000" + "0000000020000000".repeat(2);

    private static final String SPNEGO = "603006062b0601050502a0263024a2220420" + NTLM;

    private static final String[] DIALOGUE = {
        pdu(Pdu.BIND, WHOLE, 1, contexts(context(0, MAPPER, NDR), context(1, MAPPER, NDR)), NTLM, 10),
        pdu(Pdu.BIND_ACK, WHOLE, 1, ackBody("31333500"), SPNEGO, 9),
        request(FIRST, 2, 0, 3, octets(9)) + request(LAST, 2, 0, 3, octets(9)),
        response(WHOLE, 2, 0, mapped("c013", "0a350001")),
        pdu(Pdu.ALTER_CONTEXT, WHOLE, 3, contexts(context(2, MAPPER, NDR)), SPNEGO, 9),
        pdu(Pdu.ALTER_CONTEXT_RESP, WHOLE, 3, ackBody("00"), SPNEGO, 9) + pdu(Pdu.FAULT, WHOLE, 9, octets(16)),
    };

    private final TestEngine engine =
            TestEngine.with(new StandardProtocols().protocols().toArray(Protocol[]::new));
    private final ApplicationStage stage = engine.stage();
    private ApplicationStage.StreamSink sink = stage.stream(FakeFlow.to(135, Transport.TCP));

    private void restart() {
        sink.end();
        engine.events.clear();
        sink = stage.stream(FakeFlow.to(135, Transport.TCP));
    }

    @Test
    void aDialogueCutAnywhereRaisesNothingWrong() {
        new DamagedDialogue(engine, 135, DIALOGUE)
                .cutAnywhere(() ->
                        assertThat(engine.events(ProtocolEvent.Violation.class)).isEmpty());
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void lengthsThatLieNeitherFailNorHang() {
        new DamagedDialogue(engine, 135, DIALOGUE).everyOctetAs(0, 0x7f, 0x80, 0xff);
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void noiseNeitherFailsNorHangs() {
        Random random = new Random(5);
        for (int round = 0; round < 3000; round++) {
            restart();
            sink.data(true, hex(DIALOGUE[0]));
            for (int i = 0; i < 4; i++) {
                byte[] noise = new byte[16 + random.nextInt(100)];
                random.nextBytes(noise);
                noise[0] = 5;
                noise[2] = (byte) random.nextInt(20);
                noise[4] = 0x10;
                noise[8] = (byte) noise.length;
                noise[9] = 0;
                noise[10] &= 0x1f;
                noise[11] = 0;
                sink.data(random.nextBoolean(), Unpooled.wrappedBuffer(noise));
            }
        }
        assertThat(engine.failures).isEmpty();
    }

    @Test
    void moreContextsThanTheBindHoldsEndWithIt() {
        sink.data(
                true,
                hex(pdu(
                        Pdu.BIND,
                        WHOLE,
                        1,
                        octets(8) + "ff000000" + context(0, MAPPER, NDR).repeat(3))));
        assertThat(engine.events(DceRpcEvent.Bind.class)).hasSize(3);
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
    }

    @Test
    void aContextWithMoreSyntaxesThanTheBindHoldsIsNotReported() {
        sink.data(true, hex(pdu(Pdu.BIND, WHOLE, 1, octets(8) + "01000000" + "0000 ff00" + MAPPER + NDR)));
        assertThat(engine.events(DceRpcEvent.Bind.class)).isEmpty();
        assertThat(engine.events(ProtocolEvent.Violation.class)).hasSize(1);
    }

    @Test
    void fragmentsWithoutEndAreNotCollectedForEver() {
        sink.data(true, hex(request(FIRST, 1, 0, 0, octets(1000))));
        ByteBuf more = hex(request(0, 1, 0, 0, octets(1000)));
        for (int i = 0; i < 100; i++) {
            sink.data(true, more);
        }
        assertThat(sink.done()).isTrue();
        assertThat(engine.events(DceRpcEvent.Message.class)).hasSizeLessThan(33);
    }

    @Test
    void emptyFragmentsDoNoHarm() {
        sink.data(true, hex(request(FIRST, 1, 0, 0, "")));
        sink.data(true, hex(request(0, 1, 0, 0, "").repeat(1000)));
        sink.data(true, hex(request(LAST, 1, 0, 0, "")));
        assertThat(engine.events(DceRpcEvent.Request.class)).hasSize(1);
    }
}
