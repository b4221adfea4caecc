package org.nsm.analyzers.smb1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.smb1.Samples.andx;
import static org.nsm.analyzers.smb1.Samples.connect;
import static org.nsm.analyzers.smb1.Samples.connected;
import static org.nsm.analyzers.smb1.Samples.furtherTransaction;
import static org.nsm.analyzers.smb1.Samples.furtherTransaction2;
import static org.nsm.analyzers.smb1.Samples.open;
import static org.nsm.analyzers.smb1.Samples.opened;
import static org.nsm.analyzers.smb1.Samples.read;
import static org.nsm.analyzers.smb1.Samples.transaction;
import static org.nsm.analyzers.smb1.Samples.transaction2;
import static org.nsm.analyzers.smb1.Wire.u16;
import static org.nsm.analyzers.smb1.Wire.u8;
import static org.nsm.analyzers.smb1.Wire.zeros;

import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nsm.analyzers.smb1.Dialogue.Message;
import org.nsm.api.event.Smb1Event;
import org.nsm.api.event.SmbFileEvent;

/** Messages made to do harm: no failure, bounded time and memory, and a word about what is odd. */
@Timeout(20)
class Smb1HostileInputTest {

    private Dialogue dialogue = new Dialogue();

    private record Sample(boolean isOrig, String hex) {}

