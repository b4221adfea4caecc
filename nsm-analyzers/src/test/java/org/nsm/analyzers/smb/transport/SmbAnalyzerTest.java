package org.nsm.analyzers.smb.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.smb2.Smb2Wire.*;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.smb.SmbConnection;
import org.nsm.api.event.ProtocolEvent;
import org.nsm.api.event.Smb2Event;

class SmbAnalyzerTest {

    private final SmbConnection connection = new SmbConnection();
    private long messageId;

    @AfterEach
    void nothingWasThrown() {
        assertThat(connection.failure).isNull();
    }

    private ByteBuf echo() {
        return frame(request(13, ++messageId, u16(4) + u16(0)));
    }

    private ByteBuf shortEcho() {
        return frame(request(13, ++messageId, u16(4)));
    }

    private static ByteBuf hex(String text) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(text));
    }

    private static ByteBuf join(ByteBuf... parts) {
        return Unpooled.copiedBuffer(parts);
    }

    private List<Long> seen() {
        return connection.events(Smb2Event.Message.class).stream()
                .map(event -> event.header().messageId())
                .toList();
    }

    private int confirmations() {
        return connection.events(ProtocolEvent.Confirmation.class).size();
    }

    private int violations() {
        return connection.events(ProtocolEvent.Violation.class).size();
    }

    @Test
    void ignoresEverythingUntilADeliveryBeginsWithAMessage() {
        connection.send(true, hex("0102030405060708090a"));
        connection.send(true, hex("81000044").writerIndex(4));
        connection.send(false, hex("82000000"));
        connection.send(true, echo().slice(0, 7));
        connection.send(true, join(hex("00"), echo()));
        assertThat(seen()).isEmpty();
        connection.send(true, echo());
        assertThat(seen()).hasSize(1);
    }

    @Test
    void isConfirmedByTheThirdDeliveryHoweverLittleItHolds() {
        ByteBuf two = join(echo(), echo());
        connection.send(true, two);
        connection.send(false, echo().slice(0, 10));
        assertThat(confirmations()).isZero();
        connection.send(true, echo().slice(0, 1));
        assertThat(confirmations()).isEqualTo(1);
    }

    @Test
    void isNotConfirmedByDeliveriesWithErrors() {
        connection.send(true, echo());
        connection.send(true, shortEcho());
        connection.send(true, shortEcho());
        connection.send(true, echo());
        assertThat(confirmations()).isZero();
        assertThat(violations()).isEqualTo(2);
        connection.send(true, echo());
        assertThat(confirmations()).isEqualTo(1);
    }

    @Test
    void isConfirmedByEncryptedAndCompressedFramesToo() {
        connection.send(true, echo());
        connection.send(true, frame("fd534d42" + "00".repeat(60)));
        connection.send(false, frame("fc534d42" + "00".repeat(60)));
        assertThat(confirmations()).isEqualTo(1);
        assertThat(violations()).isZero();
        connection.send(true, echo());
        assertThat(seen()).hasSize(2);
    }

    @Test
    void endsAfterAViolationOfAYoungConfirmedConnection() {
        for (int i = 0; i < 3; i++) {
            connection.send(true, echo());
        }
        connection.send(true, shortEcho());
        connection.send(true, echo());
        assertThat(violations()).isEqualTo(1);
        assertThat(seen()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void goesOnAfterAViolationOfALongConnection() {
        connection.flow.size = 20_000;
        for (int i = 0; i < 3; i++) {
            connection.send(true, echo());
        }
        connection.send(true, join(shortEcho(), echo()));
        connection.send(false, echo());
        assertThat(violations()).isEqualTo(1);
        assertThat(seen()).hasSize(6);
    }

    @Test
    void passesOverOtherFramesOfASession() {
        connection.send(true, echo());
        connection.send(false, join(hex("82000000"), echo()));
        connection.send(true, join(hex("85000000"), hex("85000003010203"), echo()));
        connection.send(true, join(frame("aabbccdd11"), hex("00000002ffff"), echo()));
        assertThat(seen()).hasSize(4);
        assertThat(violations()).isZero();
    }

    @Test
    void findsFramesHoweverTheyAreCut() {
        ByteBuf stream = join(
                echo(),
                hex("85000000"),
                echo(),
                hex("8500000401020304"),
                frame("fd534d42" + "11".repeat(50)),
                echo(),
                hex("00000000"),
                echo());
        for (int size = 1; size <= stream.readableBytes(); size++) {
            SmbConnection other = new SmbConnection();
            other.send(false, echo());
            other.sendInPieces(true, stream, size);
            assertThat(other.events(Smb2Event.Message.class))
                    .as("pieces of %d", size)
                    .hasSize(5);
        }
    }

    @Test
    void takesUpAgainAtTheNextMessageOfEachDirectionAfterAGap() {
        connection.send(true, echo());
        connection.send(false, echo());
        connection.gap(true, 100);
        connection.send(false, echo());
        connection.send(true, hex("0011223344556677889900"));
        connection.send(true, echo());
        assertThat(seen()).hasSize(4);
        assertThat(violations()).isZero();
    }

    @Test
    void goesOnBehindAMessageInWhichTheGapLies() {
        ByteBuf two = join(echo(), echo());
        connection.send(true, echo());
        connection.send(true, two.slice(0, 20));
        connection.gap(true, 30);
        connection.send(true, two.slice(50, two.readableBytes() - 50));
        assertThat(seen()).containsExactly(3L, 2L);
    }

    @Test
    void goesOnBehindAGapThatEndsWithAMessage() {
        ByteBuf cut = echo();
        connection.send(true, echo());
        connection.send(true, cut.slice(0, 20));
        connection.gap(true, cut.readableBytes() - 20);
        connection.send(true, echo());
        assertThat(seen()).containsExactly(2L, 3L);
    }

    @Test
    void readsAConnectionWhoseBeginningWasMissed() {
        connection.flow.partial = true;
        connection.send(false, hex("00".repeat(100)));
        connection.send(true, echo());
        connection.send(false, hex("17".repeat(100)));
        connection.send(false, echo());
        connection.send(true, shortEcho());
        connection.send(true, echo());
        assertThat(seen()).hasSize(4);
        assertThat(violations()).isZero();
        assertThat(confirmations()).isEqualTo(1);
    }

    @Test
    void skipsMessagesThatAreTooLongToBeUnderstood() {
        connection.send(true, echo());
        String name = request(5, 2, createRequest("a").substring(0, 88) + u16(120) + u16(2) + u32(0) + u32(0) + "6100");
        ByteBuf huge = Unpooled.buffer();
        huge.writeInt(0xfffff0).writeBytes(hex(name)).writeZero(0xfffff0 - name.length() / 2);
        connection.sendInPieces(true, huge, 1460);
        connection.send(true, echo());
        assertThat(seen()).hasSize(2);
        assertThat(connection.weirds()).contains("smb_message_too_long");
        assertThat(violations()).isZero();
    }

    /** A request to create a file, with so many bytes after its name. */
    private static ByteBuf longRequest(int length) {
        String name = request(5, 2, createRequest("a"));
        return Unpooled.buffer().writeInt(length).writeBytes(hex(name)).writeZero(length - name.length() / 2);
    }

    @Test
    void collectsUpTo256KibibytesOfAMessage() {
        for (int size : new int[] {1_460, 4_096, 60_000}) {
            SmbConnection other = new SmbConnection();
            other.sendInPieces(true, longRequest(262_144), size);
            assertThat(other.events(Smb2Event.Message.class)).hasSize(1);
            assertThat(other.weirds()).isEmpty();
            other.sendInPieces(true, longRequest(262_145), size);
            assertThat(other.events(Smb2Event.Message.class)).hasSize(1);
            assertThat(other.weirds()).containsExactly("smb_message_too_long");
        }
    }

    @Test
    void passesOverSessionFramesOfUpTo1024BytesWhereItIsInDoubt() {
        for (int more = 0; more <= 1; more++) {
            SmbConnection other = new SmbConnection();
            ByteBuf keepAlive = Unpooled.buffer().writeInt(0x85000400 + more).writeZero(1_024 + more);
            other.send(true, shortEcho());
            int seen = other.events(Smb2Event.Message.class).size();
            other.send(true, join(keepAlive, echo()));
            assertThat(other.events(Smb2Event.Message.class)).hasSize(seen + 1 - more);
            other.send(true, join(keepAlive, echo()));
            assertThat(other.events(Smb2Event.Message.class)).hasSize(seen + 2 - 2 * more);
            other.send(true, echo());
            assertThat(other.events(Smb2Event.Message.class)).hasSize(seen + 3 - 2 * more);
        }
    }
}
