package io.hayate.bidder.ledger;

import io.hayate.bidder.journal.Checkpoint;
import io.hayate.bidder.journal.CorruptLogException;
import io.hayate.bidder.journal.EventLog;
import io.hayate.bidder.journal.Folders;
import io.hayate.bidder.journal.RecordReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger's checkpoints in a folder, each named by the position of the money log that it stands for. Immutable but for
 * the folder, which has one writer: the checkpoint agent, or before it runs whoever opens the books.
 */
public final class LedgerCheckpoints {
    /** Of the time that the log is kept for, in how many parts there is a checkpoint to begin the log at. */
    private static final int KEPT_PARTS = 4;

    private static final int ALWAYS_KEPT = 2;
    private static final Logger LOG = LoggerFactory.getLogger(LedgerCheckpoints.class);
    private static final String SUFFIX = ".checkpoint";

    private final Path folder;
    private final long keepMs;
    private final Supplier<List<LedgerTable>> newTables;
    private final long noticeExpiryMs;
    private final EpochClock clock;

    /**
     * @param keepMs for how long back the log should reach
     * @param noticeExpiryMs how long notices are accepted, as the verifiers have it
     * @param newTables the tables of one ledger, empty
     */
    public LedgerCheckpoints(
            final Path folder,
            final long keepMs,
            final long noticeExpiryMs,
            final Supplier<List<LedgerTable>> newTables,
            final EpochClock clock)
            throws IOException {
        this.folder = Files.createDirectories(folder);
        this.keepMs = keepMs;
        this.noticeExpiryMs = noticeExpiryMs;
        this.newTables = newTables;
        this.clock = clock;
    }

    /** A ledger as some checkpoint has it. */
    record Restored(Ledger ledger, long position) {}

    /** The newest sound checkpoint with the rest of the log applied to it. */
    Restored restore(final EventLog log) throws IOException {
        final long beganMs = clock.time();
        final Restored restored = newest(log.startPosition(), log.endPosition());
        final Applying applying = new Applying(restored.ledger());
        log.replay(restored.position(), applying);
        LOG.info(
                "Ledger of {} campaigns: a checkpoint at {} and {} records behind it, {} bytes, in {} ms",
                restored.ledger().accountByCampaignId.size(),
                restored.position(),
                applying.records,
                log.endPosition() - restored.position(),
                clock.time() - beganMs);
        return restored;
    }

