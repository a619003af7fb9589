package io.hayate.benchmarks.compare;

import io.hayate.benchmarks.GeneratedTraffic;
import io.hayate.benchmarks.results.Measured;
import io.hayate.benchmarks.results.Results;
import io.hayate.loadtest.send.Target;
import io.hayate.loadtest.traffic.TrafficMix;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a comparison, in order: start, learn the bidder's mix, warm both on all cores, pin, slices in turn, figures.
 * Owned by the main thread.
 */
public final class Comparison {
    private static final double MIB = 1024 * 1024;

    private static final String GARBAGE_NOT_MEASURED = "garbage is not measured: ";

    private final Settings settings;
    private final PrintWriter out;
    private final Results results = new Results();

    /**
     * What is compared.
     *
     * @param creatives for each campaign; 0: one to six
     * @param requestBytes generated requests of two to four thirds of it are sent
     * @param ratePerSecond 0: closed loop
     * @param pairs a slice of each server
     * @param pin servers to one core, the client to the others
     * @param otherFlags of a second bidder, which is compared with instead of a floor server; none: a floor server
     * @param money the bidder's campaigns have budgets, even pacing and frequency caps, the second bidder's none
     */
    public record Settings(
            int campaigns,
            int creatives,
            int distinctRequests,
            int requestBytes,
            int connections,
            int ratePerSecond,
            int loops,
            int warmUpRequests,
            int pairs,
            int sliceRequests,
            boolean pin,
            List<String> otherFlags,
            boolean money) {

        /** What the bidder is compared with. */
        String other() {
            return otherFlags.isEmpty() ? "floor server" : "other bidder";
        }

        /** Of their figures. */
        String ratio() {
            return otherFlags.isEmpty() ? "floor/bidder" : "other/bidder";
        }
    }

    public Comparison(final Settings settings, final PrintWriter out) {
        this.settings = settings;
        this.out = out;
    }

    /**
     * Compares, prints, and tells what was measured, and whether it counts.
     *
     * @throws IOException if a server cannot be started, or does not answer as it should
     */
    public Results run(final Servers servers) throws IOException, InterruptedException {
        final List<byte[]> requests = GeneratedTraffic.requests(
                settings.distinctRequests(),
                TrafficMix.EXCHANGE,
                settings.requestBytes() * 2 / 3,
                settings.requestBytes() * 4 / 3);
        print(
                "%,d campaigns; %,d distinct requests of %,.0f bytes in the mean; %d connections, %s; %d loops",
                settings.campaigns(),
                requests.size(),
                requests.stream().mapToInt(each -> each.length).average().orElse(0),
                settings.connections(),
                settings.ratePerSecond() == 0
                        ? "closed loop"
                        : String.format(Locale.ROOT, "%,d requests/s", settings.ratePerSecond()),
                settings.loops());
        print("both servers on JDK %s with %s", Runtime.version(), String.join(" ", servers.jvmOptions()));
        try (CampaignFile campaigns = servers.writeCampaigns(settings.campaigns(), settings.creatives())) {
            return run(servers, requests, campaigns);
        }
    }

    private Results run(final Servers servers, final List<byte[]> requests, final CampaignFile campaigns)
            throws IOException, InterruptedException {
        final ChildProcess bidderProcess = startBidder(servers, campaigns);
        try (Load bidderLoad = load(servers.bidUrl(), requests)) {
            final MeasuredServer bidder = new MeasuredServer(bidderProcess, bidderLoad);
            print(
                    "bidder ready after %.2f s, %.0f MiB resident",
                    servers.startToReadySeconds(), bidder.figures().residentBytes() / MIB);
            results.put("start-to-ready-s", servers.startToReadySeconds());
            results.put("resident-ready-mib", bidder.figures().residentBytes() / MIB);
            final Load.Mix mix = bidderLoad.learn();
            print("bidder bids on %.1f %%, %,d bytes in the mean", 100 * mix.bidShare(), mix.meanBidBytes());
            final ChildProcess floorProcess = settings.otherFlags().isEmpty()
                    ? servers.startFloor(mix, settings.loops())
                    : servers.startBidder("other", campaigns, settings.loops(), settings.otherFlags());
            final String floorUrl = settings.otherFlags().isEmpty() ? Servers.floorUrl(floorProcess) : servers.bidUrl();
            if (!settings.otherFlags().isEmpty()) {
                print("the other is a bidder too, with %s", String.join(" ", settings.otherFlags()));
            }
            try (Load floorLoad = load(floorUrl, requests)) {
                final MeasuredServer floor = new MeasuredServer(floorProcess, floorLoad);
                warm(bidder, floor);
                measure(bidder, floor);
                report(bidder, floor);
                return results;
            }
        }
    }

