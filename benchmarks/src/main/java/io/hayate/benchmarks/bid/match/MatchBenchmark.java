package io.hayate.benchmarks.bid.match;

import io.hayate.benchmarks.bid.BenchmarkBidder;
import io.hayate.benchmarks.bid.BidBenchmark;
import io.hayate.benchmarks.bid.DecodedRequest;
import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.match.OpportunityMatcher;
import io.hayate.bidder.bid.match.RequestMatcher;
import io.hayate.loadtest.traffic.TrafficMix;
import java.util.Locale;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * All candidates of all opportunities of a decoded request, at most 200 each, best first: by the index, and by a scan
 * over the campaigns. The pipeline stops at the first candidate that may bid, so this is more than it does. Campaigns
 * and requests are of banners only: of the other formats the index knows only whether a campaign has one.
 */
public class MatchBenchmark extends BidBenchmark {
    private static final int REQUESTS = 256;

    @Param("10000")
    int campaigns;

    private final RequestMatcher requestMatcher = new RequestMatcher();
    private final OpportunityMatcher opportunityMatcher = new OpportunityMatcher();
    private final FoundSlots found = new FoundSlots();
    private final LinearScan.Request[] scanRequests = new LinearScan.Request[REQUESTS];
    private DecodedRequest[] requests = {};
    private int next;
    private BenchmarkBidder bidder;
    private LinearScan scan;

    /** Both must find the same for every request. */
    @Setup
    public void open() {
        bidder = BenchmarkBidder.openWithBanners(campaigns);
        requests = bidder.decodedRequests(REQUESTS, TrafficMix.BANNER);
        scan = new LinearScan(bidder.index());
        final FoundSlots scanned = new FoundSlots();
        long candidates = 0;
        int matched = 0;
        for (int i = 0; i < REQUESTS; i++) {
            matchByIndex(requests[i], found);
            scanned.clear();
            scanRequests[i] = scan.prepare(requests[i]);
            scan.match(scanRequests[i], scanned);
            if (!found.isSameAs(scanned, bidder.index())) {
                throw new IllegalStateException("index and scan disagree on request " + i);
            }
            candidates += found.candidates();
            matched += found.candidates() > 0 ? 1 : 0;
        }
        System.out.printf(
                Locale.ROOT,
                "%n# %d requests, %.1f %% match a campaign, %d candidates in the mean, of %d campaigns live%n",
                REQUESTS,
                100.0 * matched / REQUESTS,
                candidates / REQUESTS,
                bidder.index().slotCount());
        if (matched < REQUESTS / 2) {
            throw new IllegalStateException("too few matches to say anything: " + matched + " of " + REQUESTS);
        }
    }

    @TearDown
    public void close() {
        bidder.close();
    }

    @Benchmark
    public int index() {
        return matchByIndex(requests[nextRequest()], found);
    }

    @Benchmark
    public int linearScan() {
        found.clear();
        scan.match(scanRequests[nextRequest()], found);
        return found.length();
    }

    private int matchByIndex(final DecodedRequest request, final FoundSlots into) {
        into.clear();
        final BidContext context = request.context();
        final boolean matches = requestMatcher.match(context);
        for (final DecodedRequest.Impression impression : request.impressions()) {
            context.beginImpression(impression.number());
            final boolean impressionMatches = matches && opportunityMatcher.matchImpression(context);
            for (final int deal : impression.deals()) {
                context.deal = deal;
                if (impressionMatches && opportunityMatcher.matchOpportunity(context)) {
                    while (opportunityMatcher.next(context)) {
                        into.add(context.slot);
                    }
                }
                into.endOpportunity();
            }
        }
        return into.length();
    }

    private int nextRequest() {
        next = (next + 1) & (REQUESTS - 1);
        return next;
    }
}
