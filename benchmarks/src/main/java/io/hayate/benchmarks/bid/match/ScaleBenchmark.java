package io.hayate.benchmarks.bid.match;

import io.hayate.benchmarks.GeneratedTraffic;
import io.hayate.benchmarks.bid.BenchmarkBidder;
import io.hayate.benchmarks.bid.BidsCounted;
import io.hayate.benchmarks.bid.DecodedRequest;
import io.hayate.benchmarks.bid.GeneratedIndex;
import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.decode.BidRequestDecoder;
import io.hayate.bidder.bid.gate.Gate;
import io.hayate.bidder.bid.gate.SupplyPolicy;
import io.hayate.bidder.campaigns.live.AuthorizedSellers;
import io.hayate.bidder.campaigns.live.BiddingSwitches;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.exchanges.ExchangeProfiles;
import io.hayate.bidder.privacy.PrivacyPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * Match, pick and price of one request against few and against very many campaigns, of all formats, with three creatives
 * each: candidates by the index, by a scan, and by RoaringBitmap sets; picking and pricing are the bidder's for all three.
 * Each request is decoded before its clock starts; percentiles over requests are what counts. More requests than the
 * branch predictor can learn. Owned by the benchmark's thread.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "-Xms6g",
            "-Xmx6g"
        })
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 2)
@State(Scope.Thread)
public class ScaleBenchmark {
    private static final int REQUESTS = 16_384;
    private static final int COMPARED = 1_000;

    @Param({"1000", "10000", "100000", "1000000"})
    int campaigns;

    private final ExchangeProfile exchange = ExchangeProfiles.builtIn().byOrdinal(0);
    private final Gate gate = new Gate(true, PrivacyPolicy.DEFAULT, SupplyPolicy.DEFAULT, () -> AuthorizedSellers.NONE);
    private final BidContext context = new BidContext(exchange);
    private final List<byte[]> requests = new ArrayList<>(REQUESTS);
    private GeneratedIndex generated;
    private BestBids bestBids;
    private TakesRequests baseline = number -> {};
    private int next;

    /** A baseline must find what the index finds. */
    @Setup
    public void open(final BenchmarkParams params) {
        generated = GeneratedIndex.of(campaigns);
        context.view = generated.view();
        context.lookAt(0);
        context.reset(exchange, BiddingSwitches.ALL_ON, 0, BenchmarkBidder.NOW_MS);
        final BestBids byIndex = new BestBids(context, gate, new IndexCandidates());
        for (final byte[] request : GeneratedTraffic.requests(2 * REQUESTS)) {
            if (requests.size() < REQUESTS && byIndex.take(request)) {
                requests.add(request);
            }
        }
        bestBids = byIndex;
        if (!params.getBenchmark().endsWith("index")) {
            bestBids = new BestBids(context, gate, baseline(params.getBenchmark()));
            compare(byIndex);
        }
        report(byIndex);
    }

    private Candidates baseline(final String benchmark) {
        final LinearScan scan = new LinearScan(generated.index());
        final BidRequestDecoder decoder = new BidRequestDecoder();
        final List<LinearScan.Request> prepared = new ArrayList<>(REQUESTS);
        for (final byte[] request : requests) {
            context.reset(exchange, BiddingSwitches.ALL_ON, 0, BenchmarkBidder.NOW_MS);
            final DecodedRequest decoded = DecodedRequest.decode(context, request, decoder, gate);
            if (decoded == null) {
                throw new IllegalStateException("was decoded before");
            }
            prepared.add(scan.prepare(decoded));
        }
        if (benchmark.endsWith("roaring")) {
            final RoaringCandidates roaring =
                    new RoaringCandidates(scan, prepared, generated.index().slotCount());
            baseline = roaring;
            return roaring;
        }
        final ScanCandidates scanned =
                new ScanCandidates(scan, prepared, generated.index().slotCount());
        baseline = scanned;
        return scanned;
    }

    private void compare(final BestBids byIndex) {
        for (int number = 0; number < COMPARED; number++) {
            byIndex.take(requests.get(number));
            // Of equals the first: the others do not take turns.
            context.rotation = 0;
            final int[] expected = Arrays.copyOf(context.bidSlot, byIndex.find());
            baseline.take(number);
            bestBids.take(requests.get(number));
            context.rotation = 0;
            final int[] found = Arrays.copyOf(context.bidSlot, bestBids.find());
            // The index does not count what it rules out by the markup, so it may get further than two hundred.
            if (!Arrays.equals(expected, found) && bestBids.mostCandidates() < BidLimits.MAX_CANDIDATES) {
                throw new IllegalStateException("request " + number + ": the index finds " + Arrays.toString(expected)
                        + ", the baseline " + Arrays.toString(found));
            }
        }
    }

    private void report(final BestBids byIndex) {
        int bidOn = 0;
        for (final byte[] request : requests) {
            byIndex.take(request);
            bidOn += byIndex.find() > 0 ? 1 : 0;
        }
        BidsCounted.report(bidOn, requests.size());
        System.out.printf(
                Locale.ROOT,
                "%n# %d requests, %.1f %% bid on, of %d campaigns live; at most %d candidates an opportunity%n",
                requests.size(),
                100.0 * bidOn / requests.size(),
                generated.index().slotCount(),
                BidLimits.MAX_CANDIDATES);
    }

    /** Outside the clock, which is read before and behind each call. */
    @Setup(Level.Invocation)
    public void take() {
        next = (next + 1) & (REQUESTS - 1);
        baseline.take(next);
        bestBids.take(requests.get(next));
    }

    @TearDown
    public void close() {
        generated.close();
    }

    @Benchmark
    public int index() {
        return bestBids.find();
    }

    @Benchmark
    public int linearScan() {
        return bestBids.find();
    }

    @Benchmark
    public int roaring() {
        return bestBids.find();
    }
}
