package io.hayate.loadtest.exchange;

import io.hayate.loadtest.check.CurrencyRates;
import io.hayate.loadtest.exchange.ExchangeSettings.AuctionType;
import io.hayate.loadtest.exchange.ExchangeSettings.Competition;
import io.hayate.loadtest.exchange.RequestFacts.Deal;
import io.hayate.loadtest.exchange.RequestFacts.Impression;
import io.hayate.loadtest.traffic.Dice;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds the auction of one impression: the bidder's bids against seeded competitors.
 *
 * <ul>
 *   <li>A bid under a deal with a fixed price comes before the auction and pays that price; the others lose to a deal.
 *   <li>Among all others the highest price wins; ties are the competitor's.
 *   <li>In a first-price auction the winner pays its bid; in a second-price auction 0.01 CPM more than the best competitor,
 *       at least its floor, at most its bid. The bidder's other bids set no price.
 *   <li>In a private auction a bid without a deal is lost.
 *   <li>Competitors below the impression's floor are not there.
 * </ul>
 *
 * Owned by the exchange.
 */
final class Auction {
    static final int INVALID_RESPONSE = 3;
    static final int INVALID_DEAL = 4;
    static final int NO_PRICE = 9;
    static final int BELOW_FLOOR = 100;
    static final int BELOW_DEAL_FLOOR = 101;
    static final int HIGHER_BID = 102;
    static final int LOST_TO_DEAL = 103;

    /** What a second price is above the next bid. */
    static final long INCREMENT_CPM_MICROS = 10_000;

    private static final int VALID = 0;
    private static final String COMPETITORS_CURRENCY = "USD";

    /** Of the logarithm of competitors' prices. */
    private static final double PRICE_DEVIATION = 0.6;

    private final Competition competition;
    private final CurrencyRates rates;

    Auction(final Competition competition, final CurrencyRates rates) {
        this.competition = competition;
        this.rates = rates;
    }

    /** The best price of the competitors, in the answer's currency; 0 if there is none at or above the floor. */
    long bestCompetitor(final Impression impression, final String currency, final Dice dice) {
        final long floor = converted(impression.floorCpmMicros(), impression.floorCurrency(), currency);
        final long median = converted(competition.medianCpmMicros(), COMPETITORS_CURRENCY, currency);
        // As many as fit into 1 with exponential gaps: a Poisson number.
        long best = 0;
        double filled = -Math.log(1 - dice.unit());
        while (filled < competition.competitors()) {
            final long price = (long) (median * Math.exp(GroundTruth.normal(dice) * PRICE_DEVIATION));
            best = price >= floor ? Math.max(best, price) : best;
            filled -= Math.log(1 - dice.unit());
        }
        return best;
    }

    /**
     * Writes what became of each bid into it.
     *
     * @param bids for the impression, in the answer's order
     * @param bestCompetitor {@link #bestCompetitor}
     * @param requestType the request's {@code at}
     */
    void hold(
            final Impression impression,
            final List<OfferedBid> bids,
            final String currency,
            final long bestCompetitor,
            final int requestType) {
        OfferedBid fixed = null;
        OfferedBid best = null;
        for (final OfferedBid bid : bids) {
            final Deal deal = bid.deal == null ? null : impression.deal(bid.deal);
            bid.lossReason = fault(impression, bid, deal, floor(impression, deal, currency));
            if (bid.lossReason == VALID) {
                if (deal != null && deal.auctionType() == Deal.FIXED_PRICE) {
                    fixed = fixed == null || bid.priceCpmMicros > fixed.priceCpmMicros ? bid : fixed;
                } else {
                    best = best == null || bid.priceCpmMicros > best.priceCpmMicros ? bid : best;
                }
            }
        }
        if (fixed != null) {
            sellAtFixedPrice(impression, bids, currency, fixed);
        } else {
            sellToHighest(impression, bids, currency, best, bestCompetitor, requestType);
        }
    }

    private void sellAtFixedPrice(
            final Impression impression, final List<OfferedBid> bids, final String currency, final OfferedBid winner) {
        final long floor = floor(impression, dealOf(impression, winner), currency);
        final long price = floor == 0 ? winner.priceCpmMicros : floor;
        for (final OfferedBid bid : bids) {
            bid.clearingCpmMicros = price;
            bid.minToWinCpmMicros = bid == winner ? price : 0;
            if (bid != winner && bid.lossReason == VALID) {
                bid.lossReason = LOST_TO_DEAL;
            }
        }
    }

    private void sellToHighest(
            final Impression impression,
            final List<OfferedBid> bids,
            final String currency,
            final @Nullable OfferedBid best,
            final long bestCompetitor,
            final int requestType) {
        final OfferedBid winner = best != null && best.priceCpmMicros > bestCompetitor ? best : null;
        final long clearing =
                winner == null ? bestCompetitor : clearing(impression, winner, currency, bestCompetitor, requestType);
        final long highest = winner == null ? bestCompetitor : winner.priceCpmMicros;
        for (final OfferedBid bid : bids) {
            bid.clearingCpmMicros = clearing;
            final long floor = floor(impression, dealOf(impression, bid), currency);
            bid.minToWinCpmMicros = Math.max(floor, (bid == winner ? bestCompetitor : highest) + 1);
            if (bid.lossReason == VALID && bid != winner) {
                bid.lossReason = HIGHER_BID;
            }
        }
    }

    private long clearing(
            final Impression impression,
            final OfferedBid winner,
            final String currency,
            final long bestCompetitor,
            final int requestType) {
        final Deal deal = dealOf(impression, winner);
        if (isFirstPrice(deal, requestType)) {
            return winner.priceCpmMicros;
        }
        final long floor = floor(impression, deal, currency);
        return Math.min(winner.priceCpmMicros, Math.max(floor, bestCompetitor + INCREMENT_CPM_MICROS));
    }

    private static int fault(
            final Impression impression, final OfferedBid bid, final @Nullable Deal deal, final long floorCpmMicros) {
        if (bid.priceCpmMicros <= 0) {
            return NO_PRICE;
        }
        if (bid.deal == null ? impression.privateAuction() : deal == null) {
            return INVALID_DEAL;
        }
        if (bid.priceCpmMicros < floorCpmMicros) {
            return deal == null ? BELOW_FLOOR : BELOW_DEAL_FLOOR;
        }
        return VALID;
    }

    private static @Nullable Deal dealOf(final Impression impression, final OfferedBid bid) {
        return bid.deal == null ? null : impression.deal(bid.deal);
    }

    private boolean isFirstPrice(final @Nullable Deal deal, final int requestType) {
        final int type = deal != null && deal.auctionType() != 0 ? deal.auctionType() : requestType;
        return type == 1 || (type != 2 && competition.type() == AuctionType.FIRST);
    }

    /** A deal's own floor, also if it has none: the impression's is for the open auction. */
    private long floor(final Impression impression, final @Nullable Deal deal, final String currency) {
        return deal == null
                ? converted(impression.floorCpmMicros(), impression.floorCurrency(), currency)
                : converted(deal.floorCpmMicros(), deal.floorCurrency(), currency);
    }

    /** Rounded up; as it is where no rate is known. */
    private long converted(final long cpmMicros, final String from, final String to) {
        if (cpmMicros == 0 || from.equals(to)) {
            return cpmMicros;
        }
        final BigDecimal amount = rates.convert(BigDecimal.valueOf(cpmMicros, 6), from, to);
        return amount == null ? cpmMicros : Books.cpmMicros(amount);
    }
}
