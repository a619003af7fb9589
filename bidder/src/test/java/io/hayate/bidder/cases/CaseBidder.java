package io.hayate.bidder.cases;

import io.hayate.bidder.bid.PipelineFixture;
import java.io.IOException;

/** Opens the pipeline that a case asks for. */
final class CaseBidder {
    private static final String TRACKER_URL = "https://track.example";

    private CaseBidder() {}

    static PipelineFixture open(final CaseDocument expected) throws IOException {
        return new PipelineFixture(
                expected.trackerUrl() == null ? TRACKER_URL : expected.trackerUrl(),
                CaseCampaigns.read(expected.campaigns()));
    }
}
