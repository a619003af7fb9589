package io.hayate.loadtest.search;

import java.io.IOException;

/** Tries a rate for the search. */
@FunctionalInterface
public interface RateProbe {
    /** Why a rate is tried. */
    enum Purpose {
        /** To find two rates, one that is kept and one that is not. */
        BRACKET,
        /** To bring them closer together. */
        BISECT,
        /** For longer, at the rate found. */
        CONFIRM
    }

    /** @throws IOException if it cannot be tried: the search ends */
    ProbeResult at(Purpose purpose, double ratePerSecond, long durationNs) throws IOException;
}
