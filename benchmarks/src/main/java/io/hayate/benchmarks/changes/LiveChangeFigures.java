package io.hayate.benchmarks.changes;

import io.hayate.benchmarks.GeneratedTraffic;
import io.hayate.benchmarks.compare.CampaignFile;
import io.hayate.benchmarks.compare.ChildProcess;
import io.hayate.benchmarks.compare.Cores;
import io.hayate.benchmarks.compare.Load;
import io.hayate.benchmarks.compare.ProcessFigures;
import io.hayate.benchmarks.compare.RunningLoad;
import io.hayate.benchmarks.compare.Servers;
import io.hayate.benchmarks.results.Results;
import io.hayate.loadtest.send.Target;
import io.hayate.loadtest.traffic.TrafficMix;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The steps of the measurement, in order: start, warm, probes under load with and without other changes, pin, slices at
 * each rate in turn, figures. Owned by the main thread.
 */
public final class LiveChangeFigures {
    /** Fewer of the changes that were due, and the rate was not sustained. */
    private static final double MIN_ANSWERED_SHARE = 0.99;

    private static final double MIB = 1024 * 1024;
    private static final long SETTLE_TIMEOUT_NS = TimeUnit.MINUTES.toNanos(3);
    private static final long SETTLE_POLL_MS = 250;

    private final Settings settings;
    private final PrintWriter out;
    private final Results results = new Results();
    private final ChangeCosts costs = new ChangeCosts();
    private long nextChange;

    /**
     * What is measured.
     *
     * @param changesPerSecond rates that are held against none
     * @param load of the bid port
     * @param rounds slices of each rate
     * @param sliceMs measured of a slice; before it half as long for the rate to take effect
     * @param probes of each kind and rate; 0: none
     * @param pin for the slices, the server to one core, the client to the others
     */
    public record Settings(
            int campaigns,
            int creatives,
            List<Integer> changesPerSecond,
            int changeConnections,
            BidLoad load,
            int rounds,
            int sliceMs,
            int probes,
            boolean pin) {
        public Settings {
            changesPerSecond = List.copyOf(changesPerSecond);
        }

        int highestRate() {
            return Collections.max(changesPerSecond);
        }
    }

    /**
     * What is asked for bids.
     *
     * @param requestBytes generated requests of two to four thirds of it are sent
     * @param ratePerSecond in the slices; 0: closed loop
     * @param probeRatePerSecond beside the probes
     * @param warmUpRequests twice: without changes, and with the highest rate of them
     */
    public record BidLoad(
            int distinctRequests,
            int requestBytes,
            int connections,
            int ratePerSecond,
            int probeRatePerSecond,
            int loops,
            int warmUpRequests) {}

    public LiveChangeFigures(final Settings settings, final PrintWriter out) {
        this.settings = settings;
        this.out = out;
    }

    /**
     * Measures, prints, and tells what was measured, and whether it counts.
     *
     * @throws IOException if the bidder cannot be started, or does not answer as it should
     */
    public Results run(final Servers servers) throws IOException, InterruptedException {
        final List<byte[]> requests = GeneratedTraffic.requests(
                settings.load().distinctRequests(),
                TrafficMix.EXCHANGE,
                settings.load().requestBytes() * 2 / 3,
                settings.load().requestBytes() * 4 / 3);
        print(
                "%,d campaigns; %,d distinct requests over %d connections, %s; %d loops; changes over %d connections",
                settings.campaigns(),
                requests.size(),
                settings.load().connections(),
                settings.load().ratePerSecond() == 0
                        ? "closed loop"
                        : String.format(
                                Locale.ROOT, "%,d requests/s", settings.load().ratePerSecond()),
                settings.load().loops(),
                settings.changeConnections());
        print("bidder on JDK %s with %s", Runtime.version(), String.join(" ", servers.jvmOptions()));
        try (CampaignFile campaigns = servers.writeCampaigns(settings.campaigns(), settings.creatives())) {
            final ChildProcess process =
                    servers.startBidder(campaigns, settings.load().loops());
            final Bidder bidder = new Bidder(
                    process, new ProcessFigures(process.pid()), servers.adminAddress(), new CampaignChanges(campaigns));
            print(
                    "bidder ready after %.2f s, %.0f MiB resident",
                    servers.startToReadySeconds(), bidder.figures().residentBytes() / MIB);
            results.put("start-to-ready-s", servers.startToReadySeconds());
            final Target target = Target.parse(servers.bidUrl());
            try (Load load = load(target, requests, settings.load().ratePerSecond());
                    Load probeLoad = load(target, requests, settings.load().probeRatePerSecond())) {
                warm(bidder, load);
                probe(bidder, servers.bidAddress(), probeLoad);
                measure(bidder, load);
                print("resident after the load: %.0f MiB", bidder.figures().residentBytes() / MIB);
            }
        }
        report();
        return results;
    }

