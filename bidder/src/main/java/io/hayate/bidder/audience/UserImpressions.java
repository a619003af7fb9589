package io.hayate.bidder.audience;

import io.hayate.bidder.telemetry.CounterBlock;
import org.agrona.concurrent.MessageHandler;

/** Keeps impressions in the records of their users, who are made where they were not known. Owned by the audience agent. */
final class UserImpressions {
    /** Kept in one duty cycle: a few milliseconds' work. */
    static final int MOST_IN_CYCLE = 1024;

    private final UserMap users;
    private final ImpressionRing ring;
    private final CounterBlock<AudienceCounter> counters;
    private final CountedImpression impression = new CountedImpression();
    private final UserRecord record = new UserRecord();
    private final MessageHandler onImpression = (type, buffer, offset, length) -> {
        impression.decode(buffer, offset);
        keep(impression);
    };

    UserImpressions(final UserMap users, final ImpressionRing ring, final CounterBlock<AudienceCounter> counters) {
        this.users = users;
        this.ring = ring;
        this.counters = counters;
    }

    /** Keeps what has come, at most so many; returns how many. */
    int drain() {
        return ring.drain(onImpression, MOST_IN_CYCLE);
    }

    /** Keeps all that has come. */
    void drainAll() {
        while (drain() > 0) {
            // on to the end of the ring
        }
    }

    private void keep(final CountedImpression shown) {
        final boolean isNew = !users.current().find(shown.key, record);
        if (isNew || !record.isSound()) {
            record.clear();
        }
        for (int i = 0; i < shown.counterCount; i++) {
            if (!record.countImpression(shown.counted[i], shown.partMinutes[i], shown.last.timeSeconds)) {
                counters.increment(AudienceCounter.COUNTERS_OVER_LIMIT);
            }
        }
        if (!record.put(shown.last)) {
            counters.increment(AudienceCounter.LAST_IMPRESSIONS_OVER_LIMIT);
        }
        try {
            users.put(shown.key, record, isNew);
            counters.increment(AudienceCounter.IMPRESSIONS_KEPT);
        } catch (final UsersFullException e) {
            counters.increment(e.counter());
            counters.increment(AudienceCounter.IMPRESSIONS_NOT_KEPT);
        }
    }
}
