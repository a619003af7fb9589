package io.hayate.loadtest.campaigns;

import java.util.Locale;

/** What a creative is. Immutable; shared. */
public enum CreativeFormat {
    BANNER,
    VIDEO,
    AUDIO,
    NATIVE;

    /** As campaigns and the command line spell it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