    private ChildProcess startBidder(final Servers servers, final CampaignFile campaigns)
            throws IOException, InterruptedException {
        if (!settings.money()) {
            return servers.startBidder(campaigns, settings.loops());
        }
        print("the bidder's campaigns have budgets, even pacing and frequency caps; the other's have none");
        try (CampaignFile withMoney = servers.writeCampaignsWithMoney(settings.campaigns(), settings.creatives())) {
            return servers.startBidder("bidder", withMoney, settings.loops(), List.of("--caps-without-user=bid"));
        }
    }

    private Load load(final String url, final List<byte[]> requests) {
        return new Load(Target.parse(url), requests, settings.connections(), settings.ratePerSecond());
    }

    private void warm(final MeasuredServer bidder, final MeasuredServer floor)
            throws IOException, InterruptedException {
        bidder.warm(settings.warmUpRequests());
        floor.warm(settings.warmUpRequests());
        if (settings.pin()) {
            pin(bidder, floor);
        }
        // The first slices after a move would meet cold caches, and compilers that are not done yet.
        final int pinnedWarmUp = Math.max(settings.sliceRequests(), settings.warmUpRequests() / 2);
        bidder.warm(pinnedWarmUp);
        floor.warm(pinnedWarmUp);
    }

    private void pin(final MeasuredServer bidder, final MeasuredServer floor) throws InterruptedException {
        try {
            final Cores cores = Cores.allowed();
            if (!cores.sufficeForPinning()) {
                note("NOT PINNED: there is one core only");
                return;
            }
            cores.pinServer(bidder.process().pid());
            cores.pinServer(floor.process().pid());
            cores.pinClient(ProcessHandle.current().pid());
            print("pinned: servers to one core, client to the others");
        } catch (final IOException e) {
            note("NOT PINNED (needs taskset of util-linux): " + e.getMessage());
        }
    }

    private void measure(final MeasuredServer bidder, final MeasuredServer floor)
            throws IOException, InterruptedException {
        final boolean allocations = beginAllocations(bidder, floor);
        print("%n        bidder                                     %s", settings.other());
        print(
                "pair    us/request  (loops)  requests/s  busy  bids   us/request  (loops)  requests/s  busy  %s",
                settings.ratio());
        for (int pair = 0; pair < settings.pairs(); pair++) {
            // In turn, so that what drifts meets both alike.
            final MeasuredServer first = pair % 2 == 0 ? bidder : floor;
            final MeasuredServer second = pair % 2 == 0 ? floor : bidder;
            first.measureSlice(settings.sliceRequests());
            second.measureSlice(settings.sliceRequests());
            final MeasuredServer.Slice a = bidder.slices().get(pair);
            final MeasuredServer.Slice b = floor.slices().get(pair);
            print(
                    "%4d    %10.2f  %7.2f  %,10.0f  %3.0f%%  %3.0f%%   %10.2f  %7.2f  %,10.0f  %3.0f%%  %12.3f",
                    pair + 1,
                    a.cpuUsPerRequest(),
                    a.loopUsPerRequest(),
                    a.requestsPerSecond(),
                    100 * a.busyShare(),
                    100 * a.bidShare(),
                    b.cpuUsPerRequest(),
                    b.loopUsPerRequest(),
                    b.requestsPerSecond(),
                    100 * b.busyShare(),
                    b.cpuUsPerRequest() / a.cpuUsPerRequest());
        }
        print("");
        if (allocations) {
            endAllocations(bidder, floor);
        }
    }

