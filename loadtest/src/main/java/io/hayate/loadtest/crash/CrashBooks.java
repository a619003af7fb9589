package io.hayate.loadtest.crash;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** What was bid and noticed over all lives. Written by all connections. */
final class CrashBooks {
    /** A notice that is sent later, perhaps to another life of the bidder. */
    record Waiting(CrashBid bid, CrashBid.Kind kind, String pathAndQuery) {}

    final Map<String, CrashBid> bids = new ConcurrentHashMap<>();
    final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    final LongAdder requests = new LongAdder();
    final LongAdder sent = new LongAdder();
    final LongAdder answered = new LongAdder();
    final LongAdder broken = new LongAdder();
    final LongAdder refused = new LongAdder();

    /** The first bid of an id is kept; a second one would be the bidder's fault, and is told. */
    boolean add(final CrashBid bid) {
        return bids.putIfAbsent(bid.id, bid) == null;
    }
}
