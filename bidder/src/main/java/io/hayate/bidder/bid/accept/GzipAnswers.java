package io.hayate.bidder.bid.accept;

import io.hayate.bidder.bid.BidLimits;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Compresses answers (RFC 1952). Owned by the bid loop. */
final class GzipAnswers implements AutoCloseable {
    /** The answer does not get shorter. */
    static final int NOT_SHORTER = -1;

    /** No name, no time, unknown system. */
    private static final byte[] HEADER = {0x1F, (byte) 0x8B, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xFF};

    private static final int TRAILER_BYTES = 8;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final CRC32 crc = new CRC32();
    private final byte[] compressed = new byte[BidLimits.MAX_ANSWER_BYTES];

    GzipAnswers() {
        System.arraycopy(HEADER, 0, compressed, 0, HEADER.length);
    }

    /** @return length of the compressed answer in {@link #compressed}, or {@link #NOT_SHORTER} */
    int deflate(final byte[] answer, final int length) {
        deflater.reset();
        deflater.setInput(answer, 0, length);
        deflater.finish();
        final int room = length - HEADER.length - TRAILER_BYTES;
        final int deflated = room <= 0 ? 0 : deflater.deflate(compressed, HEADER.length, room);
        if (!deflater.finished()) {
            return NOT_SHORTER;
        }
        crc.reset();
        crc.update(answer, 0, length);
        final int trailer = HEADER.length + deflated;
        putLittleEndianInt(trailer, (int) crc.getValue());
        putLittleEndianInt(trailer + Integer.BYTES, length);
        return trailer + TRAILER_BYTES;
    }

    byte[] compressed() {
        return compressed;
    }

    private void putLittleEndianInt(final int position, final int value) {
        compressed[position] = (byte) value;
        compressed[position + 1] = (byte) (value >> 8);
        compressed[position + 2] = (byte) (value >> 16);
        compressed[position + 3] = (byte) (value >> 24);
    }

    @Override
    public void close() {
        deflater.end();
    }
}
