package io.hayate.benchmarks;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRoute;
import io.hayate.bidder.exchanges.ExchangeProfile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Answers without looking at the request: a bid of always the same bytes, or none, in the mix it is told. Owned by the
 * bid loop.
 */
final class FloorRoute implements BidRoute {
    private static final String HEAD =
            "{\"id\":\"floor\",\"cur\":\"USD\",\"seatbid\":[{\"seat\":\"floor\",\"bid\":[{\"id\":\"1\",\"impid\":\"1\",\"price\":1,\"adm\":\"";
    private static final String TAIL = "\"}]}]}";

    /** The shortest answer that reads as a bid. */
    static final int MIN_ANSWER_BYTES = HEAD.length() + TAIL.length();

    /**
     * 2^64 divided by the golden ratio. Its multiples, modulo 2^64, are spread so evenly that any run of answers has the
     * mix, and so unevenly that no branch predictor sees a pattern.
     */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private static final double HALF_RANGE = 0x1p63;

    private final byte[] body = new byte[BidLimits.BODY_BUFFER_BYTES];
    private final byte[] bid;
    private final long threshold;
    private long position;

    /**
     * @param bidShare of the answers, 0 to 1
     * @param bidBytes of each bid answer's body
     */
    FloorRoute(final double bidShare, final int bidBytes) {
        this.bid = new byte[bidBytes];
        Arrays.fill(bid, (byte) 'x');
        final byte[] head = HEAD.getBytes(StandardCharsets.US_ASCII);
        final byte[] tail = TAIL.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, bid, 0, head.length);
        System.arraycopy(tail, 0, bid, bidBytes - tail.length, tail.length);
        // Casting saturates, so that a share of 1 is a bid always but for one position in 2^63.
        this.threshold = (long) (bidShare * HALF_RANGE);
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public int bid(
            final ExchangeProfile exchange,
            final int bodyLengthBytes,
            final long arrivalNs,
            final long arrivalMs,
            final byte[] answer) {
        position += STEP;
        if (position >>> 1 >= threshold) {
            return NO_BID;
        }
        System.arraycopy(bid, 0, answer, 0, bid.length);
        return bid.length;
    }

    @Override
    public void endOfBatch() {
        // Nothing is pinned.
    }
}
