package io.hayate.bidder.telemetry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One thread's counters of one kind. Single writer: the thread it was made for; readers: anybody, a moment late.
 *
 * @param <E> the enum that names the counters
 */
public final class CounterBlock<E extends Enum<E> & Counted> {
    private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] values;

    public CounterBlock(final Class<E> kind) {
        this.values = new long[kind.getEnumConstants().length];
    }

    public void increment(final E counter) {
        add(counter, 1);
    }

    public void add(final E counter, final long amount) {
        final int i = counter.ordinal();
        VALUES.setOpaque(values, i, values[i] + amount);
    }

    public long get(final E counter) {
        return (long) VALUES.getOpaque(values, counter.ordinal());
    }
}
