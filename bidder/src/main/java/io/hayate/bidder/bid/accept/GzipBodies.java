package io.hayate.bidder.bid.accept;

import io.hayate.bidder.bid.BidLimits;
import io.netty.buffer.ByteBuf;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates request bodies (RFC 1952, one member), never beyond {@link BidLimits#MAX_BODY_BYTES}, nor beyond what
 * {@link HttpLimits#MAX_INFLATION_RATIO} makes of their length: a few bytes must not buy much work. Owned by the bid loop.
 */
final class GzipBodies implements AutoCloseable {
    /** Not gzip, cut short, with a wrong checksum or length, or with something behind it. */
    static final int BAD = -1;

    /** More than {@link BidLimits#MAX_BODY_BYTES} come out. */
    static final int TOO_LARGE = -2;

    /** More than {@link HttpLimits#MAX_INFLATION_RATIO} allows come out. */
    static final int RATIO_TOO_HIGH = -3;

    private static final int FIXED_HEADER_BYTES = 10;
    private static final int TRAILER_BYTES = 8;
    private static final int DEFLATE = 8;
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int RESERVED_FLAGS = 0xE0;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] compressed = new byte[BidLimits.MAX_BODY_BYTES];
    private final byte[] excess = new byte[1];
    private int compressedLength;

    /**
     * Inflates a whole body.
     *
     * @return length of what is now in {@code body}, or {@link #BAD}, {@link #TOO_LARGE} or {@link #RATIO_TOO_HIGH}
     */
    int inflate(final ByteBuf source, final byte[] body) {
        compressedLength = source.readableBytes();
        if (compressedLength > compressed.length) {
            return TOO_LARGE;
        }
        source.getBytes(source.readerIndex(), compressed, 0, compressedLength);
        final int start = headerLength();
        if (start < 0) {
            return BAD;
        }
        inflater.reset();
        inflater.setInput(compressed, start, compressedLength - start);
        try {
            final int length = inflateInto(body);
            return length < 0 || isTrailerRight(start + (int) inflater.getBytesRead(), body, length) ? length : BAD;
        } catch (final DataFormatException e) {
            return BAD;
        }
    }

    private int inflateInto(final byte[] body) throws DataFormatException {
        final int most = mostBytes();
        int length = 0;
        while (!inflater.finished()) {
            final int room = most - length;
            // With no room left one more byte decides between a body of exactly that size and one too large.
            final int inflated = room > 0 ? inflater.inflate(body, length, room) : inflater.inflate(excess, 0, 1);
            length += inflated;
            if (length > most) {
                return most < BidLimits.MAX_BODY_BYTES ? RATIO_TOO_HIGH : TOO_LARGE;
            }
            if (inflated == 0 && !inflater.finished()) {
                return BAD;
            }
        }
        return length;
    }

    private int mostBytes() {
        return Math.min(
                BidLimits.MAX_BODY_BYTES,
                Math.max(HttpLimits.FREE_INFLATED_BYTES, compressedLength * HttpLimits.MAX_INFLATION_RATIO));
    }

    private boolean isTrailerRight(final int trailer, final byte[] body, final int length) {
        if (trailer + TRAILER_BYTES != compressedLength) {
            return false;
        }
        crc.reset();
        crc.update(body, 0, length);
        return littleEndianInt(trailer) == (int) crc.getValue() && littleEndianInt(trailer + Integer.BYTES) == length;
    }

    /** Where the compressed data begin, or -1. */
    private int headerLength() {
        if (compressedLength < FIXED_HEADER_BYTES + TRAILER_BYTES
                || compressed[0] != 0x1F
                || compressed[1] != (byte) 0x8B
                || compressed[2] != DEFLATE) {
            return -1;
        }
        final int flags = compressed[3];
        if ((flags & RESERVED_FLAGS) != 0) {
            return -1;
        }
        int position = FIXED_HEADER_BYTES;
        if ((flags & FLAG_EXTRA) != 0) {
            position += 2 + (compressed[position] & 0xFF) + ((compressed[position + 1] & 0xFF) << 8);
        }
        if ((flags & FLAG_NAME) != 0) {
            position = afterZero(position);
        }
        if ((flags & FLAG_COMMENT) != 0) {
            position = afterZero(position);
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            if (position + 2 > compressedLength || !isHeaderCrcRight(position)) {
                return -1;
            }
            position += 2;
        }
        return position <= compressedLength - TRAILER_BYTES ? position : -1;
    }

    private boolean isHeaderCrcRight(final int position) {
        crc.reset();
        crc.update(compressed, 0, position);
        return ((compressed[position] & 0xFF) | ((compressed[position + 1] & 0xFF) << 8)) == (crc.getValue() & 0xFFFF);
    }

    private int afterZero(final int start) {
        int position = start;
        while (position < compressedLength && compressed[position] != 0) {
            position++;
        }
        return position + 1;
    }

    private int littleEndianInt(final int position) {
        return (compressed[position] & 0xFF)
                | ((compressed[position + 1] & 0xFF) << 8)
                | ((compressed[position + 2] & 0xFF) << 16)
                | ((compressed[position + 3] & 0xFF) << 24);
    }

    @Override
    public void close() {
        inflater.end();
    }
}
