package io.hayate.loadtest.exchange;

import io.hayate.loadtest.check.CurrencyRates;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the bidder must have booked, kept by the exchange from what it sent and what was taken.
 *
 * <p>A bid costs its clearing price, never more than it bid, once, by the notice that the exchange bills on. One impression
 * at p CPM micros costs exactly p nanos, times the multiplier, times the rate to the campaign's currency, each rounded up. A
 * notice whose URL tells no price books the bid's. Bids on test requests are in no sum. Owned by the exchange.
 */
public final class Books {
    static final long ONE_MICROS = 1_000_000;
    private static final long ONE_NANOS = 1_000_000_000;

    private final NoticeKind billsOn;
    private final CurrencyRates rates;
    private final Map<String, String> currencyByCampaign;
    private final Map<String, CampaignBooks> campaigns = new HashMap<>();
    private final Map<String, Long> rateNanosByPair = new HashMap<>();

    /** @param currencyByCampaign of the budgets; a campaign that is not there has the currency of its first bid */
    Books(final NoticeKind billsOn, final CurrencyRates rates, final Map<String, String> currencyByCampaign) {
        this.billsOn = billsOn;
        this.rates = rates;
        this.currencyByCampaign = Map.copyOf(currencyByCampaign);
    }

    /** Every campaign that has bid, by its {@code cid}. */
    public SortedMap<String, Tally> tallies() {
        final SortedMap<String, Tally> tallies = new TreeMap<>();
        campaigns.values().forEach(books -> tallies.put(books.campaign, books.tally()));
        return tallies;
    }

    /** Of one campaign; nothing if it has not bid. */
    public Tally tally(final String campaign) {
        final CampaignBooks books = campaigns.get(campaign);
        return books == null ? Tally.NOTHING : books.tally();
    }

    /** Of all; what was spent is a sum over currencies, and means something only where there is one. */
    public Tally total() {
        Tally total = Tally.NOTHING;
        for (final CampaignBooks books : campaigns.values()) {
            total = total.plus(books.tally());
        }
        return total;
    }

    /** What each campaign's money is in, of those that have bid. */
    public Map<String, String> currencies() {
        final Map<String, String> currencies = new HashMap<>();
        campaigns.values().forEach(books -> currencies.put(books.campaign, books.currency));
        return currencies;
    }

    /**
     * Opens a bid that the exchange has got.
     *
     * @param clearingCpmMicros what its notices will tell, if they tell a price
     */
    AuctionedBid open(
            final OfferedBid bid,
            final String currency,
            final boolean test,
            final long multiplierMicros,
            final long clearingCpmMicros) {
        final CampaignBooks campaign = campaigns.computeIfAbsent(
                bid.campaign, id -> new CampaignBooks(id, currencyByCampaign.getOrDefault(id, currency)));
        if (!test) {
            campaign.bids++;
        }
        final long rateNanos = rateNanos(currency, campaign.currency);
        final long costAtBid = costNanos(bid.priceCpmMicros, multiplierMicros, rateNanos);
        final long clearing = Math.min(clearingCpmMicros, bid.priceCpmMicros);
        return new AuctionedBid(
                campaign,
                test,
                costAtBid,
                clearing == bid.priceCpmMicros ? costAtBid : costNanos(clearing, multiplierMicros, rateNanos));
    }

    /** A notice was taken by the bidder; the second of its kind for a bid changes nothing. */
    void onTaken(final Notice notice) {
        final AuctionedBid bid = notice.bid();
        if (bid.test || !bid.take(notice.kind())) {
            return;
        }
        final CampaignBooks campaign = bid.campaign;
        switch (notice.kind()) {
            case WIN -> campaign.wins++;
            case LOSS -> campaign.losses++;
            case IMPRESSION -> campaign.impressions++;
            case CLICK -> campaign.clicks++;
            case CONVERSION -> campaign.conversions++;
            case BILL -> {
                // Counted where it is booked.
            }
        }
        if (notice.kind() == billsOn) {
            campaign.billed++;
            campaign.spentNanos += notice.isPriced() ? bid.costNanos : bid.costAtBidNanos;
        }
    }

    /** A decimal CPM, rounded up to the next 1e-6; 0 for what is none, or below 0. */
    static long cpmMicros(final @Nullable BigDecimal cpm) {
        if (cpm == null || cpm.signum() <= 0 || cpm.precision() - cpm.scale() > 9) {
            return 0;
        }
        return cpm.setScale(6, RoundingMode.CEILING).unscaledValue().longValueExact();
    }

    /** @param rateNanos one unit of the price's currency in the campaign's, 1e-9 units */
    static long costNanos(final long cpmMicros, final long multiplierMicros, final long rateNanos) {
        return timesUp(timesUp(cpmMicros, multiplierMicros, ONE_MICROS), rateNanos, ONE_NANOS);
    }

    private static long timesUp(final long amount, final long factor, final long one) {
        if (factor == one) {
            return amount;
        }
        final BigInteger[] quotient = BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(factor))
                .divideAndRemainder(BigInteger.valueOf(one));
        return quotient[0].longValueExact() + quotient[1].signum();
    }

    /** Rounded up; 1 where no rate is known. */
    private long rateNanos(final String from, final String to) {
        if (from.equals(to)) {
            return ONE_NANOS;
        }
        return rateNanosByPair.computeIfAbsent(from + to, pair -> {
            final BigDecimal rate = rates.convert(BigDecimal.ONE, from, to);
            return rate == null
                    ? ONE_NANOS
                    : rate.movePointRight(9).setScale(0, RoundingMode.CEILING).longValueExact();
        });
    }
}
