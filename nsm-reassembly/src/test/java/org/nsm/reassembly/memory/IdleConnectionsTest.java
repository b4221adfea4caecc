package org.nsm.reassembly.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nsm.api.Analyzer;

class IdleConnectionsTest {

    private static final int COUNT = 20_000;

    @Test
    void idleConnectionsCostLittleAndGiveTheirMemoryBackWhenTheyTimeOut() {
        try (Analyzer analyzer = Analyzer.builder().build()) {
            IdleConnections idle = new IdleConnections(analyzer, COUNT);
            long empty = IdleConnections.usedHeap();

            idle.open();
            assertThat(analyzer.statistics().badChecksums()).isZero();
            assertThat(analyzer.statistics().liveConnections()).isEqualTo(COUNT);
            long perConnection = (IdleConnections.usedHeap() - empty) / COUNT;
            // Two gigabytes for a million, with something left over for the rest.
            assertThat(perConnection).isLessThan(1_600);

            idle.timeOut();
            assertThat(analyzer.statistics().liveConnections()).isZero();
            assertThat((IdleConnections.usedHeap() - empty) / COUNT).isLessThan(100);
        }
    }
}
