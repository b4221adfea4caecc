package org.nsm.analyzers.smb2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.smb2.Smb2Wire.*;

import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.FakeFlow;
import org.nsm.analyzers.smb.SmbConnection;
import org.nsm.api.Transport;
import org.nsm.api.event.WeirdEvent;

/** So many of each kind are remembered, and with one more the oldest makes room. */
class Smb2LimitsTest {

    private static final int PIPES = 2;

    private SmbConnection connection = new SmbConnection(WeirdEvent.class, FakeFlow.to(445, Transport.TCP));

    private void oneMoreThan(int limit, String weird, IntConsumer step) {
        for (int i = 0; i < limit; i++) {
            step.accept(i);
        }
        assertThat(connection.weirds()).doesNotContain(weird);
        step.accept(limit);
        assertThat(connection.weirds()).containsOnlyOnce(weird);
        assertThat(connection.failure).isNull();
    }

    private void share(int tree) {
        connection.send(false, frame(header(3, 0, 1, 0, 1, tree, SESSION) + treeConnectResponse(PIPES)));
    }

    @Test
    void shares() {
        oneMoreThan(256, "smb2_tree_evicted", this::share);
    }

    @Test
    void requestsThatWait() {
        share(1);
        oneMoreThan(
                1_024,
                "smb2_request_evicted",
                i -> connection.send(true, frame(header(8, 0, 0, 0, i, 1, SESSION) + readRequest(i, i, 0, 1))));
    }

    @Test
    void pipes() {
        share(1);
        oneMoreThan(
                256,
                "smb_pipe_evicted",
                i -> connection.send(true, frame(header(9, 0, 0, 0, i, 1, SESSION) + writeRequest(i, i, 0, "05"))));
    }

    @Test
    void openFiles() {
        connection = new SmbConnection();
        oneMoreThan(
                4_096,
                "smb2_open_file_evicted",
                i -> connection.send(true, frame(request(8, i, readRequest(i, i, 0, 1)))));
    }
}