    /**
     * The newest sound checkpoint from which a log goes on; an empty ledger if there is none and the log has all.
     *
     * @throws CorruptLogException if neither is; says why
     */
    Restored newest(final long logStart, final long logEnd) throws IOException {
        final List<String> problems = new ArrayList<>();
        for (final Map.Entry<Long, Path> each : files().descendingMap().entrySet()) {
            final long position = each.getKey();
            final Path file = each.getValue();
            if (position > logEnd) {
                throw new CorruptLogException(file + " stands for position " + position
                        + " of the money log, which ends at " + logEnd + ": bring the log back from a copy");
            }
            if (position < logStart) {
                problems.add("the log begins at " + logStart + ", behind " + file);
                break;
            }
            try {
                return new Restored(read(file, position), position);
            } catch (final IOException | RuntimeException e) {
                LOG.warn("A checkpoint of the ledger cannot be used; an older one is, with more of the log", e);
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return nothing(newLedger(), logStart, problems);
    }

    /** The oldest sound checkpoint that a log reaches back to. */
    Restored oldest(final long logStart) throws IOException {
        final List<String> problems = new ArrayList<>();
        for (final Map.Entry<Long, Path> each : files().tailMap(logStart, true).entrySet()) {
            try {
                return new Restored(read(each.getValue(), each.getKey()), each.getKey());
            } catch (final IOException | RuntimeException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return nothing(newLedger(), logStart, problems);
    }

    /** An empty ledger, which is the beginning of a log that has its own. */
    static Restored nothing(final Ledger empty, final long logStart) throws CorruptLogException {
        return nothing(empty, logStart, List.of());
    }

    private static Restored nothing(final Ledger empty, final long logStart, final List<String> problems)
            throws CorruptLogException {
        if (logStart > 0) {
            throw new CorruptLogException("the money log begins at " + logStart
                    + " and there is no checkpoint to go on from: " + String.join("; ", problems));
        }
        return new Restored(empty, 0);
    }

    /** Writes a checkpoint of a ledger to which the log was applied until a position. */
    void write(final Ledger ledger, final long position) throws IOException {
        final Path file = folder.resolve(String.format("%020d%s", position, SUFFIX));
        final long bytes = Checkpoint.write(file, position, ledger::writeTo);
        Files.setLastModifiedTime(file, FileTime.fromMillis(clock.time()));
        LOG.info("Checkpoint of the ledger at {}: {} bytes", position, bytes);
    }

    /**
     * Deletes checkpoints that are not needed: kept are the two newest, and older ones a part of the time apart that the log
     * should reach back, until one is as old as that.
     *
     * @return the position of the oldest kept, 0 if there are less than two; what of the log lies before is not needed
     */
    long prune() throws IOException {
        final NavigableMap<Long, Path> files = files();
        final long nowMs = clock.time();
        int kept = 0;
        long oldestMs = Long.MAX_VALUE;
        long oldest = 0;
        boolean oldEnough = false;
        for (final Map.Entry<Long, Path> each : files.descendingMap().entrySet()) {
            final long writtenMs = Files.getLastModifiedTime(each.getValue()).toMillis();
            final boolean isKept = kept < ALWAYS_KEPT || (!oldEnough && writtenMs <= oldestMs - keepMs / KEPT_PARTS);
            if (isKept) {
                kept++;
                oldestMs = writtenMs;
                oldest = each.getKey();
                oldEnough = writtenMs <= nowMs - keepMs;
            } else {
                Files.delete(each.getValue());
            }
        }
        Folders.force(folder);
        return kept >= ALWAYS_KEPT && oldEnough ? oldest : 0;
    }

    Ledger newLedger() {
        return new Ledger(noticeExpiryMs, SeenOrders.MAX_ORDERS, newTables.get());
    }

    private Ledger read(final Path file, final long position) throws IOException {
        final Ledger ledger = newLedger();
        final long standsFor = Checkpoint.read(file, (record, end) -> LedgerState.read(ledger, record));
        if (standsFor != position) {
            throw new CorruptLogException(file + " stands for position " + standsFor);
        }
        ledger.findNextDue();
        return ledger;
    }

    private NavigableMap<Long, Path> files() throws IOException {
        final TreeMap<Long, Path> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (final Path file : found.toList()) {
                final String name = file.getFileName().toString();
                if (name.matches("\\d{20}\\" + SUFFIX)) {
                    files.put(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())), file);
                }
            }
        }
        return files;
    }

    /** Applies the records of a log to a ledger. Owned by the thread that reads the log. */
    static final class Applying implements RecordReader {
        long records;
        private final Ledger ledger;
        private final UnsafeBuffer buffer = new UnsafeBuffer();

        Applying(final Ledger ledger) {
            this.ledger = ledger;
        }

        @Override
        public void onRecord(final ByteBuffer record, final long endPosition) throws IOException {
            buffer.wrap(record, record.position(), record.remaining());
            if (!apply(endPosition)) {
                throw new CorruptLogException("the money log has a record of the unknown kind " + buffer.getByte(0)
                        + " before position " + endPosition + ": was it written by a newer version?");
            }
            records++;
        }

        /** A sound record that makes no sense is of another log. */
        private boolean apply(final long endPosition) throws CorruptLogException {
            try {
                return ledger.apply(buffer, 0);
            } catch (final RuntimeException e) {
                final CorruptLogException foreign = new CorruptLogException("the record before position " + endPosition
                        + " cannot be applied to the ledger: is this a money log? " + e);
                foreign.initCause(e);
                throw foreign;
            }
        }
    }
}
