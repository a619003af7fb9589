package io.hayate.bidder.bid;

import io.hayate.bidder.exchanges.ExchangeProfile;

/**
 * What the bid port asks for an answer: the bidder's pipeline, or in benchmarks one that answers without looking. Owned
 * by the bid loop.
 */
public interface BidRoute {
    /** Answer in the exchange's no-bid form: 204, or 200 with what {@link #noBidLengthBytes} tells. */
    int NO_BID = 0;

    /** Answer 400 without content. */
    int BAD_REQUEST = -1;

    /** Where the caller puts the request's body before {@link #bid}; {@link BidLimits#MAX_BODY_BYTES} may be written. */
    byte[] body();

    /**
     * Answers the request in {@link #body}.
     *
     * @param arrivalNs {@code System.nanoTime()} at the start of the loop's read batch
     * @param arrivalMs epoch milliseconds of the same moment
     * @param answer at least {@link BidLimits#MAX_ANSWER_BYTES} long
     * @return length of the BidResponse in {@code answer}, or {@link #NO_BID} or {@link #BAD_REQUEST}
     */
    int bid(ExchangeProfile exchange, int bodyLengthBytes, long arrivalNs, long arrivalMs, byte[] answer);

    /** After {@link #NO_BID}: length of the BidResponse without bids in {@code answer}; 0 if there is none. */
    default int noBidLengthBytes() {
        return 0;
    }

    /** The loop has answered what one read brought, and may wait: references to the live index are let go. */
    void endOfBatch();
}
