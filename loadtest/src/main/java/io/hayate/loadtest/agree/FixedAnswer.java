package io.hayate.loadtest.agree;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the fixed server answers, and when. Immutable; shared.
 *
 * @param bodyBytes of a 200; 0: a 204
 * @param delayNs from a request's last byte to its answer; the median if delays are random
 * @param sigma of the logarithm of random delays; 0: all delays are the same
 * @param seed of random delays
 */
public record FixedAnswer(int bodyBytes, long delayNs, double sigma, long seed) {
    static final int MAX_BODY_BYTES = 1 << 20;
    /** Of the standard normal distribution: what 50, 90 and 99 of 100 values are below. */
    private static final double[] NORMAL = {0, 1.2815515655446004, 2.3263478740408408};

    public FixedAnswer {
        if (bodyBytes != 0 && (bodyBytes < 2 || bodyBytes > MAX_BODY_BYTES)) {
            throw new IllegalArgumentException("--bytes must be 0 (204) or 2 to " + MAX_BODY_BYTES);
        }
        if (!(sigma >= 0 && sigma <= 2)) {
            throw new IllegalArgumentException("--sigma must be between 0 and 2");
        }
        if (sigma > 0 && delayNs == 0) {
            throw new IllegalArgumentException("--sigma needs a --delay: it is the median");
        }
    }

    /** The delays that 50, 90 and 99 of 100 are below. */
    double[] delayPercentilesNs() {
        return Arrays.stream(NORMAL).map(z -> delayNs * Math.exp(sigma * z)).toArray();
    }

    /** Head and body; each write takes a duplicate. */
    ByteBuf encoded() {
        final String text = bodyBytes == 0
                ? "HTTP/1.1 204 No Content\r\n\r\n"
                : "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + bodyBytes + "\r\n\r\n\""
                        + "x".repeat(bodyBytes - 2) + "\"";
        final ByteBuf direct = Unpooled.directBuffer(text.length());
        direct.writeCharSequence(text, StandardCharsets.US_ASCII);
        return Unpooled.unreleasableBuffer(direct.asReadOnly());
    }
}
