package io.hayate.bidder.ledger.audit;

import io.hayate.bidder.journal.SegmentReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Recomputes the ledger from the money log and says where a ledger differs. Owned by the main thread. */
final class LedgerCheck {
    /** A running bidder goes on while it is asked: then the log is read on, and the campaign is looked at again. */
    private static final int MAX_LOOKS = 50;

    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final SegmentReader log;
    private final PrintStream out;
    private final @Nullable RunningLedger running;
    private final StraightReading reading = new StraightReading();
    private long position;

    LedgerCheck(
            final Path folder, final OutputStream out, final @Nullable String adminUrl, final @Nullable String token) {
        this.log = new SegmentReader(folder);
        this.out = new PrintStream(out, false, StandardCharsets.UTF_8);
        this.running = adminUrl == null ? null : new RunningLedger(adminUrl, token);
    }

    /** Whether nothing differs. */
    boolean run() throws IOException {
        try {
            position = log.startPosition();
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
            return running == null || compareWithRunning(running);
        } finally {
            out.flush();
        }
    }

    private void readOn() throws IOException {
        position = log.read(position, SegmentReader.AS_FAR_AS_SOUND, (record, end) -> reading.read(record));
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