    private boolean beginAllocations(final MeasuredServer bidder, final MeasuredServer floor)
            throws InterruptedException {
        try {
            bidder.beginAllocation();
            floor.beginAllocation();
            return true;
        } catch (final IOException e) {
            note(GARBAGE_NOT_MEASURED + e.getMessage());
            return false;
        }
    }

    /** What was measured before counts also if the tool fails now. */
    private void endAllocations(final MeasuredServer bidder, final MeasuredServer floor) throws InterruptedException {
        try {
            final double ofBidder = bidder.allocatedPerRequest();
            final double ofOther = floor.allocatedPerRequest();
            print("garbage per request, bid loops: bidder %.0f B, %s %.0f B", ofBidder, settings.other(), ofOther);
            results.put("bidder-garbage-bytes", ofBidder);
            results.put("other-garbage-bytes", ofOther);
        } catch (final IOException e) {
            note(GARBAGE_NOT_MEASURED + e.getMessage());
        }
    }

    private void report(final MeasuredServer bidder, final MeasuredServer floor) throws IOException {
        compare("server CPU per request, all threads", "cpu", bidder, floor, MeasuredServer.Slice::cpuUsPerRequest);
        compare("server CPU per request, bid loops", "loops", bidder, floor, MeasuredServer.Slice::loopUsPerRequest);
        results.put(
                "bidder-requests-per-second",
                values(bidder, MeasuredServer.Slice::requestsPerSecond).measured());
        final double ofBidder = bidder.figures().residentBytes() / MIB;
        final double ofOther = floor.figures().residentBytes() / MIB;
        print("resident after the load: bidder %.0f MiB, %s %.0f MiB", ofBidder, settings.other(), ofOther);
        results.put("bidder-resident-loaded-mib", ofBidder);
        results.put("other-resident-loaded-mib", ofOther);
        print(
                "bids: %.1f %% of the bidder's answers, %.1f %% of the %s's",
                100 * bidder.bidShare(), 100 * floor.bidShare(), settings.other());
        results.bids(bidder.bidShare());
        results.put("bids-percent", 100 * bidder.bidShare());
        if (bidder.bidShare() < Results.MIN_BID_SHARE) {
            results.problem("fewer than half of the bidder's answers are bids");
        }
        results.problems().forEach(problem -> print("INVALID: %s", problem));
    }

    /** What is looked at of a slice. */
    @FunctionalInterface
    private interface Figure {
        double of(MeasuredServer.Slice slice);
    }

    /** Prints and keeps the medians of both, and of their ratio pair by pair. */
    private void compare(
            final String what,
            final String name,
            final MeasuredServer bidder,
            final MeasuredServer floor,
            final Figure figure) {
        final List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < settings.pairs(); pair++) {
            ratios.add(figure.of(floor.slices().get(pair))
                    / figure.of(bidder.slices().get(pair)));
        }
        final Ratios all = new Ratios(ratios);
        final Ratios ofBidder = values(bidder, figure);
        final Ratios ofFloor = values(floor, figure);
        print(
                "%s: bidder %.2f us, %s %.2f us; %s median %s",
                what, ofBidder.median(), settings.other(), ofFloor.median(), settings.ratio(), all.summary());
        results.put("bidder-" + name + "-us", ofBidder.measured());
        results.put("other-" + name + "-us", ofFloor.measured());
        final Measured ratio = all.measured();
        results.put(name + "-ratio", ratio);
        // What the bidder spends and the other does not.
        results.put(
                name + "-more-percent",
                new Measured(100 * (1 - ratio.value()), 100 * (1 - ratio.high()), 100 * (1 - ratio.low())));
    }

    private static Ratios values(final MeasuredServer server, final Figure figure) {
        return new Ratios(server.slices().stream().map(figure::of).toList());
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
