package io.hayate.loadtest.schedule;

import java.util.Locale;

/** How requests lie within their rate. */
public enum Spacing {
    /** Equal gaps. */
    EVEN,
    /** Random gaps, as of independent users. */
    POISSON,
    /** Several at the same moment, then none for as long as they make up for. */
    BURST;

    /** As the command line spells it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
