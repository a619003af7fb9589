package io.hayate.loadtest.report.figures;

import io.hayate.loadtest.send.Second;
import java.util.ArrayList;
import java.util.List;

/**
 * The course of one repetition: a row for each second, and for two, four, eight seconds as it gets longer, so that a run
 * of any length takes a megabyte at most. Owned by the thread that runs the command.
 */
public final class Timeline {
    static final int MAX_ROWS = 600;
    /** What comes after the last whole second is shown as a part of that if it is shorter: a sliver's rates mislead. */
    private static final double MIN_ROW_PART = 0.5;

    private final List<TimeRow> rows = new ArrayList<>();
    private int secondsPerRow = 1;
    private int secondsInLast;

    public void add(final Second second) {
        final TimeRow row = TimeRow.of(second);
        if (rows.isEmpty()) {
            rows.add(row);
            secondsInLast = 1;
            return;
        }
        final int last = rows.size() - 1;
        final boolean sliver = second.lengthNs() < MIN_ROW_PART * rows.get(last).lengthNs() / secondsInLast;
        if (secondsInLast < secondsPerRow || sliver) {
            rows.set(last, rows.get(last).and(row));
            secondsInLast++;
            return;
        }
        if (rows.size() == MAX_ROWS) {
            halve();
        }
        rows.add(row);
        secondsInLast = 1;
    }

    private void halve() {
        final List<TimeRow> merged = new ArrayList<>();
        for (int i = 0; i + 1 < rows.size(); i += 2) {
            merged.add(rows.get(i).and(rows.get(i + 1)));
        }
        rows.clear();
        rows.addAll(merged);
        secondsPerRow *= 2;
    }

    public List<TimeRow> rows() {
        return List.copyOf(rows);
    }

    /** How many seconds a row stands for. */
    int secondsPerRow() {
        return secondsPerRow;
    }

    public long lengthNs() {
        if (rows.isEmpty()) {
            return 0;
        }
        final TimeRow last = rows.get(rows.size() - 1);
        return last.offsetNs() + last.lengthNs();
    }
}
