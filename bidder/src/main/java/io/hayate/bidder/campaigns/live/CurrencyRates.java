package io.hayate.bidder.campaigns.live;

import java.util.Map;

/**
 * What currencies are worth in each other at one moment, for whole numbers of any unit: money in, money out, rounded once
 * and in the direction that the caller names.
 *
 * <p>Nothing is lost on the way: a product has 128 bits. A currency converts to itself always, also one without a rate. What
 * does not fit becomes {@code Long.MAX_VALUE}, and that stays what it is, for it stands for amounts out of reach. Immutable;
 * shared.
 */
public final class CurrencyRates {
    /** What conversions return where one of the currencies has no rate. */
    public static final long NO_RATE = -1;

    /** No rates at all: every currency converts to itself only. */
    public static final CurrencyRates NONE = new CurrencyRates(CurrencyCode.NONE, Long.MIN_VALUE, Map.of());

    /** Rates are held in units of 1e-9. */
    public static final long ONE = 1_000_000_000;

    private final int base;
    private final long asOfMs;
    private final int count;

    /** By {@link CurrencyCode#place}, 1e-9 units of the currency for one of the base; 0 where there is none. */
    private final long[] rates = new long[CurrencyCode.count()];

    /**
     * @param base code of the currency that all rates are of; its own rate is 1
     * @param asOfMs when they held, epoch milliseconds
     * @param rates by code of a known currency: 1e-9 units of it for one of the base, above 0
     */
    public CurrencyRates(final int base, final long asOfMs, final Map<Integer, Long> rates) {
        this.base = base;
        this.asOfMs = asOfMs;
        rates.forEach((code, rate) -> {
            if (!CurrencyCode.isKnown(code) || rate <= 0) {
                throw new IllegalArgumentException("a rate of " + rate + " for " + CurrencyCode.text(code));
            }
            this.rates[CurrencyCode.place(code)] = rate;
        });
        if (CurrencyCode.isKnown(base)) {
            this.rates[CurrencyCode.place(base)] = ONE;
        }
        int held = 0;
        for (final long rate : this.rates) {
            held += rate == 0 ? 0 : 1;
        }
        this.count = held;
    }

    /** Code of the currency that the rates are given for one of; {@link CurrencyCode#NONE} where there are no rates. */
    public int base() {
        return base;
    }

    /** When the rates held, epoch milliseconds. */
    public long asOfMs() {
        return asOfMs;
    }

    /** Currencies that have a rate, the base among them. */
    public int count() {
        return count;
    }

    /** 1e-9 units of the currency for one of the base; {@link #NO_RATE} if there is none. */
    public long rate(final int code) {
        final int place = CurrencyCode.place(code);
        return place == CurrencyCode.NO_PLACE || rates[place] == 0 ? NO_RATE : rates[place];
    }

    public boolean canConvert(final int from, final int to) {
        return from == to || (rate(from) != NO_RATE && rate(to) != NO_RATE);
    }

    /** An amount, not below 0, in another currency, rounded down; {@link #NO_RATE} if it cannot be told. */
    public long convertDown(final long amount, final int from, final int to) {
        return convert(amount, from, to, false);
    }

    /** An amount, not below 0, in another currency, rounded up; {@link #NO_RATE} if it cannot be told. */
    public long convertUp(final long amount, final int from, final int to) {
        return convert(amount, from, to, true);
    }

    /** One unit of a currency in another, 1e-9 units, rounded up: what a notice token keeps of the bid's moment. */
    public long rateNanosUp(final int from, final int to) {
        return convertUp(ONE, from, to);
    }

    private long convert(final long amount, final int from, final int to, final boolean up) {
        assert amount >= 0 : "a negative amount";
        if (from == to) {
            return amount;
        }
        final long fromRate = rate(from);
        final long toRate = rate(to);
        if (fromRate == NO_RATE || toRate == NO_RATE) {
            return NO_RATE;
        }
        return amount == Long.MAX_VALUE ? amount : WideProduct.multiplyDivide(amount, toRate, fromRate, up);
    }
}
