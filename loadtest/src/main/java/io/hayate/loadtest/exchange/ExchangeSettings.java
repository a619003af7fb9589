package io.hayate.loadtest.exchange;

import io.hayate.loadtest.check.CurrencyRates;
import org.jspecify.annotations.Nullable;

/**
 * How the exchange behaves. Immutable; shared.
 *
 * @param seed of everything that is drawn
 * @param billsOn the notice that the bidder books a bid's cost on
 * @param noticePath what the paths of the bidder's own URLs begin with; others are never fired
 * @param rates between the currencies of prices, floors and budgets
 */
public record ExchangeSettings(
        long seed,
        Competition competition,
        Delivery delivery,
        Response response,
        NoticeKind billsOn,
        String noticePath,
        CurrencyRates rates) {

    /** What the winner pays, where the request does not say. */
    public enum AuctionType {
        FIRST,
        SECOND
    }

    /**
     * Who else bids.
     *
     * @param type where the request has no {@code at}
     * @param competitors mean number for an impression
     * @param medianCpmMicros of their log-normal prices, US dollars
     */
    public record Competition(AuctionType type, double competitors, long medianCpmMicros) {
        public Competition {
            if (!(competitors >= 0 && competitors <= 100)) {
                throw new IllegalArgumentException("competitors are 0 to 100 for an impression, not " + competitors);
            }
            if (medianCpmMicros <= 0) {
                throw new IllegalArgumentException("the competitors' price is above 0");
            }
        }
    }

    /**
     * How notices come. Each is exactly one of on time, late, twice and never, independently of all others.
     *
     * @param late share
     * @param twice share
     * @param never share
     * @param lateFromMs least delay of a late one, and of the second of two
     * @param lateToMs largest
     */
    public record Delivery(double late, double twice, double never, int lateFromMs, int lateToMs) {
        /** Everything once and on time. */
        public static final Delivery PUNCTUAL = new Delivery(0, 0, 0, 0, 0);

        /** Win, bill, loss and impression tokens live a day at most bidders; later ones are not booked. */
        private static final int MAX_LATE_MS = 20 * 3_600_000;

        public Delivery {
            if (!(late >= 0 && twice >= 0 && never >= 0 && late + twice + never <= 1)) {
                throw new IllegalArgumentException(
                        "late, twice and never are shares of all notices, 1 together at most");
            }
            if (lateFromMs < 0 || lateToMs < lateFromMs || lateToMs > MAX_LATE_MS) {
                throw new IllegalArgumentException("late by a range, of 20 hours at most");
            }
        }
    }

    /**
     * What people do with ads.
     *
     * @param clickRate clicks for an impression, over all
     * @param conversionRate conversions for a click, over all
     * @param clickIdParameter of the landing page's URL: where the bidder puts the click's id; null: no conversions
     */
    public record Response(
            double clickRate,
            double conversionRate,
            @Nullable String clickIdParameter) {
        public Response {
            if (!(clickRate >= 0 && clickRate < 1 && conversionRate >= 0 && conversionRate < 1)) {
                throw new IllegalArgumentException("rates of clicks and conversions are at least 0 and below 1");
            }
        }
    }

    public ExchangeSettings {
        if (!billsOn.mayBill()) {
            throw new IllegalArgumentException("an exchange bills on bill, win or impression, not on " + billsOn);
        }
        if (!noticePath.startsWith("/") || noticePath.length() < 2) {
            throw new IllegalArgumentException(
                    "the notice path begins with a slash and names something: " + noticePath);
        }
    }

    /** Second-price auctions where nothing is said, three competitors at 1.00 CPM, a few notices in a hundred amiss. */
    public static ExchangeSettings defaults(final long seed) {
        return new ExchangeSettings(
                seed,
                new Competition(AuctionType.SECOND, 3, 1_000_000),
                new Delivery(0.03, 0.02, 0.02, 1_000, 30_000),
                new Response(0.005, 0.05, null),
                NoticeKind.BILL,
                "/notice/",
                CurrencyRates.NONE);
    }

    public ExchangeSettings withCompetition(final Competition other) {
        return new ExchangeSettings(seed, other, delivery, response, billsOn, noticePath, rates);
    }

    public ExchangeSettings withDelivery(final Delivery other) {
        return new ExchangeSettings(seed, competition, other, response, billsOn, noticePath, rates);
    }

    public ExchangeSettings withResponse(final Response other) {
        return new ExchangeSettings(seed, competition, delivery, other, billsOn, noticePath, rates);
    }

    public ExchangeSettings withBillsOn(final NoticeKind kind) {
        return new ExchangeSettings(seed, competition, delivery, response, kind, noticePath, rates);
    }

    public ExchangeSettings withRates(final CurrencyRates known) {
        return new ExchangeSettings(seed, competition, delivery, response, billsOn, noticePath, known);
    }
}
