package io.hayate.loadtest.certify;

import java.util.List;

/**
 * What came of a case. Immutable; shared.
 *
 * @param reasons why it failed, or why nothing was tested; empty if it passed
 * @param bidFormats of the bids that came
 */
record CaseResult(String group, CertifyCase certifyCase, State state, List<String> reasons, List<String> bidFormats) {
    /** How a case can end. */
    enum State {
        PASS("pass"),
        FAIL("FAIL"),
        /** There was no bid to hold against the rule, so it may be kept or not. */
        NO_BID("no bid");

        private final String label;

        State(final String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }
}
