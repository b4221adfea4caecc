package org.nsm.events;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.nsm.api.TimedEventHandler;
import org.nsm.api.event.Event;

/**
 * Writes events as JSON, one a line, with the names of the documentation:
 *
 * <pre>{@code
 * {"ts":1323202695.370647,"event":"udp_reply","args":{"u":{"uid":"CHhAvVGS1DHFjwGM9","id":{"orig_h":"10.0.0.11",…}}}}
 * }</pre>
 *
 * <p>The form follows from the records, also from those of a host's own events: a key for each component in its order,
 * without what is null. A connection shows its {@code uid} and {@code id}; in the events of its life cycle, such as
 * {@code connection_established}, it shows everything.
 *
 * <table>
 * <caption>Values</caption>
 * <tr><th>Java</th><th>JSON</th></tr>
 * <tr><td>{@code boolean}, {@code double}</td><td>as such</td></tr>
 * <tr><td>{@code int}</td><td>a signed number</td></tr>
 * <tr><td>{@code long}</td><td>an unsigned number, with {@link org.nsm.api.Signed} a signed one</td></tr>
 * <tr><td>{@code String}</td><td>a string, each character a byte (U+0000 to U+00FF); with {@link org.nsm.api.Unicode},
 * or if it has characters beyond, the bytes of its UTF-8 form</td></tr>
 * <tr><td>{@code ByteBuf}</td><td>a string, each character a byte</td></tr>
 * <tr><td>{@code InetAddress}</td><td>{@code "10.0.0.1"}, {@code "2001:db8::1"} (RFC 5952)</td></tr>
 * <tr><td>{@code Port}</td><td>{@code "53/udp"}</td></tr>
 * <tr><td>{@code Instant}</td><td>seconds since the epoch, six decimals</td></tr>
 * <tr><td>{@code Duration}</td><td>seconds, up to six decimals</td></tr>
 * <tr><td>an enum</td><td>the documented name as a string, {@code "DCE_RPC::BIND"}</td></tr>
 * <tr><td>{@code Coded}</td><td>its constant, or the number where there is none</td></tr>
 * <tr><td>a record</td><td>an object</td></tr>
 * <tr><td>{@code List}, {@code Set}</td><td>an array</td></tr>
 * <tr><td>{@code Map}</td><td>an object with the index as key</td></tr>
 * </table>
 *
 * <p>The output is UTF-8. Lines gather in memory and go out in blocks, whole lines at a time; {@link #flush()} and
 * {@link #close()} send what is left. When the output fails, the event at hand throws an {@link UncheckedIOException},
 * later events are dropped without a word, and {@link #flush()} and {@link #close()} throw it once more.
 *
 * <p>Once a kind of event was seen, writing another allocates next to nothing: addresses, doubles and
 * the iterators of collections. For one thread at a time.
 */
public final class JsonLines implements TimedEventHandler<Event>, AutoCloseable {

    private static final int BLOCK = 1 << 16;

    private static final byte[] TIME = "{\"ts\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "}\n".getBytes(StandardCharsets.US_ASCII);

    private static final ClassValue<Form> FORMS = new ClassValue<>() {
        @Override
        protected Form computeValue(Class<?> type) {
            return Form.of(type);
        }
    };

    private final OutputStream output;
    private final JsonBuffer buffer = new JsonBuffer();
    private @Nullable IOException failure;
    private boolean closed;

    /**
     * Writes to a stream. It needs no buffer of its own.
     *
     * @param output where the lines go; {@link #close()} closes it
     */
    public JsonLines(OutputStream output) {
        this.output = output;
    }

    /**
     * Writes to a channel.
     *
     * @param output where the lines go, in blocking mode; {@link #close()} closes it
     */
    public JsonLines(WritableByteChannel output) {
        this(Channels.newOutputStream(output));
    }

    /**
     * Writes an event.
     *
     * @param event     the event, a record that carries its documented name as {@link org.nsm.api.Name}
     * @param timeNanos nanoseconds since the epoch; what is below a microsecond is cut
     * @throws IllegalArgumentException if the event is no such record, carries something that has no JSON form, or may
     *                                  not be read by this module; nothing of it is written
     * @throws IllegalStateException    if this is closed
     * @throws UncheckedIOException     if the output fails for the first time
     */
    @Override
    public void handle(Event event, long timeNanos) {
        if (closed) {
            throw new IllegalStateException("the output is closed");
        }
        if (failure != null) {
            return;
        }
        int start = buffer.size();
        try {
            Form form = FORMS.get(event.getClass());
            buffer.raw(TIME);
            buffer.time(timeNanos);
            buffer.raw(form.name);
            form.arguments.write(event, buffer);
            buffer.raw(END);
        } catch (Throwable error) {
            buffer.truncate(start);
            throw error;
        }
        if (buffer.size() >= BLOCK) {
            send();
        }
    }

    /**
     * Sends what is left, and flushes the output.
     *
     * @throws UncheckedIOException if the output fails, now or earlier
     */
    public void flush() {
        rethrow();
        send();
        try {
            output.flush();
        } catch (IOException error) {
            throw failed(error);
        }
    }

    /**
     * Sends what is left, and closes the output, also if sending fails. Does nothing the second time.
     *
     * @throws UncheckedIOException if the output fails, now or earlier
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (output) {
            if (failure == null) {
                buffer.writeTo(output);
                buffer.clear();
            }
        } catch (IOException error) {
            throw failed(error);
        }
        rethrow();
    }

    private void send() {
        try {
            buffer.writeTo(output);
        } catch (IOException error) {
            throw failed(error);
        } finally {
            buffer.clear();
        }
    }

    private UncheckedIOException failed(IOException error) {
        if (failure == null) {
            failure = error;
        }
        return new UncheckedIOException(error);
    }

    private void rethrow() {
        if (failure != null) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * What is known of a kind of event.
     *
     * @param name      the text between the time and the arguments
     * @param arguments how these are written
     */
    private record Form(byte[] name, RecordJson arguments) {

        static Form of(Class<?> type) {
            if (!type.isRecord()) {
                throw new IllegalArgumentException("events are records: " + type.getName());
            }
            String name = DocumentedNames.ofEvent(type);
            String text = ",\"event\":" + JsonBuffer.quoted(name) + ",\"args\":";
            return new Form(text.getBytes(StandardCharsets.US_ASCII), RecordJson.of(type, LifeCycle.includes(name)));
        }
    }
}
