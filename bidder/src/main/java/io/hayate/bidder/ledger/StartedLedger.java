package io.hayate.bidder.ledger;

import io.hayate.bidder.journal.Checkpoint;
import io.hayate.bidder.journal.SegmentReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.SystemEpochClock;

/**
 * The ledger as a start would make it from a checkpoint and the log behind it, read beside a bidder that may run. For who
 * checks the books from outside. Owned by the thread that reads.
 */
public final class StartedLedger {
    /** Long: what is forgotten early could be taken for new. */
    private static final long NOTICE_EXPIRY_MS = TimeUnit.DAYS.toMillis(365);

    private final SegmentReader log;
    private final Ledger ledger;
    private final long checkpointPosition;

    private StartedLedger(final SegmentReader log, final LedgerCheckpoints.Restored restored) {
        this.log = log;
        this.ledger = restored.ledger();
        this.checkpointPosition = restored.position();
    }

    /**
     * The newest sound checkpoint, as a start takes it.
     *
     * @param log of the money log, in the folder that has the checkpoints in one of its own
     * @throws IOException if a start would be refused, too; says why
     */
    public static StartedLedger newest(final SegmentReader log, final Path checkpoints) throws IOException {
        return new StartedLedger(
                log,
                exists(checkpoints)
                        ? files(checkpoints).newest(log.startPosition(), Long.MAX_VALUE)
                        : LedgerCheckpoints.nothing(newLedger(), log.startPosition()));
    }

    /** The oldest sound checkpoint that the log reaches back to; nothing at all if it reaches back to 0. */
    public static StartedLedger oldest(final SegmentReader log, final Path checkpoints) throws IOException {
        final long start = log.startPosition();
        return new StartedLedger(
                log,
                start > 0 && exists(checkpoints)
                        ? files(checkpoints).oldest(start)
                        : LedgerCheckpoints.nothing(newLedger(), start));
    }

    /** What the log has from the checkpoint on, which must reach up to there. */
    public void readOnTo(final long position) throws IOException {
        log.read(checkpointPosition, position, new LedgerCheckpoints.Applying(ledger));
    }

    /** The position that the checkpoint stands for; 0 if there is none. */
    public long checkpointPosition() {
        return checkpointPosition;
    }

    /** By campaign. */
    public SortedMap<Long, AccountStatement> statements() {
        final SortedMap<Long, AccountStatement> statements = new TreeMap<>();
        ledger.accountByCampaignId.values().forEach(account -> statements.put(account.campaignId, account.statement()));
        return statements;
    }

    /** Whether the notice has come, by what this was told until now. */
    public boolean hasSeen(final NoticeRecord notice) {
        return ledger.hasSeen(notice);
    }

    private static boolean exists(final Path checkpoints) {
        return Files.isDirectory(checkpoints);
    }

    private static LedgerCheckpoints files(final Path checkpoints) throws IOException {
        return new LedgerCheckpoints(
                checkpoints, 0, NOTICE_EXPIRY_MS, () -> List.of(new Unread()), SystemEpochClock.INSTANCE);
    }

    private static Ledger newLedger() {
        return new Ledger(NOTICE_EXPIRY_MS, SeenOrders.MAX_ORDERS, List.of());
    }

    /** A table that takes whatever checkpoints hold of tables and keeps nothing. Immutable; shared. */
    private static final class Unread implements LedgerTable {
        @Override
        public void onNotice(final NoticeRecord notice, final boolean booked) {}

        @Override
        public void onAccount(final long campaignId, final long advertiserId, final int currency) {}

        @Override
        public void onBids(final long timeMs, final long campaignId, final int exchange, final long count) {}

        @Override
        public void writeTo(final Checkpoint.Sink sink) {}

        @Override
        public boolean onRecord(final ByteBuffer record) {
            return true;
        }
    }
}
