package io.hayate.bidder.campaigns.admit;

import static io.hayate.bidder.campaigns.CampaignDocuments.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.ConfigKey;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentLimitsTest {
    private static final DocumentLimits SMALL = new DocumentLimits(1_500, 2, 3, 40);
    private static final String MARKUP = "<a href=\\\"${CLICK_URL}\\\">a</a>";

    private static byte[] bytes(final String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }

    private static String targeted(final String targeting) {
        return campaign(1, "a", 1).replace("\"creatives\"", "\"targeting\": " + targeting + ", \"creatives\"");
    }

    private static Stream<Arguments> tooLarge() {
        return Stream.of(
                Arguments.of(
                        campaign(1, "a", 1) + " ".repeat(1_500),
                        "",
                        "has too many bytes; at most 1500 are allowed (max-document-bytes)"),
                Arguments.of(
                        campaign(1, "a", 3),
                        "creatives",
                        "has 3 items; at most 2 are allowed (max-campaign-creatives)"),
                Arguments.of(
                        targeted("{\"country\": {\"include\": [\"JP\", \"US\", \"DE\", \"FR\"]}}"),
                        "targeting.country.include",
                        "has 4 items; at most 3 are allowed (max-list-values)"),
                Arguments.of(
                        targeted("{\"segment\": {\"allOf\": [[\"a\"], [\"a\", \"b\", \"c\", \"d\"]]}}"),
                        "targeting.segment.allOf[1]",
                        "has 4 items; at most 3 are allowed (max-list-values)"),
                Arguments.of(
                        targeted("{\"segment\": {\"noneOf\": [\"a\", \"b\", \"c\", \"d\"]}}"),
                        "targeting.segment.noneOf",
                        "has 4 items; at most 3 are allowed (max-list-values)"),
                Arguments.of(
                        campaign(1, "a", 1).replace(MARKUP, "x".repeat(41)),
                        "creatives[0].markup",
                        "has 41 bytes in UTF-8; at most 40 are allowed (max-markup-bytes)"));
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void shouldNameTheLimitInForceAndItsKey(final String document, final String path, final String reason) {
        assertThat(new CampaignParser(SMALL).parse(bytes(document), 1).refusals())
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.path()).isEqualTo(path);
                    assertThat(refusal.reason()).isEqualTo(reason);
                });
        assertThat(new CampaignParser(SMALL).parseStored(bytes(document)).campaign())
                .as("what was admitted under larger limits loads")
                .isNotNull();
    }

    @Test
    void shouldBindAdvertisersToo() {
        final String blocking =
                "{\"id\": 7, \"blockedDomains\": [\"a.example\", \"b.example\", \"c.example\", \"d.example\"]}";

        assertThat(new AdvertiserParser(SMALL).parse(bytes(blocking)).refusals())
                .containsExactly(
                        new Refusal(1, 7L, "blockedDomains", "has 4 items; at most 3 are allowed (max-list-values)"));
        assertThat(new AdvertiserParser(SMALL)
                        .parse(bytes(blocking + " ".repeat(1_500)))
                        .refusals())
                .extracting(Refusal::reason)
                .containsExactly("has too many bytes; at most 1500 are allowed (max-document-bytes)");
        assertThat(AdvertiserParser.parseStored(bytes(blocking)).advertiser().blockedDomains())
                .hasSize(4);
    }

    @Test
    void shouldCallLimitsByTheirKeysAndHaveTheirDefaults() {
        final DocumentLimits defaults = DocumentLimits.DEFAULT;
        for (final Limit limit : new Limit[] {
            defaults.documentBytes(), defaults.creatives(), defaults.listValues(), defaults.markupBytes()
        }) {
            assertThat(ConfigKey.values())
                    .filteredOn(key -> key.flag().equals(limit.key()))
                    .extracting(ConfigKey::defaultText)
                    .containsExactly(Integer.toString(limit.most()));
        }
    }
}
