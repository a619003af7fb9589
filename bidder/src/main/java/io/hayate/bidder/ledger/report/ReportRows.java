package io.hayate.bidder.ledger.report;

import java.util.Arrays;

/**
 * Sums of one span of time, by two numbers that make the key. Rows lie one behind the other in the order they came in, and
 * never move, so that somebody may look at them in several goes. Owned by the ledger agent.
 */
final class ReportRows {
    private static final int KEYS = 2;
    private static final int FREE = 0;

    final long startMs;
    final long lengthMs;
    private final int stride;
    private long[] cells;
    private int size;
    /** Row + 1 by hash, open addressing. */
    private int[] table = new int[16];

    /** @param columns sums of each row */
    ReportRows(final long startMs, final long lengthMs, final int columns) {
        this.startMs = startMs;
        this.lengthMs = lengthMs;
        this.stride = KEYS + columns;
        this.cells = new long[8 * stride];
    }

    int size() {
        return size;
    }

    int columns() {
        return stride - KEYS;
    }

    long firstKey(final int row) {
        return cells[row * stride];
    }

    long secondKey(final int row) {
        return cells[row * stride + 1];
    }

    long sum(final int row, final int column) {
        return cells[row * stride + KEYS + column];
    }

    /** Never over the largest number; sums of money that large are wrong anyway, but not negative. */
    void add(final int row, final int column, final long amount) {
        final int cell = row * stride + KEYS + column;
        cells[cell] = addCapped(cells[cell], amount);
    }

    /** The row of a key; -1 if there is none. */
    int find(final long first, final long second) {
        final int row = table[place(first, second)] - 1;
        return row;
    }

    /** The row of a key that {@link #find} did not find. */
    int open(final long first, final long second) {
        if (2 * (size + 1) > table.length) {
            growTable();
        }
        if ((size + 1) * stride > cells.length) {
            cells = Arrays.copyOf(cells, Math.addExact(cells.length, cells.length / 2 / stride * stride + stride));
        }
        cells[size * stride] = first;
        cells[size * stride + 1] = second;
        table[place(first, second)] = size + 1;
        return size++;
    }

    /** Where the key is in the table, or would be. */
    private int place(final long first, final long second) {
        final int mask = table.length - 1;
        long hash = first * 0x9E3779B97F4A7C15L ^ second * 0xC2B2AE3D27D4EB4FL;
        hash ^= hash >>> 32;
        int place = (int) hash & mask;
        while (table[place] != FREE && !isKey(table[place] - 1, first, second)) {
            place = place + 1 & mask;
        }
        return place;
    }

    private boolean isKey(final int row, final long first, final long second) {
        return firstKey(row) == first && secondKey(row) == second;
    }

    private void growTable() {
        table = new int[2 * table.length];
        for (int row = 0; row < size; row++) {
            table[place(firstKey(row), secondKey(row))] = row + 1;
        }
    }

    static long addCapped(final long a, final long b) {
        final long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? Long.MAX_VALUE : sum;
    }
}
