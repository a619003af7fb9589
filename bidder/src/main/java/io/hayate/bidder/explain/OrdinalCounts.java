package io.hayate.bidder.explain;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Some columns of a count for each campaign ordinal; a column takes memory only once something is in it. Owned by the explain agent. */
final class OrdinalCounts {
    private final int[] @Nullable [] columns;
    private int capacity;

    OrdinalCounts(final int columnCount) {
        columns = new int[columnCount][];
    }

    /** Makes room for ordinals below this. */
    void reach(final int ordinals) {
        if (ordinals > capacity) {
            capacity = ordinals + ordinals / 4;
            for (int column = 0; column < columns.length; column++) {
                final int[] counts = columns[column];
                if (counts != null) {
                    columns[column] = Arrays.copyOf(counts, capacity);
                }
            }
        }
    }

    void add(final int column, final int ordinal, final int amount) {
        int[] counts = columns[column];
        if (counts == null) {
            counts = new int[capacity];
            columns[column] = counts;
        }
        counts[ordinal] += amount;
    }

    int get(final int column, final int ordinal) {
        final int[] counts = columns[column];
        return counts == null || ordinal >= capacity ? 0 : counts[ordinal];
    }

    void clear(final int ordinal) {
        for (final int[] counts : columns) {
            if (counts != null && ordinal < capacity) {
                counts[ordinal] = 0;
            }
        }
    }

    void halve(final int ordinal) {
        for (final int[] counts : columns) {
            if (counts != null && ordinal < capacity) {
                counts[ordinal] = (counts[ordinal] + 1) / 2;
            }
        }
    }
}
