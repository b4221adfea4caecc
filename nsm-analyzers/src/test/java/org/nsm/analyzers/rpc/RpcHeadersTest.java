package org.nsm.analyzers.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nsm.analyzers.rpc.Xdr.xdr;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Collections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.nsm.api.event.Rpc;

class RpcHeadersTest {

    private static final int PREFIX = 8;

    private static @Nullable RpcCall call(ByteBuf bytes) {
        RpcMessage message = new RpcMessage().set(true, bytes, bytes.readableBytes(), 0, 0);
        XdrReader reader = new XdrReader().reset(bytes, bytes.readableBytes());
        reader.skip(PREFIX);
        return RpcCall.read(message, reader, null);
    }

    private static RpcCall validCall(ByteBuf bytes) {
        return Objects.requireNonNull(call(bytes));
    }

    private static ByteBuf hex(String digits) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(digits.replace(" ", "")));
    }

    @Test
    void readsACallWithTheCredentialsOfASystem() {
        RpcCall call = validCall(hex("0000b001 00000000 00000002 000186a3 00000003 00000001"
                + "00000001 00000024 5cbead00 00000005 6465736b34000000 000003e8 ffffffff 00000002 00000004 80000000"
                + "00000000 00000000"));
        assertThat(call.transactionId).isEqualTo(0xb001);
        assertThat(call.program()).isEqualTo(100_003);
        assertThat(call.version()).isEqualTo(3);
        assertThat(call.procedure()).isEqualTo(1);
        assertThat(call.length()).isEqualTo(68);
        assertThat(call.credentials().stamp()).isEqualTo(0x5cbead00L);
        assertThat(call.credentials().machineName()).isEqualTo("desk4");
        assertThat(call.credentials().uid()).isEqualTo(1000);
        assertThat(call.credentials().gid()).isEqualTo(0xffff_ffffL);
        assertThat(call.credentials().gids()).containsExactly(4L, 0x8000_0000L);
    }

    @Test
    void takesCredentialsOfEveryFlavor() {
        for (int flavor : new int[] {0, 2, 3, 5, 6, 390_003, -1}) {
            RpcCall call = validCall(Xdr.call(1, 100_003, 3, 0, flavor, xdr().u32(1, 2, 3), xdr()));
            assertThat(call.credentials().uid()).isZero();
            assertThat(call.credentials().gid()).isZero();
            assertThat(call.credentials().stamp()).isZero();
            assertThat(call.credentials().machineName()).isEmpty();
            assertThat(call.credentials().gids()).isEmpty();
        }
    }

    private static ByteBuf withGids(int count) {
        Xdr credentials = xdr().u32(0).text("m").u32(0, 0, count);
        for (int i = 0; i < count; i++) {
            credentials.u32(i);
        }
        return Xdr.call(1, 100_003, 3, 0, 1, credentials, xdr());
    }

    @Test
    void takesUpTo64Groups() {
        assertThat(validCall(withGids(64)).credentials().gids()).hasSize(64).endsWith(63L);
        assertThat(call(withGids(65))).isNull();
    }

    @Test
    void takesNoCredentialsOfASystemThatAreCutShort() {
        assertThat(call(Xdr.call(1, 100_003, 3, 0, 1, xdr().u32(0).text("m").u32(0, 0, 2, 1), xdr())))
                .isNull();
        assertThat(call(Xdr.call(1, 100_003, 3, 0, 1, xdr(), xdr()))).isNull();
    }

    @Test
    void takesCredentialsAndVerifiersOfUpTo400Octets() {
        for (int octets : new int[] {400, 401}) {
            String opaque = String.join("", Collections.nCopies(octets, "07"));
            ByteBuf credentials = xdr().u32(1, 0, 2, 100_003, 3, 0, 9)
                    .opaque(opaque)
                    .u32(0, 0)
                    .bytes();
            ByteBuf verifier =
                    xdr().u32(1, 0, 2, 100_003, 3, 0, 0, 0, 9).opaque(opaque).bytes();
            assertThat(call(credentials) != null).isEqualTo(octets == 400);
            assertThat(call(verifier) != null).isEqualTo(octets == 400);
        }
    }

    @Test
    void takesVersionTwoOfRpcOnly() {
        assertThat(call(xdr().u32(1, 0, 3, 100_003, 3, 0, 0, 0, 0, 0).bytes())).isNull();
    }

    @Test
    void takesNoCallThatIsCutShort() {
        ByteBuf whole = Xdr.call(1, 100_003, 3, 0, xdr());
        for (int length = PREFIX; length < whole.readableBytes(); length++) {
            assertThat(call(whole.slice(0, length))).isNull();
        }
    }

    private static String reply(String digits) {
        ByteBuf bytes = hex(digits);
        XdrReader reader = new XdrReader().reset(bytes, bytes.readableBytes());
        Rpc.Status status = ReplyHeader.read(reader);
        return status == null ? "none" : status + " " + reader.remaining();
    }

    @Test
    void tellsHowACallWent() {
        String accepted = "00000000 00000000 00000000";
        assertThat(reply(accepted + "00000000 01020304")).isEqualTo("RPC_SUCCESS 4");
        assertThat(reply(accepted + "00000001")).isEqualTo("RPC_PROG_UNAVAIL 0");
        assertThat(reply(accepted + "00000002 00000001 00000003")).isEqualTo("RPC_PROG_MISMATCH 0");
        assertThat(reply(accepted + "00000003")).isEqualTo("RPC_PROC_UNAVAIL 0");
        assertThat(reply(accepted + "00000004")).isEqualTo("RPC_GARBAGE_ARGS 0");
        assertThat(reply(accepted + "00000005")).isEqualTo("RPC_SYSTEM_ERR 0");
        assertThat(reply("00000001 00000000 00000002 00000002")).isEqualTo("RPC_VERS_MISMATCH 0");
        assertThat(reply("00000001 00000001 00000005")).isEqualTo("RPC_AUTH_ERROR 0");
    }

    @Test
    void doesNotKnowOtherCodes() {
        assertThat(reply("00000000 00000000 00000000 00000006")).isEqualTo("RPC_UNKNOWN_ERROR 0");
        assertThat(reply("00000001 00000002")).isEqualTo("RPC_UNKNOWN_ERROR 0");
        assertThat(reply("00000002")).isEqualTo("RPC_UNKNOWN_ERROR 0");
    }

    @Test
    void skipsTheVerifierOfAReply() {
        assertThat(reply("00000000 00000006 00000003 01020300 00000000")).isEqualTo("RPC_SUCCESS 0");
        assertThat(reply("00000000 00000006 00000191 01020300 00000000")).isEqualTo("none");
    }

    @Test
    void takesNoReplyThatIsCutShort() {
        assertThat(reply("00000000 00000000 00000000 000000")).isEqualTo("none");
        assertThat(reply("00000000 00000000 00000000 00000002 00000001")).isEqualTo("none");
        assertThat(reply("00000001 00000001")).isEqualTo("none");
        assertThat(reply("")).isEqualTo("none");
    }
}
