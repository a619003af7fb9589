package io.hayate.benchmarks.bid.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.benchmarks.bid.BenchmarkBidder;
import io.hayate.benchmarks.bid.BidBenchmark;
import io.hayate.benchmarks.bid.DecodedRequest;
import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.match.OpportunityMatcher;
import io.hayate.bidder.bid.match.RequestMatcher;
import io.hayate.bidder.bid.pick.CreativePicker;
import io.hayate.bidder.bid.predict.Predictor;
import io.hayate.bidder.bid.price.Pricer;
import io.hayate.bidder.bid.write.AnswerWriter;
import io.hayate.bidder.ledger.prices.LearnedPrices;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import io.hayate.bidder.notices.token.TokenSigner;
import io.hayate.loadtest.traffic.TrafficMix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The answer to a request that is bid on: our writer, which reads the creatives from their map, signs every token and fills
 * in the markup; against Jackson, which writes the same answer from a tree where all of that is done already. The signing
 * alone is a benchmark of its own, for it is most of the writer's work.
 */
public class AnswerWriterBenchmark extends BidBenchmark {
    private static final Predictor PREDICTOR =
            new Predictor(LearnedPrices.none().values());

    private static final int ANSWERS = 256;
    private static final int CANDIDATE_REQUESTS = 512;
    private static final byte[] LANDING_PAGE = "https://shop.example/sale".getBytes(StandardCharsets.US_ASCII);

    @Param("10000")
    int campaigns;

    private final ObjectMapper jackson = new ObjectMapper();
    private final byte[] answer = new byte[BidLimits.MAX_ANSWER_BYTES];
    private final NoticePayload payload = new NoticePayload();
    private final List<BidContext> contexts = new ArrayList<>();
    private final List<JsonNode> trees = new ArrayList<>();
    private int next;
    private BenchmarkBidder bidder;
    private AnswerWriter writer;
    private TokenSigner signer;

    /** What Jackson writes must read as what we write. */
    @Setup
    public void open() throws IOException {
        bidder = BenchmarkBidder.open(campaigns);
        writer = bidder.newAnswerWriter();
        signer = bidder.newTokenSigner();
        long bytes = 0;
        long bids = 0;
        for (final DecodedRequest request : bidder.decodedRequests(CANDIDATE_REQUESTS, TrafficMix.EXCHANGE)) {
            if (contexts.size() < ANSWERS && bid(request)) {
                final int length = write(request.context());
                final JsonNode tree = jackson.readTree(answer, 0, length);
                contexts.add(request.context());
                trees.add(tree);
                if (!jackson.readTree(jackson.writeValueAsBytes(tree)).equals(tree)) {
                    throw new IllegalStateException("Jackson writes another answer");
                }
                bytes += length;
                bids += request.context().bidCount;
            }
        }
        if (contexts.size() < ANSWERS) {
            throw new IllegalStateException("too few bids to say anything: " + contexts.size());
        }
        payload.impressionIdLength = 1;
        signer.seal(payload);
        System.out.printf(
                Locale.ROOT,
                "%n# %d answers of %d bytes in the mean, with %.2f bids in the mean%n",
                ANSWERS,
                bytes / ANSWERS,
                (double) bids / ANSWERS);
    }

    @TearDown
    public void close() {
        bidder.close();
    }

    @Benchmark
    public int writer() {
        return write(contexts.get(nextAnswer()));
    }

    @Benchmark
    public byte[] jacksonTree() throws IOException {
        return jackson.writeValueAsBytes(trees.get(nextAnswer()));
    }

    /** The tokens of one bid: three notices, the impression, the click. */
    @Benchmark
    public int tokensOfOneBid() {
        payload.sequence++;
        signer.seal(payload);
        int length = signer.write(NoticeKind.WIN, answer, 0);
        length = signer.write(NoticeKind.BILL, answer, length);
        length = signer.write(NoticeKind.LOSS, answer, length);
        length = signer.write(NoticeKind.IMPRESSION, answer, length);
        return length + signer.writeClick(LANDING_PAGE, 0, LANDING_PAGE.length, answer, length);
    }

    private int write(final BidContext context) {
        writer.begin(context, answer);
        for (int place = 0; place < context.bidCount; place++) {
            if (!writer.writeBid(context, writer.bidAt(place))) {
                throw new IllegalStateException("a bid could not be written");
            }
        }
        return writer.end();
    }

    /** Puts the bids into the context that the pipeline would, but that equals do not take turns between deals. */
    private static boolean bid(final DecodedRequest request) {
        final RequestMatcher requestMatcher = new RequestMatcher();
        final OpportunityMatcher matcher = new OpportunityMatcher();
        final CreativePicker picker = new CreativePicker();
        final Pricer pricer = new Pricer(LearnedPrices.none().shading());
        final BidContext context = request.context();
        picker.beginRequest();
        context.creativeTriesLeft = BidLimits.MAX_CREATIVES_TRIED;
        final boolean matches = requestMatcher.match(context);
        for (final DecodedRequest.Impression impression : request.impressions()) {
            context.beginImpression(impression.number());
            final boolean impressionMatches = matches && matcher.matchImpression(context);
            for (final int deal : impression.deals()) {
                context.deal = deal;
                if (impressionMatches && matcher.matchOpportunity(context)) {
                    bidOnOpportunity(context, matcher, picker, pricer);
                }
            }
        }
        return context.bidCount > 0;
    }

    private static void bidOnOpportunity(
            final BidContext context,
            final OpportunityMatcher matcher,
            final CreativePicker picker,
            final Pricer pricer) {
        while (matcher.next(context)) {
            picker.beginCandidate(context);
            if (!context.bidsAlready() && picker.next(context)) {
                if (PREDICTOR.predict(context) && pricer.price(context)) {
                    context.addBid();
                }
                return;
            }
        }
    }

    private int nextAnswer() {
        next = (next + 1) & (ANSWERS - 1);
        return next;
    }
}
