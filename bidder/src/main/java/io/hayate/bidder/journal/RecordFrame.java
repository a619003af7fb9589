package io.hayate.bidder.journal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * How one record lies in a file; big-endian.
 *
 * <pre>
 *  0              4              8
 *  +--------------+--------------+---------------------+
 *  | length       | CRC32C       | payload             |
 *  | of payload,  | of length    | 1 to 16 MiB         |
 *  | above 0      | and payload  |                     |
 *  +--------------+--------------+---------------------+
 * </pre>
 *
 * A length of 0 is no record, so that zeros behind a torn end are not taken for one. Owned by the owner of its file.
 */
final class RecordFrame {
    static final int HEADER_BYTES = 8;
    static final int MAX_PAYLOAD_BYTES = 16 * 1024 * 1024;

    private static final int FIRST_CAPACITY_BYTES = 64 * 1024;

    private final CRC32C crc = new CRC32C();
    private ByteBuffer buffer = ByteBuffer.allocateDirect(FIRST_CAPACITY_BYTES);

    /** Encodes a record; the result is valid until the next call. */
    ByteBuffer encode(final byte[] payload, final int offset, final int length) {
        requireLength(length);
        ensureCapacity(HEADER_BYTES + length);
        buffer.clear();
        buffer.putInt(length).putInt(0).put(payload, offset, length).flip();
        buffer.putInt(4, checksum(length));
        return buffer;
    }

    /** Encodes a record behind what is in a buffer, which must have room for it and its header. */
    void encode(final DirectBuffer payload, final int offset, final int length, final ByteBuffer into) {
        requireLength(length);
        final int start = into.position();
        final int end = start + HEADER_BYTES + length;
        into.putInt(start, length);
        payload.getBytes(offset, into, start + HEADER_BYTES, length);
        crc.reset();
        updateLength(length);
        final int limit = into.limit();
        into.limit(end).position(start + HEADER_BYTES);
        crc.update(into);
        into.limit(limit);
        into.putInt(start + 4, (int) crc.getValue());
    }

    /**
     * Reads the record at a place of a file.
     *
     * @return the payload, valid until the next call; null if there is no whole and sound record before {@code end}
     */
    @Nullable
    ByteBuffer read(final FileChannel channel, final long at, final long end) throws IOException {
        if (end - at <= HEADER_BYTES) {
            return null;
        }
        buffer.clear().limit(HEADER_BYTES);
        readFully(channel, buffer, at);
        final int length = buffer.getInt(0);
        if (length <= 0 || length > MAX_PAYLOAD_BYTES || length > end - at - HEADER_BYTES) {
            return null;
        }
        final int expected = buffer.getInt(4);
        ensureCapacity(HEADER_BYTES + length);
        buffer.clear().limit(HEADER_BYTES + length);
        readFully(channel, buffer, at);
        buffer.flip();
        if (checksum(length) != expected) {
            return null;
        }
        buffer.position(HEADER_BYTES).limit(HEADER_BYTES + length);
        return buffer.asReadOnlyBuffer();
    }

    static void readFully(final FileChannel channel, final ByteBuffer into, final long at) throws IOException {
        long position = at;
        while (into.hasRemaining()) {
            final int read = channel.read(into, position);
            if (read < 0) {
                throw new EOFException("the file ends before byte " + (position + into.remaining()));
            }
            position += read;
        }
    }

    static void writeFully(final FileChannel channel, final ByteBuffer from, final long at) throws IOException {
        long position = at;
        while (from.hasRemaining()) {
            position += channel.write(from, position);
        }
    }

    private static void requireLength(final int length) {
        if (length <= 0 || length > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("a record has 1 to " + MAX_PAYLOAD_BYTES + " bytes, not " + length);
        }
    }

    private void updateLength(final int length) {
        crc.update(length >>> 24);
        crc.update(length >>> 16);
        crc.update(length >>> 8);
        crc.update(length);
    }

    private int checksum(final int length) {
        crc.reset();
        updateLength(length);
        buffer.limit(HEADER_BYTES + length).position(HEADER_BYTES);
        crc.update(buffer);
        buffer.position(0);
        return (int) crc.getValue();
    }

    private void ensureCapacity(final int bytes) {
        if (buffer.capacity() < bytes) {
            buffer = ByteBuffer.allocateDirect(Integer.highestOneBit(bytes - 1) << 1);
        }
    }
}