    /** The measured process. */
    private record Bidder(
            ChildProcess process, ProcessFigures figures, InetSocketAddress admin, CampaignChanges changes) {}

    private Load load(final Target target, final List<byte[]> requests, final int ratePerSecond) {
        return new Load(target, requests, settings.load().connections(), ratePerSecond);
    }

    private void warm(final Bidder bidder, final Load load) throws IOException {
        final Load.Mix mix = load.learn();
        print("bidder bids on %.1f %%, %,d bytes in the mean", 100 * mix.bidShare(), mix.meanBidBytes());
        load.warm(settings.load().warmUpRequests());
        try (ChangeSender changes = launch(bidder, settings.highestRate())) {
            load.warm(settings.load().warmUpRequests());
            nextChange = changes.nextNumber();
        }
    }

    private ChangeSender launch(final Bidder bidder, final int ratePerSecond) throws IOException {
        return ChangeSender.launch(
                bidder.admin(), bidder.changes(), nextChange, ratePerSecond, settings.changeConnections());
    }

    private void probe(final Bidder bidder, final InetSocketAddress bidPort, final Load load)
            throws IOException, InterruptedException {
        if (settings.probes() == 0) {
            return;
        }
        try (RunningLoad running = load.launch();
                HttpConnection admin = HttpConnection.open(bidder.admin());
                ProbeWatch watch = ProbeWatch.launch(bidPort)) {
            final Probes probes = new Probes(admin, watch, Probes.LOST_AFTER_MS);
            probes.begin();
            print("%nprobes, beside %,d requests/s", settings.load().probeRatePerSecond());
            probe(0, probes.run(settings.probes()));
            final Probes.Result result;
            try (ChangeSender changes = launch(bidder, settings.highestRate())) {
                result = probes.run(settings.probes());
                judge(settings.highestRate(), end(changes));
            }
            probe(settings.highestRate(), result);
            running.answered();
        }
    }

    private void probe(final int ratePerSecond, final Probes.Result result) {
        final String suffix = ChangeCosts.suffix(ratePerSecond, settings.highestRate());
        result.toFirstBid().putInto(results, "to-first-bid" + suffix);
        result.toLastBid().putInto(results, "to-last-bid" + suffix);
        print(
                "%,6d changes/s: PUT to first bid %s",
                ratePerSecond, result.toFirstBid().summary());
        print(
                "%,6d changes/s: switched off to last bid %s",
                ratePerSecond, result.toLastBid().summary());
        if (!result.isGood()) {
            results.problem(result.lost() + " probes lost, " + result.stale() + " bid upon after they were answered");
        }
    }

