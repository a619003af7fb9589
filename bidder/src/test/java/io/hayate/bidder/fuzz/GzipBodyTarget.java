package io.hayate.bidder.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.accept.HttpLimits;
import io.hayate.bidder.bid.accept.InflatedBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;

/** Whatever is posted as compressed body: what is inflated is what Java's own reader makes of it, and within the limits. */
public final class GzipBodyTarget {
    private static final byte[] PLAIN_HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 0};
    private static final FuzzedBidder BIDDER = new FuzzedBidder();
    private static final InflatedBody INFLATED = new InflatedBody();

    private GzipBodyTarget() {}

    /** The bytes are tried as they are, and as compressed data between a header and the trailer that belongs to them. */
    public static void fuzzerTestOneInput(final byte[] bytes) throws IOException {
        assertInflatesWhatJavaDoes(bytes);
        assertInflatesWhatJavaDoes(framed(bytes));
    }

    private static void assertInflatesWhatJavaDoes(final byte[] compressed) throws IOException {
        final Optional<byte[]> body = INFLATED.of(compressed);
        if (body.isEmpty()) {
            return;
        }
        assertThat(body.get().length)
                .isLessThanOrEqualTo(
                        Math.max(HttpLimits.FREE_INFLATED_BYTES, compressed.length * HttpLimits.MAX_INFLATION_RATIO));
        try (InputStream java = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            assertThat(java.readAllBytes()).isEqualTo(body.get());
        }
        BIDDER.assertAnswersRightly(body.get());
    }

    private static byte[] framed(final byte[] deflated) {
        final byte[] plain = new byte[BidLimits.MAX_BODY_BYTES];
        final Inflater inflater = new Inflater(true);
        int length = 0;
        try {
            inflater.setInput(deflated);
            length = inflater.inflate(plain);
        } catch (final DataFormatException e) {
            length = 0;
        } finally {
            inflater.end();
        }
        final CRC32 crc = new CRC32();
        crc.update(plain, 0, length);
        return ByteBuffer.allocate(PLAIN_HEADER.length + deflated.length + 2 * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(PLAIN_HEADER)
                .put(deflated)
                .putInt((int) crc.getValue())
                .putInt(length)
                .array();
    }
}
