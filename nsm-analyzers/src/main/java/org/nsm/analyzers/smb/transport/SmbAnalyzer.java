package org.nsm.analyzers.smb.transport;

import io.netty.buffer.ByteBuf;
import org.nsm.analyzers.gssapi.SecurityTokens;
import org.nsm.analyzers.smb.NamedPipes;
import org.nsm.analyzers.smb.SmbDialect;
import org.nsm.analyzers.smb1.Smb1Dialect;
import org.nsm.analyzers.smb2.Smb2Dialect;
import org.nsm.api.spi.AnalyzerContext;
import org.nsm.api.spi.PduAnalyzer;

/**
 * Cuts a connection into messages of SMB and has each understood by its version. Both versions may be on one connection: a
 * negotiation may begin with SMB 1 and end with SMB 2 (MS-SMB2, section 3.3.5.3).
 */
public final class SmbAnalyzer extends PduAnalyzer {

    /** A type, which is 0 for messages of SMB, and the length in three octets. */
    private static final int HEADER = 4;

    private static final int MAX_PDU = HEADER + 0xffffff;

    private static final int SMB1 = 0xff534d42;
    private static final int SMB2 = 0xfe534d42;

    private final SmbDialect smb1;
    private final SmbDialect smb2;

    /**
     * Makes an analyzer for one connection.
     *
     * @param context what it knows of its surroundings
     */
    public SmbAnalyzer(AnalyzerContext context) {
        super(context, HEADER, MAX_PDU);
        NamedPipes pipes = new NamedPipes(context);
        SecurityTokens tokens = new SecurityTokens(context);
        smb1 = new Smb1Dialect(context, pipes, tokens);
        smb2 = new Smb2Dialect(context, pipes, tokens);
    }

    @Override
    protected long length(boolean isOrig, ByteBuf header) {
        return HEADER + header.getUnsignedMedium(header.readerIndex() + 1);
    }

    @Override
    protected void pdu(boolean isOrig, ByteBuf pdu) {
        int type = pdu.readUnsignedByte();
        pdu.skipBytes(HEADER - 1);
        if (type != 0 || pdu.readableBytes() < Integer.BYTES) {
            return;
        }
        boolean understood = switch (pdu.getInt(pdu.readerIndex())) {
            case SMB1 -> smb1.message(isOrig, pdu);
            case SMB2 -> smb2.message(isOrig, pdu);
            default -> true;
        };
        if (!understood) {
            context().malformed("a message that breaks the rules");
        }
    }
}
