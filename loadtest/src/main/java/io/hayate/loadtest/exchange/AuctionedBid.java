package io.hayate.loadtest.exchange;

/** What the books must know of a bid as long as notices of it may come. Owned by the exchange. */
final class AuctionedBid {
    final CampaignBooks campaign;
    final boolean test;

    /** What it costs at the bid's price, and at the price that notices tell; nanos of the campaign's currency. */
    final long costAtBidNanos;

    final long costNanos;

    /** Whether its click, if there is one, leads to a conversion. */
    boolean converts;

    private int taken;

    AuctionedBid(final CampaignBooks campaign, final boolean test, final long costAtBidNanos, final long costNanos) {
        this.campaign = campaign;
        this.test = test;
        this.costAtBidNanos = costAtBidNanos;
        this.costNanos = costNanos;
    }

    /** False if a notice of this kind had been taken before. */
    boolean take(final NoticeKind kind) {
        final boolean first = (taken & kind.mask()) == 0;
        taken |= kind.mask();
        return first;
    }
}
