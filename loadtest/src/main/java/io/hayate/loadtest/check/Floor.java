package io.hayate.loadtest.check;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The floor that a bid has to reach. Immutable; shared.
 *
 * <p>Under a deal the deal's own guidance counts, else that of the video or audio object, else the impression's
 * (implementation notes 7.11.2). A range of durations comes before a price per second, that before a plain floor;
 * outside all ranges the impression's plain floor holds. Of ranges that overlap the highest floor counts. A deal
 * inherits no currency.
 *
 * @param amount in {@code currency}, CPM
 * @param source for messages
 * @param rule that a bid below it breaks
 */
record Floor(BigDecimal amount, String currency, String source, Rule rule) {
    private static final String OF_IMPRESSION = "the impression's";

    static Floor of(final Offer offer) {
        final String dealCurrency = Offer.currencyOf(offer.deal().at("bidfloorcur"));
        final String impCurrency = Offer.currencyOf(offer.imp().at("bidfloorcur"));
        Floor floor = null;
        if (offer.isPlayable()) {
            floor = ofDuration(offer, offer.deal(), dealCurrency, "the deal's");
        }
        if (floor == null && offer.deal().at("bidfloor").says()) {
            floor = plain(offer.deal(), dealCurrency, "the deal's");
        }
        if (floor == null && offer.isPlayable()) {
            floor = ofDuration(offer, offer.media(), impCurrency, "the " + offer.mediaName() + "'s");
        }
        return floor == null ? plain(offer.imp(), impCurrency, OF_IMPRESSION) : floor;
    }

    private static @Nullable Floor ofDuration(
            final Offer offer, final Json owner, final String currency, final String whose) {
        final Long seconds = offer.bid().at("dur").integer();
        if (seconds == null) {
            return null; // the missing duration is a violation by itself
        }
        final List<Json> ranges = owner.at("durfloors").objects();
        if (!ranges.isEmpty()) {
            final BigDecimal highest = highestCovering(ranges, seconds);
            return highest == null
                    ? plain(offer.imp(), Offer.currencyOf(offer.imp().at("bidfloorcur")), OF_IMPRESSION)
                    : new Floor(highest, currency, whose + " floor for its duration", Rule.DURATION_FLOOR);
        }
        final BigDecimal perSecond = owner.at("mincpmpersec").decimal();
        return perSecond == null
                ? null
                : new Floor(
                        perSecond.multiply(BigDecimal.valueOf(seconds)),
                        currency,
                        whose + " floor per second",
                        Rule.FLOOR_PER_SECOND);
    }

    private static @Nullable BigDecimal highestCovering(final List<Json> ranges, final long seconds) {
        final BigDecimal duration = BigDecimal.valueOf(seconds);
        BigDecimal highest = null;
        for (final Json range : ranges) {
            final BigDecimal min = range.at("mindur").decimal();
            final BigDecimal max = range.at("maxdur").decimal();
            if ((min != null && duration.compareTo(min) < 0) || (max != null && duration.compareTo(max) > 0)) {
                continue;
            }
            final BigDecimal floor = range.at("bidfloor").decimal();
            final BigDecimal amount = floor == null ? BigDecimal.ZERO : floor;
            highest = highest == null ? amount : highest.max(amount);
        }
        return highest;
    }

    private static Floor plain(final Json owner, final String currency, final String whose) {
        final BigDecimal floor = owner.at("bidfloor").decimal();
        return new Floor(floor == null ? BigDecimal.ZERO : floor, currency, whose + " floor", Rule.FLOOR);
    }

    /** Whether it is the impression's plain floor, none before it being given. */
    boolean isOfImpression() {
        return source.startsWith(OF_IMPRESSION);
    }

    @Override
    public String toString() {
        return source + " of " + amount.toPlainString() + " " + currency;
    }
}
