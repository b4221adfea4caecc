package org.nsm.analyzers.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.rpc.Xdr.xdr;

import io.netty.buffer.ByteBuf;
import java.math.BigInteger;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.nsm.analyzers.ChosenKeys;

class PendingCallsTest {

    private final PendingCalls pending = new PendingCalls();

    private static RpcCall call(boolean isOrig, int xid) {
        ByteBuf bytes = Xdr.call(xid, 100_003, 3, 0, xdr());
        XdrReader reader = new XdrReader().reset(bytes, bytes.readableBytes());
        reader.skip(8);
        return Objects.requireNonNull(
                RpcCall.read(new RpcMessage().set(isOrig, bytes, bytes.readableBytes(), 0, 0), reader, null));
    }

    @Test
    void findsEachCallOnce() {
        for (int xid = 0; xid < 1000; xid++) {
            pending.add(call(true, xid << 20));
        }
        assertThat(pending.size()).isEqualTo(1000);
        for (int xid = 999; xid >= 0; xid--) {
            assertThat(Objects.requireNonNull(pending.remove(true, xid << 20)).transactionId)
                    .isEqualTo(xid << 20);
            assertThat(pending.remove(true, xid << 20)).isNull();
        }
        assertThat(pending.size()).isZero();
        assertThat(pending.removeOldest()).isNull();
    }

    @Test
    void keepsTheSidesApart() {
        pending.add(call(true, 1));
        pending.add(call(false, 1));
        assertThat(Objects.requireNonNull(pending.remove(false, 1)).isOrig).isFalse();
        assertThat(Objects.requireNonNull(pending.remove(true, 1)).isOrig).isTrue();
    }

    @Test
    void knowsTheOrderOfTheCalls() {
        for (int xid = 1; xid <= 5; xid++) {
            pending.add(call(true, xid));
        }
        pending.remove(true, 1);
        pending.remove(true, 3);
        pending.remove(true, 5);
        pending.add(call(true, 6));
        assertThat(Objects.requireNonNull(pending.removeOldest()).transactionId).isEqualTo(2);
        assertThat(Objects.requireNonNull(pending.removeOldest()).transactionId).isEqualTo(4);
        assertThat(Objects.requireNonNull(pending.removeOldest()).transactionId).isEqualTo(6);
        assertThat(pending.removeOldest()).isNull();
    }

    @Test
    void findsNoSlowerWhatSomebodyChoseToCollide() {
        // With the usual multiplier and without a key, both halves of the products are the same.
        int inverse = BigInteger.valueOf(0x9e3779b9L)
                .modInverse(BigInteger.ONE.shiftLeft(32))
                .intValue();
        IntUnaryOperator chosen = i -> (i << 16 | i) * inverse;
        ChosenKeys.assertNoSlower(() -> nanosOfLookups(chosen), () -> nanosOfLookups(i -> i));
    }

    private static long nanosOfLookups(IntUnaryOperator xid) {
        PendingCalls calls = new PendingCalls();
        for (int i = 0; i < 2_048; i++) {
            calls.add(call(true, xid.applyAsInt(i)));
        }
        long start = System.nanoTime();
        int found = 0;
        for (int i = 0; i < 2_048; i++) {
            found += calls.remove(true, xid.applyAsInt(i)) == null ? 0 : 1;
        }
        long nanos = System.nanoTime() - start;
        assertThat(found).isEqualTo(2_048);
        return nanos;
    }
}
