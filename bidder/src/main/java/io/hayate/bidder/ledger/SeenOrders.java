package io.hayate.bidder.ledger;

import io.hayate.bidder.journal.Checkpoint;
import io.hayate.bidder.telemetry.CounterBlock;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.LongHashSet;

/**
 * Which orders have been counted as conversions, for 30 days: hashes of advertiser and order id. Days are dropped whole;
 * past a bound the oldest goes early. Owned by the owner of its ledger.
 */
final class SeenOrders {
    /** A conversion told again later counts again. */
    static final long KEPT_DAYS = 30;

    /** Some 64 MiB; at that many a month the oldest day is forgotten before its time. */
    static final int MAX_ORDERS = 4_000_000;

    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);
    private static final int RECORD_ORDERS = 100_000;

    private record Day(long number, LongHashSet orders) {}

    private final int maxOrders;

    /** The oldest first. */
    private final ArrayDeque<Day> days = new ArrayDeque<>();

    private int count;

    SeenOrders(final int maxOrders) {
        this.maxOrders = maxOrders;
    }

    /** Returns false if the order had come before. */
    boolean add(final long orderHash, final long timeMs, final CounterBlock<LedgerCounter> counters) {
        if (contains(orderHash)) {
            return false;
        }
        if (count >= maxOrders) {
            counters.add(LedgerCounter.ORDERS_FORGOTTEN, days.peekFirst().orders.size());
            count -= days.removeFirst().orders.size();
        }
        day(Math.floorDiv(timeMs, DAY_MS)).orders.add(orderHash);
        count++;
        return true;
    }

    boolean contains(final long orderHash) {
        for (final Day day : days) {
            if (day.orders.contains(orderHash)) {
                return true;
            }
        }
        return false;
    }

    void dropExpired(final long nowMs) {
        final long oldestKept = Math.floorDiv(nowMs, DAY_MS) - KEPT_DAYS;
        while (!days.isEmpty() && days.peekFirst().number < oldestKept) {
            count -= days.removeFirst().orders.size();
        }
    }

    void writeTo(final StateWriter out, final byte kind, final Checkpoint.Sink sink) throws IOException {
        for (final Day day : days) {
            final long[] orders = new long[day.orders.size()];
            final Iterator<Long> each = day.orders.iterator();
            for (int i = 0; i < orders.length; i++) {
                orders[i] = each.next();
            }
            Arrays.sort(orders);
            for (int from = 0; from < orders.length; from += RECORD_ORDERS) {
                final int to = Math.min(orders.length, from + RECORD_ORDERS);
                out.begin(kind).number(day.number).small(to - from);
                for (int i = from; i < to; i++) {
                    out.number(orders[i]);
                }
                out.end(sink);
            }
        }
    }

    void readFrom(final StateReader in) {
        final long number = in.number();
        final LongHashSet orders = day(number).orders;
        for (int left = in.small(); left > 0; left--) {
            orders.add(in.number());
            count++;
        }
    }

    /** Of a clock that was set back the orders are on the last day. */
    private Day day(final long number) {
        final Day last = days.peekLast();
        if (last != null && last.number >= number) {
            return last;
        }
        final Day made = new Day(number, new LongHashSet());
        days.addLast(made);
        return made;
    }
}
