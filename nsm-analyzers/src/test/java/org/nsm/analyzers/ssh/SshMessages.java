package org.nsm.analyzers.ssh;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.nsm.analyzers.TestEngine;

/** Makes messages and packets of SSH. */
final class SshMessages {

    private SshMessages() {}

    /** A field of version 2: length and text. */
    static ByteBuf field(String text) {
        return Unpooled.buffer().writeInt(text.length()).writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A message of version 2 in its packet. */
    static ByteBuf packet(int type, ByteBuf... parts) {
        ByteBuf message = Unpooled.buffer().writeByte(type);
        for (ByteBuf part : parts) {
            message.writeBytes(part);
        }
        int padding = 4;
        return Unpooled.buffer()
                .writeInt(1 + message.readableBytes() + padding)
                .writeByte(padding)
                .writeBytes(message)
                .writeZero(padding);
    }

    /** What follows the type of SSH_MSG_KEXINIT, with these methods and kinds of host key. */
    static ByteBuf kexInit(String methods, String hostKeys, boolean guessFollows) {
        ByteBuf body = Unpooled.buffer().writeBytes(TestEngine.ascii("0123456789abcdef"));
        body.writeBytes(field(methods)).writeBytes(field(hostKeys));
        body.writeBytes(field("aes128-ctr,aes256-ctr")).writeBytes(field("aes128-ctr"));
        body.writeBytes(field("hmac-sha1")).writeBytes(field("hmac-sha2-256"));
        body.writeBytes(field("none")).writeBytes(field("none,zlib"));
        body.writeBytes(field("")).writeBytes(field(""));
        return body.writeBoolean(guessFollows).writeInt(0);
    }

    /** SSH_MSG_KEXINIT in its packet. */
    static ByteBuf proposal(String methods) {
        return packet(20, kexInit(methods, "ssh-ed25519", false));
    }
}
