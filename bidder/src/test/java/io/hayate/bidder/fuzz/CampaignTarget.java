package io.hayate.bidder.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.admit.CampaignParser;
import io.hayate.bidder.campaigns.admit.ParsedCampaign;
import java.nio.charset.StandardCharsets;

/** Whatever is posted as campaign: refused with a path and a reason, or bid with. */
public final class CampaignTarget {
    private static final String REQUEST = """
            {"id": "r", "imp": [
              {"id": "1", "banner": {"format": [{"w": 300, "h": 250}, {"w": 320, "h": 50}]},
               "pmp": {"deals": [{"id": "deal-1"}, {"id": "deal-2"}]}},
              {"id": "2", "instl": 1, "secure": 1, "banner": {"wmin": 1, "hmin": 1}}],
             "app": {"bundle": "com.example.game"}, "device": {"os": "ios", "w": 2000, "h": 2000, "geo": {"country": "JPN"}}}""";

    private static final FuzzedBidder BIDDER = new FuzzedBidder();
    private static final CampaignParser PARSER = new CampaignParser();

    private CampaignTarget() {}

    public static void fuzzerTestOneInput(final byte[] document) {
        final ParsedCampaign parsed = PARSER.parse(document, 1);
        final Campaign campaign = parsed.campaign();
        if (campaign == null) {
            assertThat(parsed.refusals())
                    .isNotEmpty()
                    .allSatisfy(refusal -> assertThat(refusal.reason()).isNotBlank());
            return;
        }
        assertThat(parsed.refusals()).isEmpty();
        final ParsedCampaign again = PARSER.parse(parsed.json(), 1);
        assertThat(again.campaign())
                .as(() -> new String(parsed.json(), StandardCharsets.UTF_8))
                .isEqualTo(campaign);
        BIDDER.publish(campaign);
        BIDDER.assertAnswersRightly(REQUEST);
    }
}
