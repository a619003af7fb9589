package io.hayate.loadtest.check;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Exchange rates as the bidder's file has them: <code>{"base": "USD", "asOf": "...", "rates": {"JPY": 155.2}}</code>,
 * units of a currency for one of the base. Immutable; shared.
 */
public final class CurrencyRates {
    /** Only amounts in the same currency compare. */
    public static final CurrencyRates NONE = new CurrencyRates(Map.of());

    private final Map<String, BigDecimal> unitsByCurrency;

    private CurrencyRates(final Map<String, BigDecimal> unitsByCurrency) {
        this.unitsByCurrency = Map.copyOf(unitsByCurrency);
    }

    /** Units of each currency, in capitals, for one of the same base; the base among them. */
    public static CurrencyRates of(final Map<String, BigDecimal> unitsByCurrency) {
        return new CurrencyRates(unitsByCurrency);
    }

    /** @throws IOException if it cannot be read, or is not of the form above */
    public static CurrencyRates read(final Path file) throws IOException {
        final Json root = JsonDocument.read(Files.readAllBytes(file)).root();
        final String base = root.at("base").textOr("");
        if (base.isEmpty() || !root.at("rates").is(Json.Kind.OBJECT)) {
            throw new IOException(file + " has no base or no rates");
        }
        final Map<String, BigDecimal> units = new HashMap<>();
        units.put(upper(base), BigDecimal.ONE);
        for (final String currency : root.at("rates").names()) {
            final BigDecimal rate = root.at("rates").at(currency).decimal();
            if (rate == null || rate.signum() <= 0) {
                throw new IOException(file + ": rates." + currency + " is not a number above 0");
            }
            units.put(upper(currency), rate);
        }
        return new CurrencyRates(units);
    }

    /** The amount in another currency, or null if a rate is missing. */
    public @Nullable BigDecimal convert(final BigDecimal amount, final String from, final String to) {
        if (from.equalsIgnoreCase(to)) {
            return amount;
        }
        final BigDecimal fromUnits = unitsByCurrency.get(upper(from));
        final BigDecimal toUnits = unitsByCurrency.get(upper(to));
        return fromUnits == null || toUnits == null
                ? null
                : amount.multiply(toUnits).divide(fromUnits, MathContext.DECIMAL128);
    }

    private static String upper(final String currency) {
        return currency.toUpperCase(Locale.ROOT);
    }
}
