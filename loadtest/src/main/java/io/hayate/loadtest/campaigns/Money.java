package io.hayate.loadtest.campaigns;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Amounts of about the same worth in several currencies; no rates to trade by. Immutable; shared. */
final class Money {
    /** What a budget may be at most. */
    static final BigDecimal MAX_BUDGET = BigDecimal.valueOf(1_000_000_000);

    private static final Map<String, Integer> PER_USD = Map.of(
            "USD", 1, "EUR", 1, "GBP", 1, "JPY", 150, "KRW", 1400, "BRL", 5, "INR", 85, "TWD", 32, "AUD", 2, "IDR",
            16000);

    private Money() {}

    /** 0 if unknown. */
    static int perUsd(final String currency) {
        return PER_USD.getOrDefault(currency, 0);
    }

    static SortedSet<String> currencies() {
        return new TreeSet<>(PER_USD.keySet());
    }

    static BigDecimal of(final double usd, final String currency, final int decimals) {
        return BigDecimal.valueOf(usd * perUsd(currency)).setScale(decimals, RoundingMode.HALF_UP);
    }
}