    private void measure(final Bidder bidder, final Load load) throws IOException, InterruptedException {
        final List<Integer> rates = new ArrayList<>(List.of(0));
        rates.addAll(settings.changesPerSecond());
        if (settings.pin()) {
            pin(bidder.process());
            load.warm(settings.load().warmUpRequests() / 2);
        }
        print("%nround  changes/s  us/request, loops  (all)  requests/s  bids  agent  merger  changes answered");
        for (int round = 0; round < settings.rounds(); round++) {
            for (final int rate : rates) {
                final ChangeCosts.Slice slice = measureSlice(bidder, load, rate);
                costs.add(rate, slice);
                print(
                        "%5d  %,9d  %17.2f  %5.2f  %,10.0f  %3.0f%%  %4.1f%%  %5.1f%%  %s",
                        round + 1,
                        rate,
                        slice.loopUsPerRequest(),
                        slice.cpuUsPerRequest(),
                        slice.requestsPerSecond(),
                        100 * slice.bidShare(),
                        100 * slice.coreShare("campaign-agent"),
                        100 * slice.coreShare("index-merger"),
                        slice.changes().latencies().summary());
                if (rate > 0) {
                    judge(rate, slice.changes());
                }
            }
            // In turn, so that what drifts meets all alike.
            Collections.rotate(rates, 1);
        }
    }

    private void pin(final ChildProcess process) throws InterruptedException {
        try {
            final Cores cores = Cores.allowed();
            if (!cores.sufficeForPinning()) {
                note("NOT PINNED: there is one core only");
                return;
            }
            cores.pinServer(process.pid());
            cores.pinClient(ProcessHandle.current().pid());
            print("%npinned: bidder to one core, client to the others");
        } catch (final IOException e) {
            note("NOT PINNED (needs taskset of util-linux): " + e.getMessage());
        }
    }

    private ChangeCosts.Slice measureSlice(final Bidder bidder, final Load load, final int ratePerSecond)
            throws IOException, InterruptedException {
        settle(bidder);
        try (RunningLoad running = load.launch();
                ChangeSender changes = ratePerSecond == 0 ? null : launch(bidder, ratePerSecond)) {
            TimeUnit.MILLISECONDS.sleep(settings.sliceMs() / 2);
            final RunningLoad.Answered answeredBefore = running.answered();
            final ProcessFigures.Cpu cpuBefore = bidder.figures().cpu();
            final long startNs = System.nanoTime();
            TimeUnit.MILLISECONDS.sleep(settings.sliceMs());
            final RunningLoad.Answered answered = running.answered().since(answeredBefore);
            final ProcessFigures.Cpu cpu = bidder.figures().cpu().since(cpuBefore);
            final long elapsedNs = System.nanoTime() - startNs;
            return new ChangeCosts.Slice(
                    cpu, answered, changes == null ? ChangeSender.Result.NONE : end(changes), elapsedNs);
        }
    }

    /** Waits until what was changed before has become part of the base: a slice is to begin as the others do. */
    private static void settle(final Bidder bidder) throws IOException, InterruptedException {
        final long startNs = System.nanoTime();
        try (HttpConnection admin = HttpConnection.open(bidder.admin())) {
            while (!IndexParts.isOne(admin)) {
                if (System.nanoTime() - startNs > SETTLE_TIMEOUT_NS) {
                    throw bidder.process().failure("does not merge its index");
                }
                TimeUnit.MILLISECONDS.sleep(SETTLE_POLL_MS);
            }
        }
    }

    private ChangeSender.Result end(final ChangeSender changes) {
        final ChangeSender.Result result = changes.end();
        nextChange = changes.nextNumber();
        return result;
    }

    private void judge(final int ratePerSecond, final ChangeSender.Result result) {
        if (!result.problems().isEmpty()) {
            results.problem("changes were refused: " + result.problems());
        }
        if (result.latencies().count() < MIN_ANSWERED_SHARE * result.due()) {
            results.problem(String.format(
                    Locale.ROOT,
                    "%,d changes/s were not sustained: %,d of %,d were answered",
                    ratePerSecond,
                    result.latencies().count(),
                    result.due()));
        }
    }

    private void report() {
        print("");
        costs.lines().forEach(line -> print("%s", line));
        print("bids: %.1f %% of the answers", 100 * costs.bidShare());
        costs.putInto(results);
        results.bids(costs.bidShare());
        if (costs.bidShare() < Results.MIN_BID_SHARE) {
            results.problem("fewer than half of the answers are bids");
        }
        results.problems().forEach(problem -> print("INVALID: %s", problem));
    }

    private void note(final String what) {
        print("%s", what);
        results.note(what);
    }

    private void print(final String format, final @Nullable Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }
}