    private static List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        for (Message request : Samples.requests()) {
            samples.add(new Sample(true, request.hex()));
            samples.add(new Sample(true, request.unicode().hex()));
        }
        for (Message answer : Samples.answers()) {
            samples.add(new Sample(false, answer.hex()));
            samples.add(new Sample(false, answer.unicode().hex()));
        }
        return samples;
    }

    @Test
    void messagesCutOffAnywhere() {
        for (Sample sample : samples()) {
            for (int length = 8; length < sample.hex.length(); length += 2) {
                dialogue.send(sample.isOrig, sample.hex.substring(0, length));
            }
            dialogue.engine.events.clear();
        }
    }

    @Test
    void messagesWithoutTheirFieldsBreakTheRules() {
        for (Message request : Samples.requests()) {
            int command = request.header().command();
            if (command != Commands.TREE_DISCONNECT && command != Commands.NT_CANCEL) {
                dialogue = new Dialogue();
                dialogue.client(Message.of(command, u8(255)));
                assertThat(dialogue.violations()).as("command %02x", command).isOne();
            }
        }
    }

    @Test
    void everyOctetOfAnyValue() {
        for (Sample sample : samples()) {
            byte[] message = ByteBufUtil.decodeHexDump(sample.hex);
            for (int i = Wire.HEADER; i < message.length; i++) {
                byte kept = message[i];
                for (int value : new int[] {0, 1, 0x20, 0x2e, 0x80, 0xff}) {
                    message[i] = (byte) value;
                    dialogue.send(sample.isOrig, ByteBufUtil.hexDump(message));
                }
                message[i] = kept;
            }
            dialogue.engine.events.clear();
        }
    }

    @Test
    void everyWordOfAnyValue() {
        for (Sample sample : samples()) {
            byte[] message = ByteBufUtil.decodeHexDump(sample.hex);
            for (int i = Wire.HEADER; i + 1 < message.length; i++) {
                byte low = message[i];
                byte high = message[i + 1];
                for (int value : new int[] {0, 0x0101, 0x7fff, 0xffff, message.length}) {
                    message[i] = (byte) value;
                    message[i + 1] = (byte) (value >> 8);
                    dialogue.send(sample.isOrig, ByteBufUtil.hexDump(message));
                }
                message[i] = low;
                message[i + 1] = high;
            }
            dialogue.engine.events.clear();
        }
    }

    @Test
    void damageAtRandom() {
        Random random = new Random(1);
        List<Sample> samples = samples();
        for (int round = 0; round < 6_000; round++) {
            Sample sample = samples.get(random.nextInt(samples.size()));
            byte[] message = ByteBufUtil.decodeHexDump(sample.hex);
            for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
                message[4 + random.nextInt(message.length - 4)] = (byte) random.nextInt(256);
            }
            dialogue.send(random.nextInt(8) == 0 != sample.isOrig, ByteBufUtil.hexDump(message));
            if (round % 100 == 0) {
                dialogue.engine.events.clear();
            }
        }
        dialogue.end();
    }

    @Test
    void aChainThatPointsAtItselfEnds() {
        String logoff = "02" + andx(Commands.LOGOFF_ANDX, Wire.HEADER) + u16(0);
        dialogue.client(Message.of(Commands.LOGOFF_ANDX, logoff.repeat(3)));
        assertThat(dialogue.engine.events(Smb1Event.LogoffAndx.class)).hasSize(1);
        assertThat(dialogue.violations()).isOne();
    }

    @Test
    void aChainOfTwoThatPointAtEachOtherEnds() {
        String first = "02" + andx(Commands.LOGOFF_ANDX, 60) + u16(0);
        String second = "02" + andx(Commands.LOGOFF_ANDX, Wire.HEADER) + u16(0);
        dialogue.client(Message.of(Commands.LOGOFF_ANDX, first + zeros(60 - Wire.HEADER - 7) + second));
        assertThat(dialogue.engine.events(Smb1Event.LogoffAndx.class)).hasSize(2);
        assertThat(dialogue.violations()).isOne();
    }

    @Test
    void aChainOfManyBlocksCostsNoMoreThanItsBytes() {
        String logoff = "02" + andx(Commands.LOGOFF_ANDX, 0) + u16(0);
        dialogue.client(Message.of(Commands.LOGOFF_ANDX, logoff.repeat(30_000)));
        assertThat(dialogue.engine.events(Smb1Event.LogoffAndx.class)).hasSize(30_000);
    }

    @Test
    void blocksOfAChainCannotShareTheirData() {
        // each block says that its data are the last 60,000 bytes of the message
        String block = "0c" + andx(Commands.READ_ANDX, 59) + zeros(6) + u16(60_000) + u16(900) + zeros(10) + u16(0);
        dialogue.server(Message.of(Commands.READ_ANDX, block.repeat(30) + zeros(60_068)));
        assertThat(dialogue.engine.events(Smb1Event.ReadAndxResponse.class)).hasSize(1);
        assertThat(dialogue.violations()).isOne();
    }

    @Test
    void transactionsWithoutEnd() {
        dialogue.client(transaction("\\PIPE\\", 0x26, 5, 0xffff, "00"));
        for (int i = 0; i < 1000; i++) {
            dialogue.client(furtherTransaction(0xffff, 1 + i, "00"));
            dialogue.client(transaction("\\PIPE\\", 0x26, 5, 0xffff, "00").number(i + 100));
        }
        assertThat(dialogue.weirds()).contains("smb1_request_evicted");
        dialogue.engine.events.clear();
        for (int i = 0; i < 1000; i++) {
            dialogue.client(transaction2(1, 0xffff, "00").number(i));
            dialogue.client(furtherTransaction2(0xffff, 1, "00".repeat(1000)).number(i));
        }
        assertThat(dialogue.weirds()).containsExactly("smb1_transaction_evicted");
    }

    @Test
    void transactionsOfWhichTheAnalyzersMayNotHoldMore() {
        dialogue = new Dialogue(5_000);
        dialogue.client(transaction2(1, 0xffff, "00").number(1));
        for (int i = 0; i < 10; i++) {
            dialogue.client(furtherTransaction2(0xffff, 1 + i * 1_000, "00".repeat(1_000))
                    .number(1));
        }
        assertThat(dialogue.weirds()).containsExactly("analyzer_memory_full");
        dialogue.engine.events.clear();
        dialogue.client(transaction2(5, 4_000, "00").number(2));
        dialogue.client(furtherTransaction2(4_000, 1, "00".repeat(3_999)).number(2));
        assertThat(dialogue.engine.events(Smb1Event.Trans2QueryPathInfoRequest.class))
                .hasSize(1);
    }

    @Test
    void aTransactionMayRepeatItsParts() {
        dialogue.client(transaction2(1, 0xffff, "00"));
        for (int i = 0; i < 100; i++) {
            dialogue.client(furtherTransaction2(0xffff, 1, "00".repeat(1000)));
        }
        assertThat(dialogue.weirds()).containsExactly("smb1_transaction_out_of_order");
    }

    @Test
    void sharesWithoutEnd() {
        for (int tree = 0; tree < 5000; tree++) {
            dialogue.client(connect("\\\\fs\\" + tree).number(tree));
            dialogue.server(connected("IPC").number(tree).tree(tree));
        }
        assertThat(dialogue.weirds()).containsExactly("smb1_tree_evicted");
    }

    @Test
    void requestsWithoutAnswer() {
        dialogue.client(connect("\\\\fs\\x")).server(connected("A:"));
        dialogue.engine.events.clear();
        for (int i = 0; i < 5000; i++) {
            dialogue.client(read(5, 0).number(i));
        }
        assertThat(dialogue.weirds()).containsExactly("smb1_request_evicted");
        dialogue.engine.events.clear();
        for (int i = 0; i < 5000; i++) {
            dialogue.client(connect("\\\\fs\\x").number(i));
        }
        assertThat(dialogue.weirds()).containsExactly("smb1_request_evicted");
    }

    @Test
    void filesThatNobodyCloses() {
        for (int i = 0; i < 5000; i++) {
            dialogue.client(open("\\f" + i).number(i)).server(opened(i).number(i));
        }
        assertThat(dialogue.weirds()).containsExactly("smb1_open_file_evicted");
        dialogue.end();
        assertThat(dialogue.engine.events(SmbFileEvent.Closed.class)).hasSize(5000);
    }

    @Test
    void pipesThatNobodyCloses() {
        dialogue.client(connect("\\\\fs\\IPC$")).server(connected("IPC"));
        for (int i = 0; i < 1000; i++) {
            dialogue.client(Samples.write(i, 0, "05"));
        }
        assertThat(dialogue.weirds()).containsExactly("smb_pipe_evicted");
    }
}
