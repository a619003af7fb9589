package io.hayate.bidder.campaigns.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.Advertiser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdvertiserParserTest {
    private static ParsedAdvertiser parse(final String json) {
        return new AdvertiserParser().parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldNormaliseWhatItReads() {
        final ParsedAdvertiser parsed = parse("{\"id\": 7, \"name\": \"Shop\", \"seats\": {\"Demo\": \"Seat 7\"},"
                + " \"blockedDomains\": [\"Bad.example\", \"bücher.example\", \"bad.example\"]}");

        assertThat(parsed.refusals()).isEmpty();
        assertThat(parsed.advertiser())
                .isEqualTo(new Advertiser(
                        7, "Shop", Map.of("demo", "Seat 7"), List.of("bad.example", "xn--bcher-kva.example")));
    }

    @Test
    void shouldNeedAnIdOnly() {
        assertThat(parse("{\"id\": 7}").advertiser()).isEqualTo(Advertiser.empty(7));
        assertThat(parse(new String(AdvertiserParser.emptyDocument(7), StandardCharsets.UTF_8))
                        .advertiser())
                .isEqualTo(Advertiser.empty(7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "[]                                                     ; ''",
                "{}                                                     ; id",
                "{\"id\": 0}                                            ; id",
                "{\"id\": 7, \"name\": 1}                               ; name",
                "{\"id\": 7, \"name\": \"a\\u0007\"}                    ; name",
                "{\"id\": 7, \"seats\": []}                             ; seats",
                "{\"id\": 7, \"seats\": {\"de mo\": \"x\"}}             ; seats.de mo",
                "{\"id\": 7, \"seats\": {\"demo\": 7}}                  ; seats.demo",
                "{\"id\": 7, \"seats\": {\"demo\": \"\"}}               ; seats.demo",
                "{\"id\": 7, \"seats\": {\"demo\": \"a\\\"b\"}}         ; seats.demo",
                "{\"id\": 7, \"seats\": {\"demo\": \"ä\"}}              ; seats.demo",
                "{\"id\": 7, \"seats\": {\"demo\": null}}               ; seats.demo",
                "{\"id\": 7, \"seats\": {\"demo\": \"a\", \"DEMO\": \"b\"}}; seats.DEMO",
                "{\"id\": 7, \"blockedDomains\": {}}                    ; blockedDomains",
                "{\"id\": 7, \"blockedDomains\": [\"a.example\", \"https://b\"]} ; blockedDomains[1]",
                "{\"id\": 7, \"blockedDomains\": [7]}                   ; blockedDomains[0]",
                "{\"id\": 7, \"blocked\": []}                           ; blocked"
            })
    void shouldNameTheFieldThatIsWrong(final String json, final String path) {
        final ParsedAdvertiser parsed = parse(json);

        assertThat(parsed.advertiser()).isNull();
        assertThat(parsed.refusals()).extracting(Refusal::path).containsExactly(path);
        // A schema cannot say that two names are the same but for their letter case.
        assertThat(ContractDocuments.isOfAdvertiserSchema(json)).isEqualTo(path.equals("seats.DEMO"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": 7}",
                "{\"id\": 9007199254740991, \"name\": \"\"}",
                "{\"id\": 7, \"name\": \"秋のセール\"}",
                "{\"id\": 7, \"seats\": {}}",
                "{\"id\": 7, \"seats\": {\"demo\": \"Seat 7\", \"Other-1\": \"~\"}}",
                "{\"id\": 7, \"blockedDomains\": []}",
                "{\"id\": 7, \"blockedDomains\": [\"Bad.example\", \"bücher.example\", \"bad.example\"]}"
            })
    void shouldTakeWhatTheSchemaTakes(final String json) {
        assertThat(parse(json).refusals()).isEmpty();
        assertThat(ContractDocuments.isOfAdvertiserSchema(json)).isTrue();
    }

    @Test
    void shouldHoldTheLimits() {
        final String domains = IntStream.rangeClosed(0, DocumentLimits.DEFAULT.maxListValues())
                .mapToObj(i -> "\"d" + i + ".example\"")
                .collect(Collectors.joining(","));
        final String seats = IntStream.rangeClosed(0, CampaignLimits.MAX_SEATS)
                .mapToObj(i -> "\"e" + i + "\":\"s\"")
                .collect(Collectors.joining(","));

        assertThat(parse("{\"id\": 7, \"blockedDomains\": [" + domains + "]}").refusals())
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.path()).isEqualTo("blockedDomains");
                    assertThat(refusal.reason()).contains("10001 items; at most 10000 are allowed (max-list-values)");
                });
        assertThat(parse("{\"id\": 7, \"seats\": {" + seats + "}}").refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.path()).isEqualTo("seats"));
        assertThat(ContractDocuments.isOfAdvertiserSchema("{\"id\": 7, \"blockedDomains\": [" + domains + "]}"))
                .isFalse();
        assertThat(ContractDocuments.isOfAdvertiserSchema("{\"id\": 7, \"seats\": {" + seats + "}}"))
                .isFalse();
    }
}
