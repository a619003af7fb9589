package io.hayate.bidder.ledger.prices;

import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.ledger.AccountView;
import io.hayate.bidder.ledger.LedgerPart;
import io.hayate.bidder.ledger.NoticeRecord;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.telemetry.CounterBlock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Learns which prices win on exchanges that are shaded, from notices and from what loops have bid, and publishes once a
 * second what to bid at which value. It starts anew with the process. Owned by the ledger agent.
 */
public final class ShadingLearner implements LedgerPart {
    /** How often a new table is published. */
    static final long PUBLISH_MS = 1_000;

    // OpenRTB 2.6, list of loss reason codes
    private static final int BELOW_FLOOR = 100;
    private static final int OUTBID = 102;

    private final int epoch;
    private final List<ShadedBids> loops;
    private final LiveShading live;
    private final CounterBlock<ShadingCounter> counters = new CounterBlock<>(ShadingCounter.class);

    /** By exchange and cell; null of an exchange that is not shaded. */
    private final Cell[] @Nullable [] cells;

    /** By exchange: whether win notices come; where they do not, what is billed has won. */
    private final boolean[] tellsWins;

    private long publishedMs = Long.MIN_VALUE;

    private static final class Cell {
        final WinningPrices prices = new WinningPrices();
        final RecentBids recent = new RecentBids();
        final long[] bidsSeen = new long[PriceLevels.COUNT];
    }

    /**
     * @param epoch of this process: only its own bids are in the loops' counts
     * @param exchanges by their ordinals
     * @param loops what each has bid
     */
    public ShadingLearner(
            final int epoch,
            final List<ExchangeProfile> exchanges,
            final List<ShadedBids> loops,
            final LiveShading live) {
        this.epoch = epoch;
        this.loops = List.copyOf(loops);
        this.live = live;
        this.cells = new Cell[exchanges.size()][];
        this.tellsWins = new boolean[exchanges.size()];
        for (int exchange = 0; exchange < cells.length; exchange++) {
            if (exchanges.get(exchange).terms().shading()) {
                final Cell[] ofExchange = new Cell[AuctionCell.END];
                for (int cell = 0; cell < ofExchange.length; cell++) {
                    ofExchange[cell] = new Cell();
                }
                cells[exchange] = ofExchange;
            }
        }
    }

    public CounterBlock<ShadingCounter> counters() {
        return counters;
    }

    @Override
    public void onNotice(final NoticeRecord notice, final AccountView account, final boolean booked) {
        final Cell cell = cellOf(notice);
        if (cell == null) {
            return;
        }
        if (notice.kind == NoticeKind.WIN) {
            tellsWins[notice.exchange] = true;
            onWin(cell, notice);
        } else if (notice.kind == NoticeKind.LOSS) {
            onLoss(cell, notice);
        } else if (notice.books() && !tellsWins[notice.exchange]) {
            onWin(cell, notice);
        }
    }

    /** Null of a bid that is in no loop's counts: it was not shaded, or another process made it. */
    private @Nullable Cell cellOf(final NoticeRecord notice) {
        if (notice.epoch != epoch
                || notice.auctionCell <= AuctionCell.NONE
                || notice.auctionCell >= AuctionCell.END
                || notice.exchange < 0
                || notice.exchange >= cells.length) {
            return null;
        }
        final Cell[] ofExchange = cells[notice.exchange];
        return ofExchange == null ? null : ofExchange[notice.auctionCell];
    }

    private void onWin(final Cell cell, final NoticeRecord notice) {
        final int level = PriceLevels.of(notice.bidCpmMicros);
        if (notice.minToWinCpmMicros > 0) {
            cell.recent.onTold(level, Math.min(level, PriceLevels.of(notice.minToWinCpmMicros)), notice.bidTimeMs);
            counters.increment(ShadingCounter.TOLD);
        } else {
            cell.recent.onWon(level, notice.bidTimeMs);
            counters.increment(ShadingCounter.WON);
        }
    }

    private void onLoss(final Cell cell, final NoticeRecord notice) {
        final int level = PriceLevels.of(notice.bidCpmMicros);
        if (notice.minToWinCpmMicros > notice.bidCpmMicros) {
            cell.recent.onTold(level, PriceLevels.of(notice.minToWinCpmMicros), notice.bidTimeMs);
            counters.increment(ShadingCounter.TOLD);
        } else if (notice.lossReason == OUTBID || notice.lossReason == BELOW_FLOOR) {
            // A floor that the request did not tell is part of what it takes to win.
            cell.recent.onLost(level, notice.bidTimeMs);
            counters.increment(notice.lossReason == OUTBID ? ShadingCounter.OUTBID : ShadingCounter.BELOW_FLOOR);
        } else {
            cell.recent.onAnswered(level, notice.bidTimeMs);
            counters.increment(ShadingCounter.NO_MATTER_OF_PRICE);
        }
    }

    @Override
    public int doWork(final long nowMs) {
        if (nowMs - publishedMs < PUBLISH_MS && nowMs >= publishedMs && publishedMs != Long.MIN_VALUE) {
            return 0;
        }
        final double left = publishedMs == Long.MIN_VALUE
                ? 1
                : Math.pow(0.5, (double) Math.max(0, nowMs - publishedMs) / WinningPrices.HALF_LIFE_MS);
        publishedMs = nowMs;
        final long[][][] bids = new long[cells.length][][];
        boolean any = false;
        for (int exchange = 0; exchange < cells.length; exchange++) {
            final Cell[] ofExchange = cells[exchange];
            if (ofExchange != null) {
                bids[exchange] = learn(exchange, ofExchange, nowMs, left);
                any = true;
            }
        }
        if (any) {
            live.publish(new ShadingTable(bids));
        }
        return any ? 1 : 0;
    }

    private long[][] learn(final int exchange, final Cell[] ofExchange, final long nowMs, final double left) {
        final long[][] rows = new long[AuctionCell.END][];
        for (int cell = AuctionCell.NONE + 1; cell < ofExchange.length; cell++) {
            final Cell each = ofExchange[cell];
            counters.add(ShadingCounter.UNANSWERED, each.recent.expire(nowMs, each.prices));
            collectBids(each, exchange, cell);
            each.prices.age(left);
            if (each.prices.isLearned()) {
                each.prices.estimate();
                rows[cell] = each.prices.bids();
            }
        }
        return rows;
    }

    private void collectBids(final Cell cell, final int exchange, final int number) {
        for (int level = 0; level < PriceLevels.COUNT; level++) {
            long bids = 0;
            for (final ShadedBids loop : loops) {
                bids += loop.bids(exchange, number, level);
            }
            if (bids != cell.bidsSeen[level]) {
                cell.recent.add(level, (int) (bids - cell.bidsSeen[level]));
                cell.bidsSeen[level] = bids;
            }
        }
    }
}
