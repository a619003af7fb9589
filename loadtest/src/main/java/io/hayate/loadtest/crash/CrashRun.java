package io.hayate.loadtest.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Starts, loads and kills a bidder as often as it should, then checks what is left. Owned by the main thread. */
public final class CrashRun {
    /** Every tenth life ends before it is ready. */
    private static final int IN_START = 10;

    private static final int START_MS = 1_500;
    private static final long MAX_END_S = 30;

    private final CrashSettings settings;
    private final Consumer<String> out;
    private final SplittableRandom random;
    private final CrashBooks books = new CrashBooks();
    private final List<Long> readyMs = new ArrayList<>();
    private final Path campaigns;

    /** @param out gets a line for some of the kills, and the table */
    public CrashRun(final CrashSettings settings, final Consumer<String> out) {
        this.settings = settings;
        this.out = out;
        this.random = new SplittableRandom(settings.seed());
        this.campaigns = settings.folder().resolve("campaigns.ndjson");
    }

    /** Whether the bidder has kept everything. */
    public boolean run(final JournalProgram journal) throws IOException, InterruptedException {
        Files.createDirectories(settings.folder());
        Files.writeString(campaigns, CrashCampaigns.lines());
        for (int kill = 1; kill <= settings.kills(); kill++) {
            live(kill);
            if (kill % 10 == 0) {
                out.accept(String.format(
                        Locale.ROOT,
                        "  %d kills, %,d bids, %,d notices answered",
                        kill,
                        books.bids.size(),
                        books.answered.sum()));
            }
        }
        try (KilledBidder bidder = KilledBidder.start(settings, campaigns)) {
            final long startNs = System.nanoTime();
            bidder.awaitReady();
            readyMs.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs));
            load(bidder, true).forEach(CrashRun::join);
            final CrashCheck check = new CrashCheck(settings, books, bidder, journal);
            final boolean kept = check.run();
            Collections.sort(readyMs);
            out.accept(String.format(
                    Locale.ROOT,
                    "  %-44s%,12d of %,d ms",
                    "ready after a kill: median and longest",
                    readyMs.get(readyMs.size() / 2),
                    readyMs.get(readyMs.size() - 1)));
            check.lines().forEach(out);
            return kept;
        }
    }

    private void live(final int life) throws IOException, InterruptedException {
        final boolean inStart = life % IN_START == 0;
        final long untilKillMs = random.nextLong(inStart ? START_MS : settings.maxLifeMs());
        try (KilledBidder bidder = KilledBidder.start(settings, campaigns)) {
            if (inStart) {
                TimeUnit.MILLISECONDS.sleep(untilKillMs);
                bidder.kill();
                return;
            }
            final long startNs = System.nanoTime();
            bidder.awaitReady();
            readyMs.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs));
            final List<Thread> connections = load(bidder, false);
            TimeUnit.MILLISECONDS.sleep(untilKillMs);
            bidder.kill();
            connections.forEach(CrashRun::join);
        }
    }

    private List<Thread> load(final KilledBidder bidder, final boolean onlyWaiting) {
        final List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < settings.connections(); i++) {
            final Thread thread = new Thread(
                    new CrashTraffic(books, bidder.bidUrl(), random.nextLong(), onlyWaiting), "connection-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        return threads;
    }

    private static void join(final Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(MAX_END_S));
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new IllegalStateException(thread.getName() + " does not end");
        }
    }
}
