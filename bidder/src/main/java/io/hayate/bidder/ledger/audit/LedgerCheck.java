package io.hayate.bidder.ledger.audit;

import io.hayate.bidder.journal.SegmentReader;
import io.hayate.bidder.ledger.AccountStatement;
import io.hayate.bidder.ledger.StartedLedger;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Recomputes the ledger from the money log and says where a ledger differs. Owned by the main thread. */
final class LedgerCheck {
    /** A running bidder goes on while it is asked: then the log is read on, and the campaign is looked at again. */
    private static final int MAX_LOOKS = 50;

    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final SegmentReader log;
    private final Path checkpoints;
    private final PrintStream out;
    private final @Nullable RunningLedger running;
    private final StraightReading reading;
    private long position;

    LedgerCheck(
            final Path folder, final OutputStream out, final @Nullable String adminUrl, final @Nullable String token)
            throws IOException {
        this.log = new SegmentReader(folder);
        this.checkpoints = folder.resolve("checkpoints");
        final StartedLedger before = StartedLedger.oldest(log, checkpoints);
        this.reading = new StraightReading(before);
        this.position = before.checkpointPosition();
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
        this.running = adminUrl == null ? null : new RunningLedger(adminUrl, token);
    }

    /** Whether nothing differs. */
    boolean run() throws IOException {
        try {
            if (position > 0) {
                out.printf(
                        "The log begins at position %d: what was before is taken from the checkpoint at %d, unchecked%n",
                        log.startPosition(), position);
            }
            readOn();
            out.printf(
                    "Read %,d notices, %,d of them again, of %,d campaigns, up to position %d%n",
                    reading.notices() + reading.repeated(),
                    reading.repeated(),
                    reading.sums().size(),
                    position);
            if (reading.unknown() > 0) {
                out.printf("%,d records are of a later version and were left out%n", reading.unknown());
            }
            final boolean startsEqual = compareWithStart();
            return (running == null || compareWithRunning(running)) && startsEqual;
        } finally {
            out.flush();
        }
    }

    private void readOn() throws IOException {
        position = log.read(position, SegmentReader.AS_FAR_AS_SOUND, (record, end) -> reading.read(record));
    }

    /** The ledger that the next start would have: the newest checkpoint and the log behind it. */
    private boolean compareWithStart() throws IOException {
        final StartedLedger started = StartedLedger.newest(log, checkpoints);
        if (started.checkpointPosition() > position) {
            readOn(); // a running bidder has written it since
        }
        if (started.checkpointPosition() > position) {
            out.printf(
                    "The newest checkpoint stands for position %d, and the log ends at %d%n",
                    started.checkpointPosition(), position);
            return false;
        }
        started.readOnTo(position);
        final Map<Long, AccountStatement> statements = started.statements();
        final SortedMap<Long, Sums> straight = reading.sums();
        final Set<Long> campaigns = new TreeSet<>(straight.keySet());
        campaigns.addAll(statements.keySet());
        int differing = 0;
        for (final long campaign : campaigns) {
            final AccountStatement statement = statements.get(campaign);
            final List<String> differences = straight.getOrDefault(campaign, Sums.NOTHING)
                    .differences(statement == null ? Sums.NOTHING : Sums.of(statement), false);
            differing += differences.isEmpty() ? 0 : 1;
            print(campaign, differences);
        }
        out.printf(
                "The ledger of a start, from the checkpoint at %d on: %s%n",
                started.checkpointPosition(), differing == 0 ? "equal" : differing + " campaigns differ");
        return differing == 0;
    }

    private boolean compareWithRunning(final RunningLedger ledger) throws IOException {
        int differing = 0;
        for (final Map.Entry<Long, Sums> campaign : reading.sums().entrySet()) {
            final List<String> differences = differences(ledger, campaign.getKey());
            if (!differences.isEmpty()) {
                differing++;
                print(campaign.getKey(), differences);
            }
        }
        out.println(differing == 0 ? "The running ledger is equal" : differing + " campaigns differ");
        return differing == 0;
    }

    private List<String> differences(final RunningLedger ledger, final long campaign) throws IOException {
        List<String> differences = List.of();
        for (int look = 0; look < MAX_LOOKS; look++) {
            final Sums asked = ledger.sums(campaign);
            final long before = position;
            readOn();
            differences = reading.sums().getOrDefault(campaign, Sums.NOTHING).differences(asked, true);
            if (differences.isEmpty() || (position == before && look > 1)) {
                return differences;
            }
            LockSupport.parkNanos(LOOK_NS);
        }
        return differences;
    }

    private void print(final long campaign, final List<String> differences) {
        differences.forEach(difference -> out.println("campaign " + campaign + ": " + difference));
    }
}
