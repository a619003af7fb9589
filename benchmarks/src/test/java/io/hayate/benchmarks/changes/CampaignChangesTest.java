package io.hayate.benchmarks.changes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.benchmarks.compare.CampaignFile;
import io.hayate.bidder.campaigns.admit.CampaignParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignChangesTest {
    private static final int CAMPAIGNS = 200;
    private static final int CHANGES = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void shouldChangeNothingButPriceStatusAndTargeting() throws IOException {
        final Set<String> changedFields = new HashSet<>();
        final Set<Long> changedCampaigns = new HashSet<>();
        final CampaignParser parser = new CampaignParser();
        try (CampaignFile campaigns = CampaignFile.write(folder.resolve("campaigns.ndjson"), CAMPAIGNS, 3)) {
            final Map<Long, JsonNode> before = new HashMap<>();
            for (int i = 0; i < CAMPAIGNS; i++) {
                final JsonNode campaign = JSON.readTree(campaigns.line(i));
                before.put(campaign.at("/id").asLong(), campaign);
                assertThat(campaign.at("/creatives").size()).isEqualTo(3);
            }
            final CampaignChanges changes = new CampaignChanges(campaigns);
            for (int number = 0; number < CHANGES; number++) {
                final CampaignChanges.Change change = changes.change(number);
                final JsonNode after = JSON.readTree(change.body());
                final JsonNode campaign = before.get(change.campaignId());
                after.fieldNames().forEachRemaining(field -> {
                    if (!after.get(field).equals(campaign.get(field))) {
                        changedFields.add(field);
                    }
                });
                changedCampaigns.add(change.campaignId());
                assertThat(parser.parse(change.body(), 1).refusals()).isEmpty();
                assertThat(after.at("/bid/amount").asDouble()
                                / campaign.at("/bid/amount").asDouble())
                        .isBetween(0.799, 1.201);
            }
        }
        assertThat(changedFields).containsExactlyInAnyOrder("bid", "status", "targeting");
        assertThat(changedCampaigns).hasSizeGreaterThan(CAMPAIGNS * 9 / 10);
    }

    @Test
    void shouldMakeTheSameChangeForTheSameNumber() throws IOException {
        try (CampaignFile campaigns = CampaignFile.write(folder.resolve("campaigns.ndjson"), 10, 0)) {
            final CampaignChanges changes = new CampaignChanges(campaigns);

            assertThat(changes.change(7).body())
                    .isEqualTo(changes.change(7).body())
                    .isNotEqualTo(changes.change(8).body());
        }
    }

    @Test
    void shouldHaveAProbeCampaignThatIsTaken() {
        final CampaignParser parser = new CampaignParser();

        assertThat(parser.parse(ProbeCampaign.document(ProbeCampaign.HIGH_CPM), 1)
                        .refusals())
                .isEmpty();
    }
}
