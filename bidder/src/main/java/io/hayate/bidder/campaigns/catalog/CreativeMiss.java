package io.hayate.bidder.campaigns.catalog;

import io.hayate.bidder.telemetry.Counted;

/** How reads of creatives ended that gave none; one block for each reader. Immutable; shared. */
public enum CreativeMiss implements Counted {
    ABSENT("creatives_absent", "There is no creative of that version."),
    UNREADABLE("creatives_unreadable", "The creative's lock could not be had in time, or its map was closed."),
    TOO_LONG("creatives_too_long", "The creative is longer than a creative may be.");

    private final String label;
    private final String sentence;

    CreativeMiss(final String label, final String sentence) {
        this.label = label;
        this.sentence = sentence;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
