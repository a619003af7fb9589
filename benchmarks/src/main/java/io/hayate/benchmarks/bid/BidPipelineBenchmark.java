package io.hayate.benchmarks.bid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.benchmarks.GeneratedTraffic;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidPipeline;
import io.hayate.bidder.bid.BidRoute;
import io.hayate.bidder.bid.RouteObserver;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.explain.LoopFunnel;
import io.hayate.bidder.threads.AgentThreads;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.agrona.concurrent.SystemNanoClock;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From a request's bytes to its answer's bytes, against the tree that Jackson makes of the same bytes, which only reads
 * them.
 */
public class BidPipelineBenchmark extends BidBenchmark {
    /** Too many for the branch predictor to learn by heart; together they lie in the second or third level cache. */
    private static final int REQUESTS = 1024;

    private static final double MIN_BID_SHARE = 0.5;
    private static final long AGENT_IDLE_MS = 20;

    @Param("10000")
    int campaigns;

    /** Candidates are counted and requests sampled, with the explain agent on a thread of its own. */
    @Param("false")
    boolean explain;

    /** All campaigns have frequency caps, which nobody reaches, and users have seen what was bid once. */
    @Param("false")
    boolean caps;

    private final ObjectMapper jackson = new ObjectMapper();
    private final byte[] answer = new byte[BidLimits.MAX_ANSWER_BYTES];
    private byte[][] requests = {};
    private int next;
    private BenchmarkBidder bidder;
    private BidPipeline pipeline;
    private @Nullable AgentThreads agents;
    private ExchangeProfile exchange;

    /** The requests must be ones, for both readers, and enough of them must be bid on. */
    @Setup
    public void open() throws IOException {
        bidder = caps ? BenchmarkBidder.openWithCaps(campaigns) : BenchmarkBidder.open(campaigns);
        pipeline = bidder.newPipeline(explain ? explained() : RouteObserver.NONE);
        exchange = bidder.exchange();
        final List<byte[]> generated = GeneratedTraffic.requests(REQUESTS);
        requests = generated.toArray(new byte[0][]);
        bidder.show(generated);
        int bids = 0;
        long bytes = 0;
        long answerBytes = 0;
        for (final byte[] request : requests) {
            final int length = pipeline();
            if (length == BidRoute.BAD_REQUEST || !jackson.readTree(request).hasNonNull("id")) {
                throw new IllegalStateException("not a bid request");
            }
            bids += length > 0 ? 1 : 0;
            answerBytes += length;
            bytes += request.length;
        }
        System.out.printf(
                Locale.ROOT,
                "%n# %d requests of %d bytes in the mean, %.1f %% bid on with %d bytes in the mean%n",
                REQUESTS,
                bytes / REQUESTS,
                100.0 * bids / REQUESTS,
                answerBytes / Math.max(1, bids));
        BidsCounted.report(bids, REQUESTS);
        if (bids < MIN_BID_SHARE * REQUESTS) {
            throw new IllegalStateException("too few bids to say anything: " + bids + " of " + REQUESTS);
        }
    }

    private LoopFunnel explained() {
        final LoopFunnel loop = new LoopFunnel(0, 1);
        agents = new AgentThreads(AgentThreads.Mode.THREADS, SystemNanoClock.INSTANCE);
        agents.start(bidder.newExplainAgent(loop), AGENT_IDLE_MS);
        return loop;
    }

    @TearDown
    public void close() {
        if (agents != null) {
            agents.close();
        }
        bidder.close();
    }

    /** With the copy that puts the body into the view, and the pin of the index that a read batch takes. */
    @Benchmark
    public int pipeline() {
        final byte[] request = nextRequest();
        System.arraycopy(request, 0, pipeline.body(), 0, request.length);
        final int length = pipeline.bid(exchange, request.length, System.nanoTime(), BenchmarkBidder.NOW_MS, answer);
        pipeline.endOfBatch();
        return length;
    }

    @Benchmark
    public JsonNode jacksonTree() throws IOException {
        return jackson.readTree(nextRequest());
    }

    private byte[] nextRequest() {
        next = (next + 1) & (REQUESTS - 1);
        return requests[next];
    }
}
