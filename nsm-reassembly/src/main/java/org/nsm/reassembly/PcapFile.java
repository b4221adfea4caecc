package org.nsm.reassembly;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.nsm.api.Packet;
import org.nsm.api.PacketSource;

/**
 * The packets of a capture file: pcap or pcapng, in either byte order, plain or compressed with gzip. Which of these it
 * is shows in its first bytes; names do not matter.
 *
 * <ul>
 *   <li>pcap (draft-ietf-opsawg-pcap): times in microseconds or nanoseconds, and the variant with longer record headers
 *       that some Linux systems wrote (magic number {@code a1b2cd34}).
 *   <li>pcapng (draft-ietf-opsawg-pcapng): any number of sections, each in its own byte order, and of interfaces, each
 *       with its own link type and time resolution; enhanced, simple and obsolete packet blocks. Other blocks are
 *       skipped. Simple packet blocks have no time and get that of the packet before them.
 * </ul>
 *
 * <p>Times are nanoseconds since the epoch; finer resolutions are cut off. pcap reaches from 1970 to 2106. A time of a
 * pcapng file that {@code long} cannot hold (before 1677 or after 2262) becomes {@link Long#MIN_VALUE} or
 * {@link Long#MAX_VALUE}. Frame check sequences that the file announces are not part of the packets.
 *
 * <p>Each call of {@link #next()} returns the same object, and its bytes lie in the array that the file is read into:
 * packets are neither allocated nor copied, and are valid until the next call. That array has a megabyte, or the size
 * of the largest packet if that is more. The packets are {@link org.nsm.api.spi.LentPacket}s: while somebody keeps their
 * memory, the file is read into another array.
 *
 * <p>A file that breaks off, or in which a length cannot be true, gives every packet before that place and then a
 * {@link CaptureFormatException}, again and again. Among the lengths that cannot be true are packets of more than
 * 1 MiB (for link types that are not supported, 128 MiB).
 *
 * <p>Not safe for use by several threads at once.
 */
public final class PcapFile implements PacketSource {

    private static final int GZIP_MAGIC_1 = 0x1f;
    private static final int GZIP_MAGIC_2 = 0x8b;

    private final CountingStream file;
    private final long size;
    private final InputStream content;
    private final CaptureReader reader;
    private final CapturedPacket packet = new CapturedPacket();
    private boolean ended;
    private @Nullable IOException failure;

    private PcapFile(InputStream in, long size) throws IOException {
        this.file = new CountingStream(in);
        this.size = size;
        this.content = decompressed(file);
        this.reader = reader(new CaptureInput(content));
    }

    /**
     * Opens a file and reads its header.
     *
     * @param file where it is
     * @return its packets
     * @throws CaptureFormatException if it is no capture file, or ends inside its header
     * @throws IOException            if it cannot be opened or read
     */
    public static PcapFile open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return new PcapFile(in, Files.size(file));
        } catch (IOException | RuntimeException e) {
            try {
                in.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    /**
     * Reads a capture from a stream, its header at once. The stream is read ahead of the packets, but never waited for
     * when a whole packet is there, so that a pipe from a capturing program works.
     *
     * @param in where the capture comes from; closed by {@link #close()}, but not when this method fails
     * @return its packets
     * @throws CaptureFormatException if it is no capture, or ends inside its header
     * @throws IOException            if it cannot be read
     */
    public static PcapFile open(InputStream in) throws IOException {
        return new PcapFile(in, -1);
    }

    /**
     * Reads the next packet.
     *
     * @return the packet, valid until the next call; null at the end
     * @throws CaptureFormatException if the file is damaged; every packet before the damage has been returned
     * @throws IOException            if it cannot be read, or was closed
     */
    @Override
    public @Nullable Packet next() throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (ended) {
            return null;
        }
        try {
            if (reader.next(packet)) {
                return packet;
            }
            ended = true;
            return null;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /**
     * How much of the file has been read, to show progress by. Reading is ahead of the packets, by up to a megabyte.
     *
     * @return bytes as they lie in the file: in a compressed file, before decompression
     */
    public long bytesRead() {
        return file.count();
    }

    /**
     * How large the file was when it was opened.
     *
     * @return bytes as they lie in the file; -1 if this reads a stream
     */
    public long size() {
        return size;
    }

    /**
     * Closes the file or stream. The last packet stays readable.
     *
     * @throws IOException if that fails
     */
    @Override
    public void close() throws IOException {
        failure = new IOException("the capture file is closed");
        content.close();
    }

    private static InputStream decompressed(InputStream in) throws IOException {
        PushbackInputStream start = new PushbackInputStream(in, 2);
        byte[] magic = start.readNBytes(2);
        start.unread(magic);
        boolean gzip = magic.length == 2 && (magic[0] & 0xff) == GZIP_MAGIC_1 && (magic[1] & 0xff) == GZIP_MAGIC_2;
        if (!gzip) {
            return start;
        }
        try {
            return new GzipStream(start);
        } catch (EOFException | ZipException e) {
            CaptureFormatException damage = new CaptureFormatException(0, "damaged gzip header");
            damage.initCause(e);
            throw damage;
        }
    }

    private static CaptureReader reader(CaptureInput input) throws IOException {
        input.require(4, "the file header");
        int magic = input.i32(0);
        return magic == PcapngReader.SECTION_HEADER ? new PcapngReader(input) : PcapReader.open(input, magic);
    }
}
