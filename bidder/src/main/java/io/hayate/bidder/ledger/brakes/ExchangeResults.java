package io.hayate.bidder.ledger.brakes;

import io.hayate.bidder.campaigns.live.WideProduct;
import io.hayate.bidder.ledger.NoticeRecord;
import io.hayate.bidder.notices.token.NoticeKind;

/**
 * How auctions of one exchange end and what they cost, the last minutes against the hours before them. Owned by the ledger
 * agent.
 */
final class ExchangeResults {
    /** What may have jumped. */
    static final int RECENT_MINUTES = 5;

    /** What it is held against, with the recent minutes. */
    static final int MINUTES = 185;

    /** Wins and losses that must be known: recently, and before. */
    static final long LEAST_RECENT = 200;

    static final long LEAST_BEFORE = 2_000;

    /** Times the win rate of before. */
    static final double WIN_RATE_FACTOR = 3;

    /** Times what was paid of a bid's price before. */
    static final double PRICE_FACTOR = 1.5;

    private static final long RATIO_UNIT = 1_000;

    private final SlidingSums wins = new SlidingSums(MINUTES);
    private final SlidingSums losses = new SlidingSums(MINUTES);
    private final SlidingSums bills = new SlidingSums(MINUTES);
    private final SlidingSums costs = new SlidingSums(MINUTES);
    private final SlidingSums bidPrices = new SlidingSums(MINUTES);

    void onNotice(final NoticeRecord notice, final long minute, final boolean booked) {
        if (notice.kind == NoticeKind.WIN) {
            wins.add(minute, 1);
        } else if (notice.kind == NoticeKind.LOSS) {
            losses.add(minute, 1);
        }
        // Both in the campaign's currency: their ratio has none.
        if (booked && notice.reservedNanos > 0) {
            bills.add(minute, 1);
            costs.add(minute, WideProduct.multiplyDivide(RATIO_UNIT, notice.costNanos, notice.reservedNanos, false));
            bidPrices.add(minute, RATIO_UNIT);
        }
    }

    void moveTo(final long minute) {
        wins.moveTo(minute);
        losses.moveTo(minute);
        bills.moveTo(minute);
        costs.moveTo(minute);
        bidPrices.moveTo(minute);
    }

    /** What has jumped, for the log; empty if nothing has. */
    String anomaly() {
        final long recentWins = wins.sum(RECENT_MINUTES, 0);
        final long recentResults = recentWins + losses.sum(RECENT_MINUTES, 0);
        final long winsBefore = wins.sum(MINUTES, RECENT_MINUTES);
        final long resultsBefore = winsBefore + losses.sum(MINUTES, RECENT_MINUTES);
        if (recentResults >= LEAST_RECENT
                && resultsBefore >= LEAST_BEFORE
                && (double) recentWins / recentResults > WIN_RATE_FACTOR * winsBefore / resultsBefore) {
            return "win rate %.3f, before %.3f"
                    .formatted((double) recentWins / recentResults, (double) winsBefore / resultsBefore);
        }
        if (bills.sum(RECENT_MINUTES, 0) >= LEAST_RECENT && bills.sum(MINUTES, RECENT_MINUTES) >= LEAST_BEFORE) {
            final double paid = (double) costs.sum(RECENT_MINUTES, 0) / bidPrices.sum(RECENT_MINUTES, 0);
            final double paidBefore =
                    (double) costs.sum(MINUTES, RECENT_MINUTES) / bidPrices.sum(MINUTES, RECENT_MINUTES);
            if (paid > PRICE_FACTOR * paidBefore) {
                return "%.3f of a bid's price is paid, before %.3f".formatted(paid, paidBefore);
            }
        }
        return "";
    }
}
