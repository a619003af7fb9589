package io.hayate.bidder.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.bid.PipelineFixture;
import io.hayate.bidder.bid.gate.SupplyPolicy;
import io.hayate.bidder.bid.identify.PermittedUserData;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.live.IndexView;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.privacy.PrivacyPolicy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A bid loop's pipeline and the explain agent behind it, driven by hand. */
final class ExplainFixture implements AutoCloseable {
    final LoopFunnel loop = new LoopFunnel(0, 1);
    final ExplainQueries queries = new ExplainQueries();
    final PipelineFixture bidder;
    final ExplainAgent agent;
    long nowMs = PipelineFixture.NOW_MS;

    ExplainFixture(final Campaign... campaigns) {
        this(PipelineFixture.DEMO, PrivacyPolicy.DEFAULT, campaigns);
    }

    ExplainFixture(final ExchangeProfile exchange, final PrivacyPolicy privacy, final Campaign... campaigns) {
        this(exchange, privacy, new PermittedUserData(), new PermittedUserData(), campaigns);
    }

    ExplainFixture(
            final ExchangeProfile exchange,
            final PrivacyPolicy privacy,
            final PermittedUserData usersOfLoop,
            final PermittedUserData usersOfAgent,
            final Campaign... campaigns) {
        bidder = new PipelineFixture(
                exchange, "https://track.example", privacy, SupplyPolicy.DEFAULT, usersOfLoop, campaigns);
        bidder.pipeline.observe(loop);
        agent = new ExplainAgent(
                bidder.live,
                List.of(loop),
                bidder.tracedRoute(usersOfAgent),
                List.of(exchange),
                queries,
                () -> nowMs,
                () -> 0);
        agent.doWork();
    }

    /** The same campaigns, in as many parts as a view can have; some are gone from the first. */
    static ExplainFixture inParts(
            final ExchangeProfile exchange, final PrivacyPolicy privacy, final Campaign... campaigns) {
        final ExplainFixture fixture = new ExplainFixture(exchange, privacy);
        fixture.bidder.publishInParts(campaigns);
        assertThat(fixture.bidder.live.current().partCount()).isEqualTo(IndexView.MAX_PARTS);
        // From now on it counts for them, not only from the first time that it looks.
        fixture.nowMs += ExplainAgent.FOLLOW_PAUSE_MS;
        fixture.agent.doWork();
        return fixture;
    }

    /** Bids on a request that the loop also copies as a sample, for none was for long. */
    int bidAndSample(final byte[] request) {
        bidder.arrivalNs += 1_000_000_000L;
        return bidder.bid(request);
    }

    int bidAndSample(final String request) {
        return bidAndSample(request.getBytes(StandardCharsets.UTF_8));
    }

    CampaignFunnel funnel(final long campaignId) {
        return answered(queries.why(campaignId));
    }

    ObjectNode explain(final byte[] request, final long campaignId) {
        return answered(queries.explain(bidder.exchange(), request, campaignId));
    }

    ObjectNode explain(final String request, final long campaignId) {
        return explain(request.getBytes(StandardCharsets.UTF_8), campaignId);
    }

    private <T> T answered(final CompletionStage<T> stage) {
        agent.doWork();
        return stage.toCompletableFuture().join();
    }

    @Override
    public void close() {
        bidder.close();
    }
}
