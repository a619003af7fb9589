package io.hayate.loadtest.campaigns;

import java.time.Instant;
import java.util.List;

/**
 * What {@link CampaignGenerator} is told. Immutable; shared.
 *
 * @param count campaigns
 * @param creatives for each campaign; 0: one to six
 * @param start of the flights
 */
public record GeneratorOptions(
        Profile profile, int count, long seed, int creatives, Content content, Ids ids, Instant start) {

    /**
     * What campaigns hold.
     *
     * @param formats of the creatives
     * @param currencies of the campaigns, in turn
     * @param deals that one more wide-open campaign bids under; empty: none
     */
    public record Content(List<CreativeFormat> formats, List<String> currencies, List<String> deals) {
        public static final Content DEFAULT = new Content(DEFAULT_FORMATS, DEFAULT_CURRENCIES, List.of());

        public Content {
            if (formats.isEmpty() || currencies.isEmpty()) {
                throw new IllegalArgumentException("at least one format and one currency");
            }
            for (final String currency : currencies) {
                if (Money.perUsd(currency) == 0) {
                    throw new IllegalArgumentException(
                            "no rate for currency " + currency + "; there are " + Money.currencies());
                }
            }
            formats = List.copyOf(formats);
            currencies = List.copyOf(currencies);
            deals = List.copyOf(deals);
        }
    }

    /**
     * Where ids begin.
     *
     * @param campaign of the first campaign
     * @param creative of the first creative
     */
    public record Ids(long campaign, long creative) {
        /** Above the ids of the sample campaigns, so that both can be loaded. */
        public static final Ids DEFAULT = new Ids(DEFAULT_FIRST_ID, DEFAULT_FIRST_CREATIVE_ID);
    }

    public static final List<CreativeFormat> DEFAULT_FORMATS = List.of(CreativeFormat.values());
    public static final List<String> DEFAULT_CURRENCIES = List.of("USD");
    public static final long DEFAULT_FIRST_ID = 100_001;

    public static final long DEFAULT_FIRST_CREATIVE_ID = 10_000_001;
    public static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

    /** Which kind of campaigns. */
    public enum Profile {
        /** As varied as those of a buying platform. */
        MIXED,
        /** Without any targeting, a creative for everything: bids wherever anything usual is asked for. */
        WIDE_OPEN
    }

    public GeneratorOptions {
        if (count < 1 || creatives < 0 || ids.campaign() < 1 || ids.creative() < 1) {
            throw new IllegalArgumentException("count, first-id and first-creative-id start at 1, creatives at 0");
        }
        if (!content.deals().isEmpty() && profile != Profile.WIDE_OPEN) {
            throw new IllegalArgumentException("deals are for wide-open campaigns; mixed ones draw their own");
        }
    }

    public static GeneratorOptions of(final Profile profile, final int count, final long seed) {
        return new GeneratorOptions(profile, count, seed, 0, Content.DEFAULT, Ids.DEFAULT, DEFAULT_START);
    }
}
