package io.hayate.bidder.journal;

import io.hayate.bidder.telemetry.CounterBlock;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentTerminationException;
import org.jspecify.annotations.Nullable;

/**
 * Forces a log whenever something was written to it: all that came while the disk was busy with one group is the next.
 * Sole writer of the log's durable position. A force that failed ends it, for nobody can tell what is on the disk. Owned by
 * the journal-sync agent.
 */
public final class JournalSync implements Agent {
    private final SegmentEventLog log;
    private final SyncListener listener;
    private final CounterBlock<SyncCounter> counters = new CounterBlock<>(SyncCounter.class);
    private volatile @Nullable Thread thread;

    public JournalSync(final SegmentEventLog log, final SyncListener listener) {
        this.log = log;
        this.listener = listener;
    }

    /** Something was written. Called by the log's owner, when it has told the listener's side. */
    public void wake() {
        final Thread sleeping = thread;
        if (sleeping != null) {
            LockSupport.unpark(sleeping);
        }
    }

    public CounterBlock<SyncCounter> counters() {
        return counters;
    }

    @Override
    public void onStart() {
        thread = Thread.currentThread();
    }

    @Override
    public int doWork() {
        // In this order: whoever is seen waiting here waits for what was written before, and that is forced below.
        final boolean waitedFor = listener.onGroupBegins();
        final boolean forced = force();
        if (waitedFor) {
            listener.onGroupDurable();
        }
        return waitedFor || forced ? 1 : 0;
    }

    @Override
    public void onClose() {
        thread = null;
        if (counters.get(SyncCounter.FORCE_FAILURES) == 0) {
            doWork();
        }
    }

    @Override
    public String roleName() {
        return "journal-sync";
    }

    private boolean force() {
        try {
            final boolean forced = log.force();
            if (forced) {
                counters.increment(SyncCounter.FORCES);
            }
            return forced;
        } catch (final IOException e) {
            counters.increment(SyncCounter.FORCE_FAILURES);
            throw new AgentTerminationException(e);
        }
    }
}
