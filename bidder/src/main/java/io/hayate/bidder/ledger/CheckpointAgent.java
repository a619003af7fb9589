package io.hayate.bidder.ledger;

import io.hayate.bidder.journal.SegmentEventLog;
import io.hayate.bidder.journal.SegmentReader;
import io.hayate.bidder.telemetry.CounterBlock;
import io.hayate.bidder.threads.LongWork;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the ledger's checkpoints aside: reads the newest and what the log has had since into a ledger of its own, so that
 * nobody pauses. Sole writer of the checkpoints' folder. Owned by the checkpoint agent.
 */
public final class CheckpointAgent implements LongWork {
    /** The log must have grown by so much before another one is worth it. */
    public static final long DEFAULT_LOG_BYTES = 256L << 20;

    private static final int RECORDS_PER_REPORT = 100_000;
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointAgent.class);

    private final LedgerBooks books;
    private final LedgerCheckpoints checkpoints;
    private final SegmentReader segments;
    private final SegmentEventLog log;
    private final long logBytes;
    private final CounterBlock<CheckpointCounter> counters = new CounterBlock<>(CheckpointCounter.class);
    private Runnable onProgress = () -> {};
    private long nextPosition;
    private volatile boolean ending;

    /**
     * @param logFolder of the money log, which is read beside its owner
     * @param log the same, for its positions; it is forced here where nobody else does
     * @param logBytes by how much the log grows between two checkpoints
     */
    public CheckpointAgent(
            final LedgerBooks books,
            final LedgerCheckpoints checkpoints,
            final Path logFolder,
            final SegmentEventLog log,
            final long logBytes) {
        this.books = books;
        this.checkpoints = checkpoints;
        this.segments = new SegmentReader(logFolder);
        this.log = log;
        this.logBytes = logBytes;
        this.nextPosition = books.checkpointPosition() + logBytes;
    }

    @Override
    public int doWork() throws IOException {
        final long position = log.durablePosition();
        if (position < nextPosition) {
            return 0;
        }
        // Whatever comes of it, the next try is after as much again.
        nextPosition = position + logBytes;
        try {
            // A checkpoint that the log does not reach up to after a power cut would be the end of both.
            write(log.forcedPosition());
        } catch (final EndingException e) {
            return 0;
        } catch (final IOException e) {
            counters.increment(CheckpointCounter.FAILED);
            throw e;
        }
        return 1;
    }

    @Override
    public void reportTo(final Runnable progress) {
        onProgress = progress;
    }

    @Override
    public void onEnding() {
        ending = true;
    }

    @Override
    public String roleName() {
        return "ledger-checkpoint";
    }

    public CounterBlock<CheckpointCounter> counters() {
        return counters;
    }

    private void write(final long position) throws IOException {
        final LedgerCheckpoints.Restored newest = checkpoints.newest(segments.startPosition(), position);
        final LedgerCheckpoints.Applying applying = new LedgerCheckpoints.Applying(newest.ledger());
        segments.read(newest.position(), position, (record, end) -> {
            applying.onRecord(record, end);
            if (applying.records % RECORDS_PER_REPORT == 0) {
                reportProgress();
            }
        });
        reportProgress();
        checkpoints.write(newest.ledger(), position);
        counters.increment(CheckpointCounter.WRITTEN);
        final long neededFrom = checkpoints.prune();
        books.neededFrom(neededFrom);
        LOG.debug("The money log is needed from {} on", neededFrom);
    }

    private void reportProgress() throws EndingException {
        if (ending) {
            throw new EndingException();
        }
        onProgress.run();
    }

    /** The agent is to end: what it was building is left off. */
    private static final class EndingException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
