package org.nsm.api.spi;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.nsm.api.Connection;

/** What analyzers of streams and of datagrams have in common: one of them watches one connection. */
public abstract sealed class ProtocolAnalyzer permits StreamAnalyzer, UdpAnalyzer {

    private final AnalyzerContext context;

    ProtocolAnalyzer(AnalyzerContext context) {
        this.context = context;
    }

    /**
     * The surroundings of this analyzer.
     *
     * @return the context given to the constructor
     */
    protected final AnalyzerContext context() {
        return context;
    }

    /**
     * The connection that this analyzer watches.
     *
     * @return the live connection
     */
    protected final Connection connection() {
        return context.connection();
    }

    /** Short for {@link AnalyzerContext#confirm()}. */
    protected final void confirm() {
        context.confirm();
    }

    /**
     * Short for {@link AnalyzerContext#violation}.
     *
     * @param reason what is wrong
     */
    protected final void violation(String reason) {
        context.violation(reason);
    }

    /**
     * Short for {@link AnalyzerContext#malformed}.
     *
     * @param reason what is wrong
     */
    protected final void malformed(String reason) {
        context.malformed(reason);
    }

    /**
     * Short for {@link AnalyzerContext#offence}.
     *
     * @param reason what is wrong
     */
    protected final void offence(String reason) {
        context.offence(reason);
    }

    /**
     * Short for {@link AnalyzerContext#weird}.
     *
     * @param name   its name
     * @param detail what exactly
     */
    protected final void weird(String name, String detail) {
        context.weird(name, detail);
    }

    /**
     * Bytes as a text of which each character is one byte.
     *
     * @param bytes the readable bytes are used and left where they are
     * @return the text
     */
    protected static String text(ByteBuf bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** The connection is over, or this analyzer ended: raise what is still due. Called once, last. */
    protected void end() {}

    /** For whoever feeds this analyzer: calls {@link #end()}. */
    public final void deliverEnd() {
        try {
            end();
        } catch (Throwable error) {
            context.failed(error);
        }
    }
}
