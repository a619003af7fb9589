package io.hayate.loadtest.exchange;

import org.jspecify.annotations.Nullable;

/**
 * A bidder as the exchange meets it in virtual time: called in process, on the thread that drives {@link VirtualTime}, with
 * the time told by {@link #advanceTo}. An implementation must not look at any clock of its own.
 */
public interface BidderRoute {
    /**
     * Answers a bid request.
     *
     * @param request JSON as an exchange posts it; not to be changed
     * @return the body of the 200 answer; empty for no bid, and for what an exchange could not read
     */
    byte[] bid(byte[] request);

    /**
     * Takes a notice.
     *
     * @param pathAndQuery as in the request line, with its leading slash: scheme and host of the notice's URL are gone
     * @return HTTP status of the answer: 200, 204 or 302 if it was taken, 429 if it must be sent again
     */
    int notice(String pathAndQuery);

    /** Where the last notice, if it was answered 302, was sent to; null: nobody looks, and no click is followed by an order. */
    default @Nullable String redirect() {
        return null;
    }

    /**
     * The time is now that, epoch milliseconds; never less than before. Called before whatever happens at this time, and
     * again when all has happened. It may be hours later than the last: what the bidder does by itself in between, such as
     * dropping reservations, is this call's to do.
     */
    void advanceTo(long nowMs);
}
