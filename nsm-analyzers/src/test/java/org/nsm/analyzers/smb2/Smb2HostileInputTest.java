package org.nsm.analyzers.smb2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.smb2.Smb2Wire.*;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.smb.SmbConnection;
import org.nsm.api.Transport;
import org.nsm.api.event.Smb2Event;
import org.nsm.api.event.SmbFileEvent;
import org.nsm.api.event.WeirdEvent;

/** Whatever comes: little memory, little time, and nothing thrown. */
@Timeout(30)
class Smb2HostileInputTest {

    /** A request and an answer of each kind. */
    private static final List<String> REQUESTS = List.of(
            request(0, 1, u16(36) + u16(2) + u16(1) + u16(0) + u32(0) + "11".repeat(16) + u64(0) + "02021103"),
            request(
                    1,
                    2,
                    u16(25) + "0001" + u32(0) + u32(0) + u16(88) + u16(12) + u64(0) + "4e544c4d53535000" + u32(1)),
            request(3, 3, treeConnectRequest("\\\\files\\docs")),
            request(5, 4, createRequest("a.txt")),
            request(8, 5, readRequest(1, 2, 0, 4)),
            request(9, 6, writeRequest(1, 2, 0, "61626364")),
            request(11, 7, transceive(1, 2, "05000b03")),
            request(14, 8, u16(33) + "2500" + u32(0) + u64(1) + u64(2) + u16(96) + u16(2) + u32(65536) + "2a00"),
            request(16, 9, u16(41) + "0112" + u32(100) + u16(0) + u16(0) + u32(0) + u32(0) + u32(0) + u64(1) + u64(2)),
            request(17, 10, setInfo(1, 10, 1, 2, rename("b.txt"))),
            request(17, 11, setInfo(1, 4, 1, 2, "00".repeat(40))),
            request(17, 12, setInfo(1, 13, 1, 2, "01")),
            request(6, 13, closeRequest(1, 2)),
            request(4, 14, u16(4) + u16(0)),
            compound(request(5, 15, createRequest("c")), request(6, 16, closeRequest(-1, -1))));

    private static final List<String> RESPONSES = List.of(
            response(
                    0,
                    1,
                    u16(65)
                            + u16(1)
                            + u16(0x311)
                            + u16(0)
                            + "22".repeat(16)
                            + u32(0)
                            + u32(0)
                            + u32(0)
                            + u32(0)
                            + u64(1)
                            + u64(2)
                            + u16(128)
                            + u16(9)
                            + u32(0)
                            + "60".repeat(9)),
            response(1, 0xc0000016L, 2, u16(9) + u16(0) + u16(72) + u16(12) + "4e544c4d53535000" + u32(2)),
            response(3, 3, treeConnectResponse(1)),
            response(5, 4, createResponse(1, 2)),
            response(8, 5, readResponse("61626364")),
            response(9, 6, writeResponse(4)),
            response(11, 7, transceived(1, 2, "05000c03")),
            response(14, 8, u16(9) + u16(72) + u32(4) + "00000000"),
            response(16, 9, u16(9) + u16(72) + u32(0)),
            response(17, 10, u16(2)),
            response(17, 11, u16(2)),
            response(17, 0xc0000022L, 12, error()),
            response(6, 13, closeResponse()),
            response(4, 14, u16(4) + u16(0)),
            compound(response(5, 15, createResponse(3, 4)), response(6, 16, closeResponse())));

    private final SmbConnection connection = new SmbConnection();

    @Test
    void messagesMayEndAnywhere() {
        for (int i = 0; i < REQUESTS.size(); i++) {
            for (int length = 0; length <= REQUESTS.get(i).length() / 2; length++) {
                truncated(i, true, length);
            }
            for (int length = 0; length <= RESPONSES.get(i).length() / 2; length++) {
                truncated(i, false, length);
            }
        }
    }

    private static void truncated(int exchange, boolean isOrig, int length) {
        SmbConnection other = new SmbConnection();
        other.send(true, frame(REQUESTS.get(2)));
        other.send(false, frame(RESPONSES.get(2)));
        if (!isOrig) {
            other.send(true, frame(REQUESTS.get(exchange)));
        }
        String whole = isOrig ? REQUESTS.get(exchange) : RESPONSES.get(exchange);
        other.send(isOrig, frame(whole.substring(0, 2 * length)));
        other.send(isOrig, frame(whole));
        other.end();
        assertThat(other.failure).as("%d cut to %d", exchange, length).isNull();
    }

