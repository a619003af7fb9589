package io.hayate.benchmarks.bid.pick;

import io.hayate.benchmarks.bid.BenchmarkBidder;
import io.hayate.benchmarks.bid.BidBenchmark;
import io.hayate.benchmarks.bid.DecodedRequest;
import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.match.OpportunityMatcher;
import io.hayate.bidder.bid.match.RequestMatcher;
import io.hayate.bidder.bid.pick.CreativePicker;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.loadtest.traffic.TrafficMix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A creative for each opportunity of a matched request: candidates are tried, best first, until one may be shown, as the
 * pipeline does; against the same rules over plain objects. Campaigns and requests are of banners only, whose rules the
 * plain objects have.
 */
public class CreativePickBenchmark extends BidBenchmark {
    private static final int REQUESTS = 256;

    @Param("10000")
    int campaigns;

    private final CreativePicker picker = new CreativePicker();
    private final PlainPicker plainPicker = new PlainPicker();
    private final Candidates[] requests = new Candidates[REQUESTS];
    private int next;
    private BenchmarkBidder bidder;
    private List<List<PlainCreative>> plainCreatives = List.of();

    /** One opportunity with its candidates. */
    @SuppressWarnings("ArrayRecordComponent") // walked, never compared
    private record Opportunity(DecodedRequest.Impression impression, int deal, int[] slots) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Candidates(DecodedRequest request, Opportunity[] opportunities) {}

    /** Both must pick the same creatives for every request. */
    @Setup
    public void open() {
        bidder = BenchmarkBidder.openWithBanners(campaigns);
        plainCreatives = plainCreatives(bidder.index());
        final RequestMatcher requestMatcher = new RequestMatcher();
        final OpportunityMatcher opportunityMatcher = new OpportunityMatcher();
        final DecodedRequest[] decoded = bidder.decodedRequests(REQUESTS, TrafficMix.BANNER);
        int opportunities = 0;
        int picked = 0;
        long candidates = 0;
        for (int i = 0; i < REQUESTS; i++) {
            requests[i] = candidates(decoded[i], requestMatcher, opportunityMatcher);
            picker.beginRequest();
            decoded[i].context().creativeTriesLeft = BidLimits.MAX_CREATIVES_TRIED;
            for (final Opportunity each : requests[i].opportunities()) {
                final long byPicker = pick(decoded[i], each);
                if (byPicker != plainPick(decoded[i], each)) {
                    throw new IllegalStateException("the plain rules pick another creative for request " + i);
                }
                opportunities++;
                picked += byPicker >= 0 ? 1 : 0;
                candidates += each.slots().length;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%n# %d requests, %d opportunities with a candidate (%.0f in the mean), a creative for %d of them%n",
                REQUESTS,
                opportunities,
                (double) candidates / Math.max(1, opportunities),
                picked);
        if (picked < REQUESTS / 2) {
            throw new IllegalStateException("too few creatives picked to say anything: " + picked);
        }
    }

    @TearDown
    public void close() {
        bidder.close();
    }

    @Benchmark
    public long picker() {
        final Candidates candidates = nextRequest();
        picker.beginRequest();
        candidates.request().context().creativeTriesLeft = BidLimits.MAX_CREATIVES_TRIED;
        long sum = 0;
        for (final Opportunity opportunity : candidates.opportunities()) {
            sum += pick(candidates.request(), opportunity);
        }
        return sum;
    }

    @Benchmark
    public long plainRules() {
        final Candidates candidates = nextRequest();
        long sum = 0;
        for (final Opportunity opportunity : candidates.opportunities()) {
            sum += plainPick(candidates.request(), opportunity);
        }
        return sum;
    }

    /** The creative's place in the index; -1 if none. */
    private long pick(final DecodedRequest request, final Opportunity opportunity) {
        final BidContext context = request.context();
        context.beginImpression(opportunity.impression().number());
        context.deal = opportunity.deal();
        for (final int slot : opportunity.slots()) {
            context.slot = slot;
            picker.beginCandidate(context);
            if (picker.next(context)) {
                return context.creative;
            }
        }
        return PlainPicker.NONE;
    }

    private long plainPick(final DecodedRequest request, final Opportunity opportunity) {
        final BidContext context = request.context();
        for (final int slot : opportunity.slots()) {
            final int place = plainPicker.pick(
                    request.plain(),
                    opportunity.impression().plain(),
                    opportunity.deal(),
                    plainCreatives.get(slot),
                    CreativePicker.turn(context));
            if (place != PlainPicker.NONE) {
                return (long) context.index.table().firstCreative(slot) + place;
            }
        }
        return PlainPicker.NONE;
    }

    private static Candidates candidates(
            final DecodedRequest request, final RequestMatcher requestMatcher, final OpportunityMatcher matcher) {
        final BidContext context = request.context();
        final List<Opportunity> opportunities = new ArrayList<>();
        final boolean matches = requestMatcher.match(context);
        for (final DecodedRequest.Impression impression : request.impressions()) {
            context.beginImpression(impression.number());
            final boolean impressionMatches = matches && matcher.matchImpression(context);
            for (final int deal : impression.deals()) {
                context.deal = deal;
                final List<Integer> slots = new ArrayList<>();
                if (impressionMatches && matcher.matchOpportunity(context)) {
                    while (matcher.next(context)) {
                        slots.add(context.slot);
                    }
                    opportunities.add(new Opportunity(
                            impression,
                            deal,
                            slots.stream().mapToInt(Integer::intValue).toArray()));
                }
            }
        }
        return new Candidates(request, opportunities.toArray(new Opportunity[0]));
    }

    private static List<List<PlainCreative>> plainCreatives(final CampaignIndex index) {
        final List<List<PlainCreative>> bySlot = new ArrayList<>();
        for (int slot = 0; slot < index.slotCount(); slot++) {
            int place = index.table().firstCreative(slot);
            final List<PlainCreative> creatives = new ArrayList<>();
            for (final Creative creative : index.campaign(slot).creatives()) {
                creatives.add(PlainCreative.of(creative, index.table(), place++));
            }
            bySlot.add(creatives);
        }
        return bySlot;
    }

    private Candidates nextRequest() {
        next = (next + 1) & (REQUESTS - 1);
        return requests[next];
    }
}
