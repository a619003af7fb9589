package io.hayate.loadtest.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.loadtest.campaigns.GeneratorOptions.Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CampaignGeneratorTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int COUNT = 4_000;

    @Test
    void shouldWriteTheSameForTheSameSeed() throws IOException {
        assertThat(text(Profile.MIXED, 200, 7)).isEqualTo(text(Profile.MIXED, 200, 7));
        assertThat(text(Profile.MIXED, 200, 7)).isNotEqualTo(text(Profile.MIXED, 200, 8));
    }

    @Test
    void shouldWriteOneCampaignALineWithUniqueIds() throws IOException {
        final Set<Long> ids = new HashSet<>();
        final Set<Long> creativeIds = new HashSet<>();
        int creativeCount = 0;
        for (final JsonNode campaign : campaigns(Profile.MIXED, COUNT)) {
            ids.add(campaign.get("id").longValue());
            for (final JsonNode creative : campaign.get("creatives")) {
                creativeIds.add(creative.get("id").longValue());
                creativeCount++;
            }
        }
        assertThat(ids).hasSize(COUNT);
        assertThat(creativeIds).hasSize(creativeCount);
        assertThat(creativeCount).isBetween(2 * COUNT, 4 * COUNT);
    }

    @Test
    void shouldKeepTheSharesOfTheTable() throws IOException {
        final List<JsonNode> campaigns = campaigns(Profile.MIXED, COUNT);
        final Map<String, Double> shares = Map.ofEntries(
                Map.entry("exchange", TargetingWriter.EXCHANGE_SHARE),
                Map.entry("country", TargetingWriter.COUNTRY_SHARE),
                Map.entry("language", TargetingWriter.LANGUAGE_SHARE),
                Map.entry("deviceType", TargetingWriter.DEVICE_TYPE_SHARE),
                Map.entry("os", TargetingWriter.OS_SHARE),
                Map.entry("siteDomain", TargetingWriter.SITE_DOMAIN_SHARE),
                Map.entry("appBundle", TargetingWriter.APP_BUNDLE_SHARE),
                Map.entry("inventory", TargetingWriter.INVENTORY_SHARE),
                Map.entry("hourOfWeek", TargetingWriter.HOUR_OF_WEEK_SHARE),
                Map.entry("deal", TargetingWriter.DEAL_SHARE),
                Map.entry("publisher", NarrowTargetingWriter.PUBLISHER_SHARE),
                Map.entry("contentCategory", NarrowTargetingWriter.CONTENT_CATEGORY_SHARE),
                Map.entry("region", NarrowTargetingWriter.PLACE_SHARE),
                Map.entry("city", NarrowTargetingWriter.PLACE_SHARE),
                Map.entry("postalCode", NarrowTargetingWriter.PLACE_SHARE),
                Map.entry("radius", NarrowTargetingWriter.PLACE_SHARE),
                Map.entry("metro", NarrowTargetingWriter.METRO_SHARE),
                Map.entry("osVersion", NarrowTargetingWriter.OS_VERSION_SHARE),
                Map.entry("make", NarrowTargetingWriter.MAKE_SHARE),
                Map.entry("connectionType", NarrowTargetingWriter.CONNECTION_TYPE_SHARE),
                Map.entry("carrier", NarrowTargetingWriter.CARRIER_SHARE),
                Map.entry("position", NarrowTargetingWriter.POSITION_SHARE),
                Map.entry("segment", NarrowTargetingWriter.SEGMENT_SHARE));
        shares.forEach((dimension, share) -> assertThat(share(
                        campaigns,
                        campaign -> campaign.at("/targeting/" + dimension).isContainerNode()))
                .as(dimension)
                .isCloseTo(share, within(0.025)));
        assertThat(share(campaigns, campaign -> campaign.get("status").asText().equals("active")))
                .isCloseTo(0.92, within(0.02));
    }

    @Test
    void shouldBidWithinTheRangeInAFewDecimals() throws IOException {
        for (final JsonNode campaign : campaigns(Profile.MIXED, COUNT)) {
            final String amount = campaign.at("/bid/amount").asText();
            assertThat(Double.parseDouble(amount)).isBetween(0.2, 12.0);
            assertThat(amount).matches("[0-9]{1,2}(\\.[0-9]{1,4})?");
        }
    }

    @Test
    void shouldWriteOnlyWhatIsAdmittedToday() throws IOException {
        for (final JsonNode campaign : campaigns(Profile.MIXED, COUNT)) {
            assertThat(campaign.at("/budget/currency").asText()).isEqualTo("USD");
            assertThat(campaign.at("/budget/pacing").asText("asap")).isIn("asap", "");
            assertThat(campaign.at("/bid/strategy").asText()).isEqualTo("cpm");
            assertThat(campaign.has("frequencyCaps")).isFalse();
            for (final JsonNode creative : campaign.get("creatives")) {
                assertThat(creative.get("type").asText()).isEqualTo("banner");
                assertThat(creative.get("domain").size()).isPositive();
                final boolean http = creative.toString().contains("http://");
                assertThat(http && creative.path("secure").asBoolean(false)).isFalse();
            }
        }
    }

    @Test
    void shouldWriteAsManyCreativesAsTold() throws IOException {
        final GeneratorOptions options =
                new GeneratorOptions(Profile.MIXED, 50, 1, 20, 1, 1, GeneratorOptions.DEFAULT_START);
        for (final JsonNode campaign : campaigns(options)) {
            assertThat(campaign.get("creatives").size()).isEqualTo(20);
        }
    }

    @Test
    void wideOpenShouldHaveNoTargetingAndEverySizeOnce() throws IOException {
        final JsonNode campaign = campaigns(Profile.WIDE_OPEN, 1).get(0);
        assertThat(campaign.has("targeting")).isFalse();
        final List<String> sizes = new ArrayList<>();
        campaign.get("creatives").forEach(creative -> sizes.add(creative.get("w") + "x" + creative.get("h")));
        assertThat(sizes)
                .doesNotHaveDuplicates()
                .contains("300x250", "320x50", "728x90")
                .hasSizeGreaterThan(50);
    }

    private static double share(final List<JsonNode> campaigns, final Predicate<JsonNode> predicate) {
        return (double) campaigns.stream().filter(predicate).count() / campaigns.size();
    }

    private static List<JsonNode> campaigns(final Profile profile, final int count) throws IOException {
        return campaigns(GeneratorOptions.of(profile, count, 1));
    }

    private static List<JsonNode> campaigns(final GeneratorOptions options) throws IOException {
        final List<JsonNode> campaigns = new ArrayList<>();
        for (final String line : text(options).split("\n", -1)) {
            if (!line.isEmpty()) {
                campaigns.add(MAPPER.readTree(line));
            }
        }
        assertThat(campaigns).hasSize(options.count());
        return campaigns;
    }

    private static String text(final Profile profile, final int count, final long seed) throws IOException {
        return text(GeneratorOptions.of(profile, count, seed));
    }

    private static String text(final GeneratorOptions options) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CampaignGenerator(options).write(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
