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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CampaignGeneratorTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int COUNT = 4_000;
    private static final List<CreativeFormat> ALL_FORMATS = List.of(CreativeFormat.values());

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
    void shouldWriteOnlyWhatBiddersAdmit() throws IOException {
        for (final JsonNode campaign : campaigns(allFormats(COUNT))) {
            assertThat(campaign.at("/budget/currency").asText()).isEqualTo("USD");
            assertThat(campaign.at("/budget/pacing").asText("asap")).isIn("asap", "");
            assertThat(campaign.at("/bid/strategy").asText()).isEqualTo("cpm");
            assertThat(campaign.has("frequencyCaps")).isFalse();
            for (final JsonNode creative : campaign.get("creatives")) {
                assertThat(creative.get("domain").size()).isPositive();
                final boolean http = creative.toString().contains("http://");
                assertThat(http && creative.path("secure").asBoolean(false)).isFalse();
                for (final JsonNode text : creative) {
                    assertThat(text.asText().contains("\n") && !creative.has("markup"))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void shouldGiveEveryFormatWhatItCannotDoWithout() throws IOException {
        final Map<String, Integer> counts = new HashMap<>();
        for (final JsonNode campaign : campaigns(allFormats(COUNT))) {
            for (final JsonNode creative : campaign.get("creatives")) {
                final String type = creative.get("type").asText();
                counts.merge(type, 1, Integer::sum);
                final List<String> required = switch (type) {
                    case "banner" -> List.of("w", "h", "markup");
                    case "video" -> List.of("w", "h", "durationSeconds", "mimes", "bitrateKbps");
                    case "audio" -> List.of("durationSeconds", "mimes", "bitrateKbps");
                    default -> List.of("title", "sponsored");
                };
                assertThat(required).allMatch(creative::has);
                if (creative.has("durationSeconds")) {
                    assertThat(creative.has("mediaUrl")).isNotEqualTo(creative.has("vastUrl"));
                    assertThat(creative.path("skipAfterSeconds").asInt())
                            .isLessThan(creative.get("durationSeconds").asInt());
                }
            }
        }
        final double all = counts.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(counts.get("banner") / all).isCloseTo(0.82, within(0.02));
        assertThat(counts.get("video") / all).isCloseTo(0.09, within(0.02));
        assertThat(counts.get("audio") / all).isCloseTo(0.03, within(0.01));
        assertThat(counts.get("native") / all).isCloseTo(0.06, within(0.02));
    }

    @Test
    void shouldWriteOnlyTheFormatsTold() throws IOException {
        final GeneratorOptions options =
                options(Profile.MIXED, 50, 0, List.of(CreativeFormat.AUDIO), GeneratorOptions.DEFAULT_CURRENCIES);
        assertThat(campaigns(options))
                .allSatisfy(campaign -> assertThat(campaign.get("creatives").findValuesAsText("type"))
                        .containsOnly("audio"));
    }

    @Test
    void shouldTakeCurrenciesInTurnForMoneyOfTheSameWorth() throws IOException {
        final List<JsonNode> dollars = campaigns(allFormats(90));
        final List<JsonNode> mixed =
                campaigns(options(Profile.MIXED, 90, 0, ALL_FORMATS, List.of("USD", "JPY", "EUR")));
        for (int i = 0; i < 90; i++) {
            final String currency = mixed.get(i).at("/budget/currency").asText();
            assertThat(currency).isEqualTo(List.of("USD", "JPY", "EUR").get(i % 3));
            final double rate = currency.equals("JPY") ? 150 : 1;
            assertThat(mixed.get(i).at("/bid/amount").asDouble() / rate)
                    .isCloseTo(dollars.get(i).at("/bid/amount").asDouble(), within(0.01));
            assertThat(mixed.get(i).get("targeting")).isEqualTo(dollars.get(i).get("targeting"));
        }
    }

    @Test
    void shouldWriteAsManyCreativesAsTold() throws IOException {
        final GeneratorOptions options =
                options(Profile.MIXED, 50, 20, ALL_FORMATS, GeneratorOptions.DEFAULT_CURRENCIES);
        for (final JsonNode campaign : campaigns(options)) {
            assertThat(campaign.get("creatives").size()).isEqualTo(20);
        }
    }

    @Test
    void wideOpenShouldHaveNoTargetingAndEverySizeLengthAndFileOnce() throws IOException {
        final JsonNode campaign = campaigns(
                        options(Profile.WIDE_OPEN, 1, 0, ALL_FORMATS, GeneratorOptions.DEFAULT_CURRENCIES))
                .get(0);
        assertThat(campaign.has("targeting")).isFalse();
        final Map<String, List<String>> kinds = new HashMap<>();
        final Set<Long> ids = new HashSet<>();
        for (final JsonNode creative : campaign.get("creatives")) {
            ids.add(creative.get("id").longValue());
            kinds.computeIfAbsent(creative.get("type").asText(), type -> new ArrayList<>())
                    .add(creative.path("w").asText() + "x" + creative.path("h").asText() + " "
                            + creative.path("durationSeconds").asText() + " "
                            + creative.path("mimes").path(0).asText()
                            + creative.path("skipAfterSeconds").asText("")
                            + creative.path("delivery").asText("")
                            + creative.at("/main/h").asText());
        }
        assertThat(ids).hasSize(campaign.get("creatives").size()).hasSizeLessThanOrEqualTo(WideOpen.MAX_CREATIVES);
        assertThat(kinds.get("banner"))
                .doesNotHaveDuplicates()
                .contains("300x250  ", "320x50  ", "728x90  ")
                .hasSizeGreaterThan(50);
        assertThat(kinds.get("video"))
                .doesNotHaveDuplicates()
                .contains("1280x720 15 video/mp4", "720x1280 60 video/webm", "1280x720 5 video/mp44");
        assertThat(kinds.get("audio"))
                .doesNotHaveDuplicates()
                .contains("x 30 audio/mpeg")
                .hasSize(9);
        assertThat(kinds.get("native")).doesNotHaveDuplicates().isNotEmpty();
    }

    @Test
    void twoWideOpenCampaignsShouldNotShareIds() throws IOException {
        final Set<Long> ids = new HashSet<>();
        int count = 0;
        for (final JsonNode campaign :
                campaigns(options(Profile.WIDE_OPEN, 2, 0, ALL_FORMATS, List.of("USD", "JPY")))) {
            for (final JsonNode creative : campaign.get("creatives")) {
                ids.add(creative.get("id").longValue());
                count++;
            }
        }
        assertThat(ids).hasSize(count);
    }

    private static GeneratorOptions allFormats(final int count) {
        return options(Profile.MIXED, count, 0, ALL_FORMATS, GeneratorOptions.DEFAULT_CURRENCIES);
    }

    private static GeneratorOptions options(
            final Profile profile,
            final int count,
            final int creatives,
            final List<CreativeFormat> formats,
            final List<String> currencies) {
        return new GeneratorOptions(
                profile,
                count,
                1,
                creatives,
                formats,
                currencies,
                GeneratorOptions.Ids.DEFAULT,
                GeneratorOptions.DEFAULT_START);
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
