package io.hayate.loadtest.exchange;

/** One firing of a notice. Owned by whoever drives the exchange, from the queue to the answer. */
public final class Notice {
    private final NoticeKind kind;
    private final String pathAndQuery;
    private final AuctionedBid bid;
    private final boolean priced;
    private int attempts;

    /** @param priced whether the URL tells the clearing price */
    Notice(final NoticeKind kind, final String pathAndQuery, final AuctionedBid bid, final boolean priced) {
        this.kind = kind;
        this.pathAndQuery = pathAndQuery;
        this.bid = bid;
        this.priced = priced;
    }

    public NoticeKind kind() {
        return kind;
    }

    /** To be requested, from any replica; ASCII without spaces. */
    public String pathAndQuery() {
        return pathAndQuery;
    }

    AuctionedBid bid() {
        return bid;
    }

    boolean isPriced() {
        return priced;
    }

    /** The same once more. */
    Notice again() {
        return new Notice(kind, pathAndQuery, bid, priced);
    }

    /** How often it has been answered with "again" or not at all, this time included. */
    int countAttempt() {
        return ++attempts;
    }

    @Override
    public String toString() {
        return kind + " " + pathAndQuery;
    }
}
