package io.hayate.bidder.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.ledger.audit.JournalCommand;
import io.hayate.loadtest.crash.CrashRun;
import io.hayate.loadtest.crash.CrashSettings;
import io.hayate.loadtest.crash.JournalProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few of the kills that {@code loadtest crashes} does by the hundred. */
class KilledLedgerTest {
    private static final int KILLS = 2;
    private static final long SEED = 20_261_123;

    @TempDir
    private Path folder;

    @Test
    void shouldKeepAndBookOnceWhatWasAnsweredBeforeKills() throws Exception {
        final List<String> table = new ArrayList<>();
        final CrashSettings settings = new CrashSettings(
                BidderProcess.command(),
                folder,
                KILLS,
                SEED,
                4,
                400,
                List.of("--loops=2", "--max-campaigns=64", "--max-creatives=1000"));
        final boolean kept = new CrashRun(settings, table::add).run(KilledLedgerTest::journal);
        assertThat(kept).as(String.join("\n", table)).isTrue();
    }

    /** In this process: a JVM of its own would take a second. */
    private static int journal(final List<String> args, final JournalProgram.Lines lines) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final int exitCode = JournalCommand.run(
                args.toArray(new String[0]), out, new PrintStream(out, true, StandardCharsets.UTF_8), Map.of());
        for (final String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            lines.onLine(line);
        }
        return exitCode;
    }
}
