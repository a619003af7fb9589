package io.hayate.loadtest.campaigns;

import java.util.List;
import java.util.Locale;

/**
 * The names that generated traffic uses, as far as campaigns are aimed at them; the one place that knows the scheme.
 *
 * <pre>
 *  site       news-001.example, games-001.example, ... one of {@link #GENRES}, 001 to 100
 *  app        com.example.app001 to app600 (Android), 900000001 to 900000600 (iOS)
 *  deal       deal-1 to deal-200
 *  brand      brand-001.example to brand-500.example
 * </pre>
 *
 * Rank or number 1 is the most popular. Immutable; shared.
 */
final class World {
    static final String EXCHANGE = "demo";

    static final List<String> GENRES = List.of(
            "news", "games", "sports", "manga", "weather", "cooking", "tech", "finance", "travel", "cars", "fashion",
            "music", "health", "jobs", "homes", "pets");

    static final int SITES = 100 * GENRES.size();
    static final int APPS = 600;
    static final int DEALS = 200;
    static final int BRANDS = 500;

    private static final long IOS_BUNDLE_BASE = 900_000_000L;

    /** A country with its share of the traffic, in per mille, and the languages spoken there, the usual one first. */
    record Market(String country, int weight, List<String> languages) {}

    static final List<Market> MARKETS = List.of(
            new Market("JPN", 420, List.of("ja", "en")),
            new Market("USA", 240, List.of("en", "es")),
            new Market("DEU", 60, List.of("de", "en")),
            new Market("GBR", 55, List.of("en")),
            new Market("BRA", 50, List.of("pt")),
            new Market("FRA", 45, List.of("fr")),
            new Market("ESP", 30, List.of("es")),
            new Market("ITA", 30, List.of("it")),
            new Market("IDN", 30, List.of("id", "en")),
            new Market("TWN", 25, List.of("zh")),
            new Market("AUS", 15, List.of("en")));

    /** A banner size with how often campaigns have a creative of it. */
    record Size(int w, int h, int weight) {}

    static final List<Size> SIZES = List.of(
            new Size(300, 250, 300),
            new Size(320, 50, 190),
            new Size(728, 90, 120),
            new Size(320, 100, 80),
            new Size(160, 600, 70),
            new Size(300, 600, 60),
            new Size(336, 280, 50),
            new Size(970, 250, 40),
            new Size(320, 480, 40),
            new Size(970, 90, 15),
            new Size(468, 60, 15),
            new Size(250, 250, 10),
            new Size(120, 600, 10));

    private World() {}

    /** @param rank from 1 to {@link #SITES} */
    static String siteDomain(final int rank) {
        final int index = rank - 1;
        return String.format(
                Locale.ROOT, "%s-%03d.example", GENRES.get(index % GENRES.size()), index / GENRES.size() + 1);
    }

    /** @param number from 1 to {@link #APPS} */
    static String androidBundle(final int number) {
        return String.format(Locale.ROOT, "com.example.app%03d", number);
    }

    /** @param number from 1 to {@link #APPS} */
    static String iosBundle(final int number) {
        return Long.toString(IOS_BUNDLE_BASE + number);
    }

    /** @param number from 1 to {@link #DEALS} */
    static String dealId(final int number) {
        return "deal-" + number;
    }

    /** @param number from 1 to {@link #BRANDS} */
    static String brandDomain(final int number) {
        return String.format(Locale.ROOT, "brand-%03d.example", number);
    }
}
