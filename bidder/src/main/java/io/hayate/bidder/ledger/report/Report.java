package io.hayate.bidder.ledger.report;

import java.util.Map;
import java.util.SortedMap;

/**
 * A report, added up. Handed over when it is whole; nobody writes it then.
 *
 * @param groups sums by what {@link ReportRequest#by} names, and the currency's code last; sorted
 * @param exchanges names by number
 */
record Report(ReportRequest request, SortedMap<long[], long[]> groups, Map<Integer, String> exchanges) {
    /** A span of time as one number: its start, and whether it is a day of which there are no hours. */
    static long span(final long startMs, final boolean wholeDay) {
        return startMs << 1 | (wholeDay ? 1 : 0);
    }

    static long spanStartMs(final long span) {
        return span >> 1;
    }

    static boolean isWholeDay(final long span) {
        return (span & 1) != 0;
    }
}
