package org.nsm.analyzers.smb1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.smb1.Samples.close;
import static org.nsm.analyzers.smb1.Samples.connect;
import static org.nsm.analyzers.smb1.Samples.connected;
import static org.nsm.analyzers.smb1.Samples.open;
import static org.nsm.analyzers.smb1.Samples.opened;
import static org.nsm.analyzers.smb1.Samples.read;
import static org.nsm.analyzers.smb1.Samples.transaction;
import static org.nsm.analyzers.smb1.Samples.transaction2;
import static org.nsm.analyzers.smb1.Samples.write;

import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** So many of each kind are remembered, and with one more the oldest makes room. */
class Smb1LimitsTest {

    private final Dialogue dialogue = new Dialogue();

    private void oneMoreThan(int limit, String weird, IntConsumer step) {
        for (int i = 0; i < limit; i++) {
            step.accept(i);
        }
        assertThat(dialogue.weirds()).isEmpty();
        step.accept(limit);
        assertThat(dialogue.weirds()).containsExactly(weird);
    }

    @Test
    void readsOpensAndClosesThatWait() {
        dialogue.client(connect("\\\\fs\\x")).server(connected("A:"));
        oneMoreThan(
                256,
                "smb1_request_evicted",
                i -> dialogue.client(
                        switch (i % 3) {
                            case 0 -> read(5, 0).number(i);
                            case 1 -> open("\\f").number(i);
                            default -> close(5).number(i);
                        }));
    }

    @Test
    void transactionsThatWait() {
        oneMoreThan(
                256,
                "smb1_request_evicted",
                i -> dialogue.client(
                        transaction("\\PIPE\\", 0x26, 5, 4, "05000000").number(i)));
    }

    @Test
    void treeConnectsThatWait() {
        oneMoreThan(
                16,
                "smb1_request_evicted",
                i -> dialogue.client(connect("\\\\fs\\x").number(i)));
    }

    @Test
    void shares() {
        oneMoreThan(
                256,
                "smb1_tree_evicted",
                i -> dialogue.client(connect("\\\\fs\\x").number(i))
                        .server(connected("IPC").number(i).tree(i)));
    }

    @Test
    void openFiles() {
        oneMoreThan(
                1_024,
                "smb1_open_file_evicted",
                i -> dialogue.client(open("\\f").number(i)).server(opened(i).number(i)));
    }

    @Test
    void pipes() {
        dialogue.client(connect("\\\\fs\\IPC$")).server(connected("IPC"));
        oneMoreThan(256, "smb_pipe_evicted", i -> dialogue.client(write(i, 0, "05")));
    }

    @Test
    void transactionsWhoseParametersAreIncomplete() {
        oneMoreThan(
                16,
                "smb1_transaction_evicted",
                i -> dialogue.client(transaction2(1, 0xffff, "00").number(i)));
    }
}
