package io.hayate.bidder.fuzz;

import static io.hayate.bidder.privacy.TcfRegistration.purpose;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRoute;
import io.hayate.bidder.bid.PipelineFixture;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.cases.CaseCampaigns;
import io.hayate.bidder.privacy.PrivacyPolicy;
import io.hayate.bidder.privacy.TcfRegistration;
import io.hayate.loadtest.check.BidChecker;
import java.nio.charset.StandardCharsets;

/** The pipeline with campaigns that something can be bid with, and the checker behind it. */
final class FuzzedBidder {
    static final int VENDOR_ID = 99;

    /** With a vendor id, so that consent strings are read to their end. */
    private static final TcfRegistration REGISTRATION =
            new TcfRegistration(VENDOR_ID, purpose(1) | purpose(2) | purpose(3) | purpose(4), purpose(2), purpose(2));

    private final PipelineFixture pipeline;
    private final BidChecker checker = new BidChecker();

    FuzzedBidder() {
        pipeline = new PipelineFixture(
                "https://track.example",
                new PrivacyPolicy(REGISTRATION, false),
                CaseCampaigns.named(
                        "banner", "cheap", "deal", "ruled", "targeted", "video", "wrapper", "audio", "native"));
    }

    void publish(final Campaign campaign) {
        pipeline.publish(campaign);
    }

    /** Whether there is a bid; fails if anything is thrown, or the answer breaks a rule of the request. */
    boolean assertAnswersRightly(final byte[] body) {
        if (body.length > BidLimits.MAX_BODY_BYTES) {
            return false; // Never reaches the pipeline.
        }
        final int outcome = pipeline.bid(body);
        if (outcome <= 0) {
            assertThat(outcome).isIn(BidRoute.NO_BID, BidRoute.BAD_REQUEST);
            return false;
        }
        if (HalfPairs.mayBeInKey(body)) {
            return true; // The checker reads with Jackson.
        }
        assertThat(checker.sentences(body, pipeline.answerText().getBytes(StandardCharsets.UTF_8)))
                .as(() -> pipeline.answerText() + " to " + new String(body, StandardCharsets.UTF_8))
                .isEmpty();
        return true;
    }

    boolean assertAnswersRightly(final String body) {
        return assertAnswersRightly(body.getBytes(StandardCharsets.UTF_8));
    }
}
