package io.hayate.bidder;

import io.hayate.bidder.campaigns.catalog.DataDirectory;
import io.hayate.bidder.campaigns.catalog.DataDirectoryException;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.journal.JournalSync;
import io.hayate.bidder.journal.SegmentEventLog;
import io.hayate.bidder.journal.SegmentEventLog.Sync;
import io.hayate.bidder.journal.SegmentLog;
import io.hayate.bidder.ledger.CheckpointAgent;
import io.hayate.bidder.ledger.DurableNotices;
import io.hayate.bidder.ledger.LedgerBooks;
import io.hayate.bidder.ledger.LedgerCheckpoints;
import io.hayate.bidder.ledger.LedgerProxy;
import io.hayate.bidder.ledger.LedgerTable;
import io.hayate.bidder.threads.AgentThreads;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.agrona.concurrent.EpochClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger's files and who works on them: the money log, what makes it durable, the books as the last process left them, and
 * the agent that writes their checkpoints. Owned by the launching thread.
 */
final class LedgerWiring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerWiring.class);

    /** It is woken when something was written; this is how long it would sleep otherwise. */
    private static final long SYNC_IDLE_MS = 200;

    /** Against a log that grows for minutes between two checkpoints. */
    private static final long CHECKPOINT_IDLE_MS = 200;

    private final SegmentEventLog log;
    private final LedgerBooks books;
    private final CheckpointAgent checkpoints;
    private final DurableNotices durable;

    /** Null where nobody forces. */
    private final @Nullable JournalSync journalSync;

    private LedgerWiring(
            final SegmentEventLog log,
            final LedgerBooks books,
            final CheckpointAgent checkpoints,
            final DurableNotices durable,
            final @Nullable JournalSync journalSync) {
        this.log = log;
        this.books = books;
        this.checkpoints = checkpoints;
        this.durable = durable;
        this.journalSync = journalSync;
    }

    /**
     * @param proxies of all bid loops
     * @param newTables what is kept beside the accounts; made anew for each ledger
     */
    static LedgerWiring open(
            final BidderConfig config,
            final DataDirectory directory,
            final List<LedgerProxy> proxies,
            final Collection<ExchangeProfile> exchanges,
            final Supplier<List<LedgerTable>> newTables,
            final EpochClock clock)
            throws DataDirectoryException {
        final Path folder = directory.money();
        try {
            final SegmentEventLog log = SegmentEventLog.open(
                    folder, SegmentLog.DEFAULT_SEGMENT_BYTES, config.journalSyncGroup() ? Sync.GROUP : Sync.NONE);
            if (log.tornBytes() > 0) {
                LOG.warn(
                        "The money log ended in the middle of a record: {} bytes that nobody was told of were cut",
                        log.tornBytes());
            }
            final LedgerCheckpoints files = new LedgerCheckpoints(
                    folder.resolve("checkpoints"), config.journalKeepMs(), config.noticeExpiryMs(), newTables, clock);
            final LedgerBooks books = LedgerBooks.open(
                    log,
                    files,
                    directory.epoch(),
                    exchanges.stream().map(ExchangeProfile::name).toList());
            final CheckpointAgent checkpoints =
                    new CheckpointAgent(books, files, folder, log, CheckpointAgent.DEFAULT_LOG_BYTES);
            final DurableNotices durable = new DurableNotices(proxies);
            return new LedgerWiring(
                    log, books, checkpoints, durable, config.journalSyncGroup() ? new JournalSync(log, durable) : null);
        } catch (final IOException e) {
            // A file system's exception has no other message than the file.
            final String reason = e instanceof FileSystemException ? e.toString() : e.getMessage();
            throw new DataDirectoryException(folder + " cannot be used: " + reason, e);
        }
    }

    SegmentEventLog log() {
        return log;
    }

    LedgerBooks books() {
        return books;
    }

    CheckpointAgent checkpoints() {
        return checkpoints;
    }

    @Nullable
    JournalSync journalSync() {
        return journalSync;
    }

    /** Whom the ledger agent tells that notices were written. */
    Runnable onWritten() {
        return journalSync == null ? durable::onWritten : journalSync::wake;
    }

    /** Before the ledger agent, so that they end after it: what that has written last is forced, too. */
    void startAgents(final AgentThreads agents) {
        if (journalSync != null) {
            agents.start(journalSync, SYNC_IDLE_MS);
        }
        agents.start(checkpoints, CHECKPOINT_IDLE_MS);
    }

    /** After the agents. */
    @Override
    public void close() throws IOException {
        log.close();
    }
}
