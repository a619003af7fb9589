package io.hayate.loadtest.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The sample campaigns that the bidder is tried out with. */
class SampleCampaignsTest {
    private static final Path FILE = Path.of("..", "bidder", "samples", "campaigns.ndjson");
    private static final int COUNT = 200;
    private static final int MAX_BYTES = 1_000_000;
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    @Test
    void shouldHaveOneCampaignALineWithIdsInOrder() throws IOException {
        assertThat(Files.size(FILE)).isLessThan(MAX_BYTES);
        assertThat(campaigns().stream().map(campaign -> campaign.get("id").longValue()))
                .containsExactlyElementsOf(
                        LongStream.range(1001, 1001 + COUNT).boxed().toList());
        assertThat(campaigns().stream().map(campaign -> campaign.get("name").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldHaveUniqueCreativeIds() throws IOException {
        final List<Long> ids = new ArrayList<>();
        for (final JsonNode campaign : campaigns()) {
            campaign.get("creatives")
                    .forEach(creative -> ids.add(creative.get("id").longValue()));
        }
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id > 9000).hasSizeGreaterThan(2 * COUNT);
    }

    @Test
    void shouldUseEveryDimensionAndNoOther() throws IOException {
        final Set<String> used = new HashSet<>();
        for (final JsonNode campaign : campaigns()) {
            campaign.path("targeting").fieldNames().forEachRemaining(used::add);
        }
        assertThat(used)
                .containsExactlyInAnyOrder(
                        "exchange",
                        "inventory",
                        "siteDomain",
                        "appBundle",
                        "country",
                        "deviceType",
                        "os",
                        "language",
                        "deal",
                        "hourOfWeek",
                        "publisher",
                        "contentCategory",
                        "region",
                        "metro",
                        "city",
                        "postalCode",
                        "radius",
                        "osVersion",
                        "make",
                        "connectionType",
                        "carrier",
                        "position",
                        "segment");
    }

    @Test
    void shouldHaveBroadCampaignsInAllCommonSizes() throws IOException {
        int broadCount = 0;
        for (final JsonNode campaign : campaigns()) {
            final Set<String> sizes = new HashSet<>();
            campaign.get("creatives").forEach(creative -> sizes.add(creative.get("w") + "x" + creative.get("h")));
            final Set<String> common =
                    Set.of("300x250", "320x50", "728x90", "320x100", "160x600", "300x600", "336x280");
            final boolean broad = campaign.path("targeting").path("country").isMissingNode();
            if (broad && sizes.containsAll(common) && campaign.at("/bid/amount").asDouble() <= 1.5) {
                broadCount++;
            }
        }
        assertThat(broadCount).isGreaterThanOrEqualTo(10);
    }

    @Test
    void shouldHaveEveryFormatInManyCampaignsAndInTheBroadOnes() throws IOException {
        final Map<String, Integer> campaignsByType = new HashMap<>();
        for (final JsonNode campaign : campaigns()) {
            final Set<String> types = new HashSet<>(campaign.get("creatives").findValuesAsText("type"));
            types.forEach(type -> campaignsByType.merge(type, 1, Integer::sum));
            if (campaign.path("targeting").path("country").isMissingNode()
                    && campaign.get("creatives").size() > 12) {
                assertThat(types).containsExactlyInAnyOrder("banner", "video", "audio", "native");
            }
        }
        assertThat(campaignsByType.get("banner")).isEqualTo(COUNT);
        assertThat(campaignsByType.get("video")).isGreaterThan(40);
        assertThat(campaignsByType.get("audio")).isGreaterThan(20);
        assertThat(campaignsByType.get("native")).isGreaterThan(40);
    }

    @Test
    void mediaShouldBeFilesOrWrappersThatLastSomeSeconds() throws IOException {
        int wrappers = 0;
        for (final JsonNode campaign : campaigns()) {
            for (final JsonNode creative : campaign.get("creatives")) {
                if (creative.has("durationSeconds")) {
                    assertThat(creative.has("mediaUrl")).isNotEqualTo(creative.has("vastUrl"));
                    assertThat(creative.get("mimes").size()).isPositive();
                    wrappers += creative.has("vastUrl") ? 1 : 0;
                }
            }
        }
        assertThat(wrappers).isPositive();
    }

    private static List<JsonNode> campaigns() throws IOException {
        final List<JsonNode> campaigns = new ArrayList<>();
        for (final String line : Files.readAllLines(FILE)) {
            campaigns.add(STRICT.readTree(line));
        }
        return campaigns;
    }
}
