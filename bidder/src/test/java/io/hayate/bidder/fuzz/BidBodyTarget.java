package io.hayate.bidder.fuzz;

/** Whatever is posted as bid request: no exception, and no answer that breaks a rule of it. */
public final class BidBodyTarget {
    private static final FuzzedBidder BIDDER = new FuzzedBidder();

    private BidBodyTarget() {}

    public static void fuzzerTestOneInput(final byte[] body) {
        BIDDER.assertAnswersRightly(body);
    }
}