    @Test
    void connectionsMayEndAnywhere() {
        for (String request : REQUESTS) {
            ByteBuf whole = frame(request);
            for (int length = 8; length < whole.readableBytes(); length += 3) {
                SmbConnection other = new SmbConnection();
                other.send(true, whole.slice(0, length));
                other.end();
                assertThat(other.failure).isNull();
            }
        }
    }

    @Test
    void octetsMayBeAnything() {
        Random random = new Random(7);
        for (int run = 0; run < 3000; run++) {
            SmbConnection other = new SmbConnection();
            other.flow.size = 100_000;
            for (int i = 0; i < REQUESTS.size(); i++) {
                other.sendInPieces(true, flipped(frame(REQUESTS.get(i)), random), 1 + random.nextInt(200));
                other.sendInPieces(false, flipped(frame(RESPONSES.get(i)), random), 1 + random.nextInt(200));
                if (random.nextInt(50) == 0) {
                    other.gap(random.nextBoolean(), 1 + random.nextInt(300));
                }
            }
            other.end();
            assertThat(other.failure).as("run %d", run).isNull();
        }
    }

    private static ByteBuf flipped(ByteBuf frame, Random random) {
        for (int flips = random.nextInt(4); flips > 0; flips--) {
            int at = (random.nextInt(4) == 0 ? 0 : 4) + random.nextInt(frame.readableBytes() - 4);
            frame.setByte(at, random.nextBoolean() ? random.nextInt(256) : random.nextBoolean() ? 0xff : 0);
        }
        return frame;
    }

    @Test
    void aCompoundOfVeryManyMessagesTakesTimeInProportion() {
        String one = request(13, 1, u16(4) + u16(0));
        String[] many = new String[4000];
        java.util.Arrays.fill(many, one);
        connection.send(true, frame(compound(many)));
        assertThat(connection.events(Smb2Event.Message.class)).hasSize(4000);
        assertThat(connection.failure).isNull();
    }

    @Test
    void tablesDoNotGrowWithoutEnd() {
        SmbConnection quiet = new SmbConnection(WeirdEvent.class, FakeFlow.to(445, Transport.TCP));
        SmbConnection files = new SmbConnection();
        for (int i = 0; i < 6000; i++) {
            files.send(true, frame(request(8, 100_000 + i, readRequest(i, i, 0, 1))));
        }
        for (int i = 0; i < 300; i++) {
            quiet.send(false, frame(header(3, 0, 1, 0, 1, i, SESSION) + treeConnectResponse(2)));
        }
        for (int i = 0; i < 2000; i++) {
            quiet.send(true, frame(header(8, 0, 0, 0, i, 299, SESSION) + readRequest(i, i, 0, 1)));
        }
        for (int i = 0; i < 400; i++) {
            quiet.send(true, frame(header(9, 0, 0, 0, i, 299, SESSION) + writeRequest(i, i, 0, "05")));
        }
        assertThat(Set.copyOf(files.weirds())).contains("smb2_open_file_evicted", "smb2_request_evicted");
        assertThat(Set.copyOf(quiet.weirds()))
                .contains("smb2_tree_evicted", "smb2_request_evicted", "smb_pipe_evicted");
        assertThat(files.events(SmbFileEvent.Closed.class)).hasSize(6000 - 4096);
        assertThat(files.failure).isNull();
        assertThat(quiet.failure).isNull();
    }

    @Test
    void theLongestFramesPassThroughWithoutBeingKept() {
        connection.send(true, frame(REQUESTS.get(2)));
        connection.send(false, frame(RESPONSES.get(2)));
        String head = request(
                9,
                20,
                writeRequest(1, 2, 0, "")
                        .replace(u16(49) + u16(112) + u32(0), u16(49) + u16(112) + u32(0xffff00 - 112)));
        ByteBuf beginning = Unpooled.buffer().writeInt(0xffff00).writeBytes(bytes(head));
        connection.send(true, beginning);
        long left = 0xffff00 - 112;
        byte[] piece = new byte[60_000];
        while (left > 0) {
            int length = (int) Math.min(left, piece.length);
            connection.send(true, Unpooled.wrappedBuffer(piece, 0, length));
            left -= length;
        }
        connection.end();
        assertThat(connection.events(SmbFileEvent.Data.class))
                .allMatch(event -> event.data().readableBytes() <= 60_000);
        assertThat(connection.events(SmbFileEvent.Closed.class).get(0).bytesWritten())
                .isEqualTo(0xffff00 - 112);
        assertThat(connection.failure).isNull();
    }
}
