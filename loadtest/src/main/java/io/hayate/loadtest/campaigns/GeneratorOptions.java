package io.hayate.loadtest.campaigns;

import java.time.Instant;

/**
 * What {@link CampaignGenerator} is told. Immutable; shared.
 *
 * @param count campaigns
 * @param creatives for each campaign; 0: one to six
 * @param start of the flights
 */
public record GeneratorOptions(
        Profile profile, int count, long seed, int creatives, long firstId, long firstCreativeId, Instant start) {

    /** Above the ids of the sample campaigns, so that both can be loaded. */
    public static final long DEFAULT_FIRST_ID = 100_001;

    public static final long DEFAULT_FIRST_CREATIVE_ID = 10_000_001;
    public static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

    /** Which kind of campaigns. */
    public enum Profile {
        /** As varied as those of a buying platform. */
        MIXED,
        /** Without any targeting, a creative for every size: bids wherever a banner of any known size is asked for. */
        WIDE_OPEN
    }

    public GeneratorOptions {
        if (count < 1 || creatives < 0 || firstId < 1 || firstCreativeId < 1) {
            throw new IllegalArgumentException("count, first-id and first-creative-id start at 1, creatives at 0");
        }
    }

    public static GeneratorOptions of(final Profile profile, final int count, final long seed) {
        return new GeneratorOptions(
                profile, count, seed, 0, DEFAULT_FIRST_ID, DEFAULT_FIRST_CREATIVE_ID, DEFAULT_START);
    }
}
