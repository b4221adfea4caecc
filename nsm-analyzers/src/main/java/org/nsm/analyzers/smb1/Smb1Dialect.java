package org.nsm.analyzers.smb1;

import io.netty.buffer.ByteBuf;
import org.nsm.analyzers.gssapi.SecurityTokens;
import org.nsm.analyzers.smb.FileAccess;
import org.nsm.analyzers.smb.NamedPipes;
import org.nsm.analyzers.smb.SmbDialect;
import org.nsm.api.spi.AnalyzerContext;

/** Understands the messages of SMB 1 on one connection. */
public final class Smb1Dialect implements SmbDialect {

    /**
     * Starts with nothing known.
     *
     * @param context of the analyzer of SMB
     * @param pipes   where bytes of named pipes go
     * @param tokens  where security tokens go
     * @param access  where bytes of files go
     */
    public Smb1Dialect(AnalyzerContext context, NamedPipes pipes, SecurityTokens tokens, FileAccess access) {}

    @Override
    public boolean message(boolean isOrig, ByteBuf message) {
        return true;
    }
}
