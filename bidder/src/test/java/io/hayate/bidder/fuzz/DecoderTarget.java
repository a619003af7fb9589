package io.hayate.bidder.fuzz;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.decode.SameReading;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Whatever is posted as bid request: the decoder reads of it what Jackson reads. */
public final class DecoderTarget {
    /** BigDecimal, which Jackson's reading is compared with, takes ten digits of exponent. */
    private static final Pattern LONG_EXPONENT = Pattern.compile("[eE][+-]?[0-9]{9}");

    private static final SameReading SAME_READING = new SameReading();

    private DecoderTarget() {}

    public static void fuzzerTestOneInput(final byte[] body) {
        final String text = new String(body, StandardCharsets.ISO_8859_1);
        if (body.length <= BidLimits.MAX_BODY_BYTES
                && !LONG_EXPONENT.matcher(text).find()
                && !HalfPairs.mayBeInKey(body)) {
            SAME_READING.assertSame(body);
        }
    }
}
