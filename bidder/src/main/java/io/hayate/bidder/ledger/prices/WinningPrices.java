package io.hayate.bidder.ledger.prices;

import java.util.Arrays;

/**
 * The least price that wins in one auction cell, as a distribution over {@link PriceLevels levels}: learned from prices that
 * were told, and from bids of which only is known that they won, so that less might have done, or lost, so that it takes
 * more. What is told counts at its level; the rest is spread over the levels that it leaves open, as the distribution so
 * far has it, again and again (expectation and maximisation). What is old counts for less and less.
 *
 * <p>Statistics, no money: fractions are fine. Owned by the ledger agent.
 */
final class WinningPrices {
    /** After which time an observation counts for half. */
    static final long HALF_LIFE_MS = 3_600_000;

    /** Told prices, or what is worth as many of them, until a cell is learned. */
    static final double LEARNED_WEIGHT = 300;

    /** A bid that won or lost says less than a told price: so many of them are worth one. */
    static final double BIDS_FOR_A_PRICE = 20;

    /** Rounds of spreading at a time; the next time goes on from there. */
    private static final int ROUNDS = 3;

    /** Spread evenly over all levels beside what is observed: no level is ever beyond belief. */
    private static final double PRIOR_WEIGHT = 1;

    private static final double LEAST = 1e-12;

    /** The level of auctions that no price wins. */
    private static final int OUT_OF_REACH = PriceLevels.COUNT;

    private final double[] told = new double[PriceLevels.COUNT + 1];
    private final double[] won = new double[PriceLevels.COUNT];
    private final double[] lost = new double[PriceLevels.COUNT];
    private final double[] share = new double[PriceLevels.COUNT + 1];
    private final double[] openToWins = new double[PriceLevels.COUNT + 1];
    private double toldWeight;
    private double bidWeight;

    WinningPrices() {
        Arrays.fill(share, 1.0 / share.length);
    }

    /** The least price that wins so many auctions was of this level. */
    void onTold(final int level, final int auctions) {
        told[level] += auctions;
        toldWeight += auctions;
    }

    /** Bids of this level have won. */
    void onWon(final int level, final int bids) {
        won[level] += bids;
        bidWeight += bids;
    }

    /** Bids of this level have lost. */
    void onLost(final int level, final int bids) {
        lost[level] += bids;
        bidWeight += bids;
    }

    boolean isLearned() {
        return toldWeight + bidWeight / BIDS_FOR_A_PRICE >= LEARNED_WEIGHT;
    }

    void age(final double left) {
        for (int level = 0; level < PriceLevels.COUNT; level++) {
            told[level] *= left;
            won[level] *= left;
            lost[level] *= left;
        }
        toldWeight *= left;
        bidWeight *= left;
    }

    /** Comes closer to the distribution under which what was observed is most likely. */
    void estimate() {
        for (int round = 0; round < ROUNDS; round++) {
            spread();
        }
    }

    private void spread() {
        double reached = 0;
        for (int level = 0; level < PriceLevels.COUNT; level++) {
            reached += share[level];
            openToWins[level] = won[level] / Math.max(LEAST, reached);
        }
        // A win at a level may have been one of each level up to it.
        openToWins[OUT_OF_REACH] = 0;
        for (int level = PriceLevels.COUNT - 1; level >= 0; level--) {
            openToWins[level] += openToWins[level + 1];
        }
        final double total = toldWeight + bidWeight + PRIOR_WEIGHT;
        double openToLosses = 0;
        reached = 0;
        for (int level = 0; level <= OUT_OF_REACH; level++) {
            final double before = share[level];
            reached += before;
            share[level] =
                    (told[level] + before * (openToWins[level] + openToLosses) + PRIOR_WEIGHT / share.length) / total;
            if (level < OUT_OF_REACH) {
                openToLosses += lost[level] / Math.max(LEAST, 1 - reached);
            }
        }
        normalise();
    }

    /** What an impossible observation has left out, and rounding. */
    private void normalise() {
        double sum = 0;
        for (final double each : share) {
            sum += each;
        }
        for (int level = 0; level < share.length; level++) {
            share[level] /= sum;
        }
    }

    /** The share of auctions that a bid at the highest price of the level wins. */
    double winRate(final int level) {
        double reached = 0;
        for (int each = 0; each <= level; each++) {
            reached += share[each];
        }
        return reached;
    }

    /** By the level of the value: the bid that leaves most of it, win rate and all. */
    long[] bids() {
        final double[] winRates = new double[PriceLevels.COUNT];
        double reached = 0;
        for (int level = 0; level < winRates.length; level++) {
            reached += share[level];
            winRates[level] = reached;
        }
        final long[] bids = new long[PriceLevels.COUNT];
        int best = 0;
        for (int value = 0; value < bids.length; value++) {
            // The higher the value, the higher the bid: a search goes on where the last one has ended.
            double most = 0;
            int found = -1;
            for (int level = best; level < value; level++) {
                final double left = (PriceLevels.lowest(value) - PriceLevels.highest(level)) * winRates[level];
                if (left > most) {
                    most = left;
                    found = level;
                }
            }
            bids[value] = found < 0 ? ShadingTable.UNSHADED : PriceLevels.highest(found);
            best = Math.max(best, found);
        }
        return bids;
    }
}
