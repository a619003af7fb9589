package io.hayate.bidder;

import io.hayate.bidder.campaigns.catalog.DataDirectory;
import io.hayate.bidder.campaigns.catalog.DataDirectoryException;
import io.hayate.bidder.journal.JournalSync;
import io.hayate.bidder.journal.SegmentEventLog;
import io.hayate.bidder.journal.SegmentEventLog.Sync;
import io.hayate.bidder.journal.SegmentLog;
import io.hayate.bidder.ledger.DurableNotices;
import io.hayate.bidder.ledger.LedgerProxy;
import io.hayate.bidder.ledger.NoticeIntake;
import io.hayate.bidder.threads.AgentThreads;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The money log, how notices come into it, and what makes them durable. Owned by the launching thread. */
final class MoneyLogWiring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MoneyLogWiring.class);

    /** It is woken when something was written; this is how long it would sleep otherwise. */
    private static final long SYNC_IDLE_MS = 200;

    private final SegmentEventLog log;
    private final NoticeIntake intake;

    /** Null where nobody forces. */
    private final @Nullable JournalSync journalSync;

    private MoneyLogWiring(
            final SegmentEventLog log, final NoticeIntake intake, final @Nullable JournalSync journalSync) {
        this.log = log;
        this.intake = intake;
        this.journalSync = journalSync;
    }

    /** @param proxies of all bid loops */
    static MoneyLogWiring open(
            final BidderConfig config, final DataDirectory directory, final List<LedgerProxy> proxies)
            throws DataDirectoryException {
        final SegmentEventLog log;
        try {
            log = SegmentEventLog.open(
                    directory.money(),
                    SegmentLog.DEFAULT_SEGMENT_BYTES,
                    config.journalSyncGroup() ? Sync.GROUP : Sync.NONE);
        } catch (final IOException e) {
            throw new DataDirectoryException(directory.money() + " cannot be used: " + e.getMessage(), e);
        }
        if (log.tornBytes() > 0) {
            LOG.warn(
                    "The money log ended in the middle of a record: {} bytes that nobody was told of were cut",
                    log.tornBytes());
        }
        final DurableNotices durable = new DurableNotices(proxies);
        if (!config.journalSyncGroup()) {
            return new MoneyLogWiring(log, new NoticeIntake(log, proxies, durable::onWritten), null);
        }
        final JournalSync journalSync = new JournalSync(log, durable);
        return new MoneyLogWiring(log, new NoticeIntake(log, proxies, journalSync::wake), journalSync);
    }

    NoticeIntake intake() {
        return intake;
    }

    SegmentEventLog log() {
        return log;
    }

    @Nullable
    JournalSync journalSync() {
        return journalSync;
    }

    /** Before the ledger agent, so that it ends after it and forces what that has written last. */
    void startSync(final AgentThreads agents) {
        if (journalSync != null) {
            agents.start(journalSync, SYNC_IDLE_MS);
        }
    }

    /** After the agents. */
    @Override
    public void close() throws IOException {
        log.close();
    }
}
