package io.hayate.bidder.ledger.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Rows by the span of time they are of, all spans of one length. Owned by the ledger agent. */
final class Periods {
    final long lengthMs;
    private final int columns;
    private final TreeMap<Long, ReportRows> byStart = new TreeMap<>();

    Periods(final long lengthMs, final int columns) {
        this.lengthMs = lengthMs;
        this.columns = columns;
    }

    /** The rows of the span that a time lies in, made if need be. */
    ReportRows at(final long timeMs) {
        final long startMs = Math.floorDiv(timeMs, lengthMs) * lengthMs;
        return byStart.computeIfAbsent(startMs, start -> new ReportRows(start, lengthMs, columns));
    }

    boolean isEmpty() {
        return byStart.isEmpty();
    }

    boolean isOldest(final ReportRows rows) {
        return byStart.isEmpty() || byStart.firstEntry().getValue() == rows;
    }

    /** Takes the oldest span out; its rows stay as they are for whoever looks at them. */
    ReportRows removeOldest() {
        return byStart.pollFirstEntry().getValue();
    }

    boolean startsBefore(final long timeMs) {
        return !byStart.isEmpty() && byStart.firstKey() < timeMs;
    }

    /** Oldest first. */
    List<ReportRows> all() {
        return new ArrayList<>(byStart.values());
    }
}
