package io.hayate.bidder.fuzz;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.decode.SameReading;

/** Whatever is posted as bid request: the decoder reads of it what Jackson reads. */
public final class DecoderTarget {
    private static final SameReading SAME_READING = new SameReading();

    private DecoderTarget() {}

    public static void fuzzerTestOneInput(final byte[] body) {
        if (body.length <= BidLimits.MAX_BODY_BYTES) {
            SAME_READING.assertSame(body);
        }
    }
}
