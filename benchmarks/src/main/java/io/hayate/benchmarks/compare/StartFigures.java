package io.hayate.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.benchmarks.GeneratedTraffic;
import io.hayate.benchmarks.results.Measured;
import io.hayate.benchmarks.results.Results;
import io.hayate.loadtest.send.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long a bidder takes to start, round by round: from a file of campaigns into a fresh data directory; again after a
 * clean end; again after {@code kill -9}; empty; and to take in the same file by one POST. After each but the empty start
 * it is asked for bids: one that has lost its campaigns would start fast. Owned by the main thread.
 */
public final class StartFigures {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MIB = 1024 * 1024;
    private static final double NS_PER_SECOND = 1e9;
    private static final int CONNECTIONS = 8;
    private static final Duration POST_TIMEOUT = Duration.ofMinutes(10);

    private final Settings settings;
    private final PrintWriter out;
    private final Results results = new Results();
    private final Map<String, List<Double>> values = new LinkedHashMap<>();
    private List<byte[]> requests = List.of();

    /**
     * What is started.
     *
     * @param creatives for each campaign; 0: one to six
     * @param rounds of all starts
     * @param distinctRequests sent once after a start, to count the bids
     */
    public record Settings(int campaigns, int creatives, int rounds, int distinctRequests) {}

    public StartFigures(final Settings settings, final PrintWriter out) {
        this.settings = settings;
        this.out = out;
    }

    /**
     * Measures, prints, and tells what was measured, and whether it counts.
     *
     * @throws IOException if the bidder does not start, refuses campaigns, or does not answer
     */
    public Results run(final Servers servers) throws IOException, InterruptedException {
        requests = GeneratedTraffic.requests(settings.distinctRequests());
        try (CampaignFile campaigns = servers.writeCampaigns(settings.campaigns(), settings.creatives())) {
            print("%,d campaigns; %d rounds", settings.campaigns(), settings.rounds());
            print("bidder on JDK %s with %s", Runtime.version(), String.join(" ", servers.jvmOptions()));
            print("%nround  start            wall      CPU   resident  bids");
            for (int round = 1; round <= settings.rounds(); round++) {
                measure(servers, campaigns, round);
            }
        }
        print("");
        values.forEach((name, all) -> {
            final Measured ofRounds = new Ratios(all).measured();
            results.put(name, ofRounds);
            print(
                    "%-24s %8.1f%s",
                    name,
                    ofRounds.value(),
                    ofRounds.hasSpread()
                            ? String.format(Locale.ROOT, "  (%.1f to %.1f)", ofRounds.low(), ofRounds.high())
                            : "");
        });
        if (results.bidShare() < Results.MIN_BID_SHARE) {
            results.problem("fewer than half of the requests after a start were bid on");
        }
        results.problems().forEach(problem -> print("INVALID: %s", problem));
        return results;
    }

    private void measure(final Servers servers, final CampaignFile campaigns, final int round)
            throws IOException, InterruptedException {
        final String name = "bidder-" + round;
        try (ChildProcess bidder = servers.startBidder(name, List.of("--campaigns=" + campaigns.path()))) {
            started(round, "file", servers, bidder, true);
        }
        try (ChildProcess bidder = servers.startBidder(name, List.of())) {
            started(round, "again", servers, bidder, true);
            bidder.kill();
        }
        try (ChildProcess bidder = servers.startBidder(name, List.of())) {
            started(round, "after-kill", servers, bidder, true);
        }
        servers.forget(name);
        final String empty = "empty-" + round;
        try (ChildProcess bidder = servers.startBidder(empty, List.of())) {
            started(round, "empty", servers, bidder, false);
            post(round, servers, bidder, campaigns);
        }
        servers.forget(empty);
    }

    private void started(
            final int round,
            final String start,
            final Servers servers,
            final ChildProcess bidder,
            final boolean hasCampaigns)
            throws IOException {
        keep(round, start, servers.startToReadySeconds(), seconds(bidder.cpuTime()), bidder, servers, hasCampaigns);
    }

    private void post(final int round, final Servers servers, final ChildProcess bidder, final CampaignFile campaigns)
            throws IOException, InterruptedException {
        final InetSocketAddress admin = servers.adminAddress();
        final HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://" + admin.getAddress().getHostAddress() + ":" + admin.getPort() + "/campaigns"))
                .header("Content-Type", "application/x-ndjson")
                .timeout(POST_TIMEOUT)
                .POST(HttpRequest.BodyPublishers.ofFile(campaigns.path()))
                .build();
        final HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        final Duration cpuBefore = bidder.cpuTime();
        final long startNs = System.nanoTime();
        final HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        final double wallSeconds = (System.nanoTime() - startNs) / NS_PER_SECOND;
        final double cpuSeconds = seconds(bidder.cpuTime().minus(cpuBefore));
        final JsonNode accepted = JSON.readTree(answer.body()).path("accepted");
        if (answer.statusCode() != 200 || accepted.intValue() != campaigns.count()) {
            throw bidder.failure("answered POST /campaigns with " + answer.statusCode() + " and accepted " + accepted
                    + " of " + campaigns.count());
        }
        keep(round, "post", wallSeconds, cpuSeconds, bidder, servers, true);
    }

    private void keep(
            final int round,
            final String start,
            final double wallSeconds,
            final double cpuSeconds,
            final ChildProcess bidder,
            final Servers servers,
            final boolean hasCampaigns)
            throws IOException {
        final double residentMib = new ProcessFigures(bidder.pid()).residentBytes() / MIB;
        add(start + "-wall-s", wallSeconds);
        add(start + "-cpu-s", cpuSeconds);
        add(start + "-resident-mib", residentMib);
        String bids = "";
        if (hasCampaigns) {
            final double share = bidShare(servers.bidUrl());
            results.bids(share);
            bids = String.format(Locale.ROOT, "%.1f %%", 100 * share);
        }
        print("%5d  %-12s %6.2f s %6.2f s %6.0f MiB  %s", round, start, wallSeconds, cpuSeconds, residentMib, bids);
    }

    private double bidShare(final String url) throws IOException {
        try (Load load = new Load(Target.parse(url), requests, CONNECTIONS, 0)) {
            return load.learn().bidShare();
        }
    }

    private void add(final String name, final double value) {
        values.computeIfAbsent(name, each -> new ArrayList<>()).add(value);
    }

    private static double seconds(final Duration duration) {
        return duration.toNanos() / NS_PER_SECOND;
    }

    private void print(final String format, final @Nullable Object... arguments) {
        out.printf(Locale.ROOT, format + "%n", arguments);
        out.flush();
    }
}
