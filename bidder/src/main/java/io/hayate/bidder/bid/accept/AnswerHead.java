package io.hayate.bidder.bid.accept;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.hayate.bidder.exchanges.AnswerForm.ContentType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Heads of answers with a BidResponse, encoded once at class load, up to the value of Content-Length. Immutable; shared. */
final class AnswerHead {
    private static final int MAX_LENGTH_DIGITS = 10;

    private static final byte[] END = "\r\n\r\n".getBytes(ISO_8859_1);

    /** By content type and persistence. */
    private static final byte[][] PLAIN = heads("");

    private static final byte[][] GZIP = heads("Content-Encoding: gzip\r\n");

    private AnswerHead() {}

    /** The answer's bytes in a buffer that the caller owns. */
    static ByteBuf encode(
            final ContentType contentType,
            final boolean gzip,
            final Persistence persistence,
            final byte[] content,
            final int length,
            final ByteBufAllocator allocator) {
        final int place = contentType.ordinal() * Persistence.COUNT + persistence.ordinal();
        final byte[] head = (gzip ? GZIP : PLAIN)[place];
        final ByteBuf encoded = allocator.directBuffer(head.length + MAX_LENGTH_DIGITS + END.length + length);
        encoded.writeBytes(head);
        writeDecimal(length, encoded);
        return encoded.writeBytes(END).writeBytes(content, 0, length);
    }

    private static void writeDecimal(final int value, final ByteBuf out) {
        int power = 1;
        while (value / power >= 10) {
            power *= 10;
        }
        for (int rest = value; power > 0; power /= 10) {
            out.writeByte('0' + rest / power);
            rest %= power;
        }
    }

    private static byte[][] heads(final String encoding) {
        final byte[][] heads = new byte[ContentType.values().length * Persistence.COUNT][];
        for (final ContentType contentType : ContentType.values()) {
            for (final Persistence persistence : Persistence.values()) {
                final String head = "HTTP/1.1 200 OK\r\nContent-Type: " + contentType.text
                        + "\r\nx-openrtb-version: 2.6\r\n" + persistence.header + encoding + "Content-Length: ";
                heads[contentType.ordinal() * Persistence.COUNT + persistence.ordinal()] = head.getBytes(ISO_8859_1);
            }
        }
        return heads;
    }
}
