package io.hayate.benchmarks.simulate;

import io.hayate.loadtest.exchange.Tally;
import java.util.ArrayList;
import java.util.List;

/**
 * How many impressions were billed, and for how much, by the end of each hour of a run. Owned by the thread that simulates.
 */
public final class BilledCourse implements Simulation.HourWatch {
    /** An impression bought at a CPM of 1 costs so much. */
    private static final double NANOS_OF_CPM = 1e6;

    private final Simulation.HourWatch next;
    private final List<Tally> hours = new ArrayList<>();

    /** @param next told of each hour, too */
    public BilledCourse(final Simulation.HourWatch next) {
        this.next = next;
    }

    @Override
    public void onHour(final long hour, final long requests, final Tally books) {
        hours.add(books);
        next.onHour(hour, requests, books);
    }

    /** The last notices come after the last hour. */
    public void onEnd(final Tally books) {
        hours.add(books);
    }

    public long billed() {
        return hours.isEmpty() ? 0 : hours.get(hours.size() - 1).billed();
    }

    /** What a thousand of the billed impressions have cost. */
    public double cpm() {
        return cpmOfFirst(billed());
    }

    /** What a thousand of the first so many have cost; those of an hour at the hour's average. */
    public double cpmOfFirst(final long billed) {
        Tally before = Tally.NOTHING;
        for (final Tally hour : hours) {
            if (hour.billed() >= billed && hour.billed() > before.billed()) {
                final double part = (double) (billed - before.billed()) / (hour.billed() - before.billed());
                final double nanos = before.spentNanos() + part * (hour.spentNanos() - before.spentNanos());
                return nanos / billed / NANOS_OF_CPM;
            }
            before = hour;
        }
        return Double.NaN;
    }
}
