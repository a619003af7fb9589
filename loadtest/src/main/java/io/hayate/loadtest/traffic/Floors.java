package io.hayate.loadtest.traffic;

import java.util.List;
import java.util.Map;

/**
 * Draws currencies and writes floors: for an impression, a second, a range of durations. One currency is drawn for a
 * request; a few floors have one of their own. Owned by the thread that generates.
 */
final class Floors {
    private static final double FOREIGN_SHARE = 0.05;
    private static final double ANY_CURRENCY_SHARE = 0.002;
    private static final double OWN_CURRENCY_SHARE = 0.002;
    private static final long MICROS_PER_CENT = 10_000;
    private static final String USD = "USD";

    /** About so many are a US dollar. */
    private static final Map<String, Integer> PER_USD =
            Map.of("JPY", 150, "EUR", 1, "GBP", 1, "KRW", 1400, "BRL", 5, "INR", 85, "TWD", 32, "AUD", 2);

    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "GBP", "KRW", "BRL", "INR", "TWD", "AUD");

    private final Dice dice;
    private final JsonText json;
    private String requestCurrency = USD;

    Floors(final Dice dice, final JsonText json) {
        this.dice = dice;
        this.json = json;
    }

    /** Draws the currency of the request's floors. */
    void draw(final Visit visit) {
        final String ofMarket = visit.market().currency();
        if (!ofMarket.equals(USD) && dice.chance(FOREIGN_SHARE)) {
            requestCurrency = ofMarket;
        } else {
            requestCurrency = visit.mix().rare(dice, ANY_CURRENCY_SHARE) ? dice.pick(CURRENCIES) : USD;
        }
    }

    /** Writes {@code cur}; it does not have to hold the currency of every floor. */
    void writeCurrencies(final Visit visit) {
        if (visit.mix().rare(dice, 0.004)) {
            json.strings("cur", List.of(USD, dice.pick(CURRENCIES)));
        } else if (!requestCurrency.equals(USD)) {
            json.strings("cur", dice.chance(0.1) ? List.of(requestCurrency) : List.of(requestCurrency, USD));
        } else if (dice.chance(0.8)) {
            json.strings("cur", List.of(USD));
        } else {
            json.absent("cur");
        }
    }

    /** @param medianUsd of a log-normal spread */
    void write(final Visit visit, final double medianUsd) {
        final String currency = drawCurrency(visit);
        json.decimal("bidfloor", micros(currency, medianUsd));
        writeCurrency(currency);
    }

    /** Of a deal: names its currency always, because nothing is inherited. */
    void writeOfDeal(final Visit visit, final double medianUsd, final boolean timed) {
        final String currency = drawCurrency(visit);
        json.decimal("bidfloor", micros(currency, medianUsd)).field("bidfloorcur", currency);
        if (timed && visit.newest()) {
            writeTimed(visit, medianUsd);
        }
    }

    /** By second and by range of durations, in the currency of the object around them. */
    void writeTimed(final Visit visit, final double medianUsd) {
        if (visit.mix().rare(dice, 0.03)) {
            json.decimal("mincpmpersec", micros(requestCurrency, medianUsd) / 20);
        } else if (visit.mix().rare(dice, 0.03)) {
            json.array("durfloors");
            writeRange(1, 15, 0.6 * medianUsd);
            writeRange(16, 30, medianUsd);
            if (dice.chance(0.6)) {
                json.object().field("mindur", 31).decimal("bidfloor", micros(requestCurrency, 1.5 * medianUsd));
                json.end();
            }
            json.end();
        }
    }

    private void writeRange(final int minSeconds, final int maxSeconds, final double medianUsd) {
        json.object().field("mindur", minSeconds).field("maxdur", maxSeconds);
        json.decimal("bidfloor", micros(requestCurrency, medianUsd)).end();
    }

    private void writeCurrency(final String currency) {
        if (!currency.equals(USD) || dice.chance(0.7)) {
            json.field("bidfloorcur", currency);
        } else {
            json.absent("bidfloorcur");
        }
    }

    private String drawCurrency(final Visit visit) {
        return visit.mix().rare(dice, OWN_CURRENCY_SHARE) ? dice.pick(CURRENCIES) : requestCurrency;
    }

    private long micros(final String currency, final double medianUsd) {
        final double floor = dice.logNormal(medianUsd, 0.9) * PER_USD.getOrDefault(currency, 1);
        return Math.max(1, StrictMath.round(floor * 100)) * MICROS_PER_CENT;
    }
}
