package io.hayate.bidder.campaigns.admit;

import static io.hayate.bidder.campaigns.CampaignDocuments.campaign;
import static io.hayate.bidder.campaigns.CampaignDocuments.creative;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.Dimension;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/campaigns.md says of large, odd and hostile documents. */
class BadInputTest {
    private static ParsedCampaign parse(final String json) {
        return new CampaignParser().parse(json.getBytes(StandardCharsets.UTF_8), 1);
    }

    private static String targeted(final String targeting) {
        return campaign(1, "a", 1).replace("\"creatives\"", "\"targeting\": " + targeting + ", \"creatives\"");
    }

    private static String domains(final int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> "\"d" + i + ".example\"")
                .collect(Collectors.joining(","));
    }

    private static String withCreatives(final int count) {
        final String creatives =
                LongStream.rangeClosed(1, count).mapToObj(i -> creative(i, "x")).collect(Collectors.joining(","));
        return campaign(1, "a", 1)
                .replaceFirst("\"creatives\": .*", Matcher.quoteReplacement("\"creatives\": [" + creatives + "]}"));
    }

    private static void assertRefused(final ParsedCampaign parsed, final String path, final String reason) {
        assertThat(parsed.campaign()).isNull();
        assertThat(parsed.refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.path()).isEqualTo(path);
            assertThat(refusal.reason()).contains(reason);
        });
    }

    @Test
    void shouldTakeTenThousandDomainsAndNoMore() {
        assertThat(parse(targeted("{\"siteDomain\": {\"include\": [" + domains(10_000) + "]}}"))
                        .campaign()
                        .targeting()
                        .rule(Dimension.SITE_DOMAIN)
                        .include())
                .hasSize(10_000);
        assertRefused(
                parse(targeted("{\"siteDomain\": {\"exclude\": [" + domains(10_001) + "]}}")),
                "targeting.siteDomain.exclude",
                "10001 items; at most 10000");
    }

    @Test
    void shouldTakeAThousandCreativesAndNoMore() {
        assertThat(parse(withCreatives(1_000)).campaign().creatives()).hasSize(1_000);
        assertRefused(parse(withCreatives(1_001)), "creatives", "1001 items; at most 1000");
    }

    @Test
    void shouldRefuseMegabytesOfMarkup() {
        final String document = campaign(1, "a", 1);
        assertRefused(
                parse(document.replace("<a ", "x".repeat(5_000_000) + "<a ")),
                "",
                "at most 1048576 are allowed (max-document-bytes)");
        assertRefused(
                parse(document.replace("<a ", "x".repeat(100_000) + "<a ")),
                "creatives[0].markup",
                "at most 65536 are allowed (max-markup-bytes)");
    }

    @Test
    void shouldTakeEmptyListsAsNoRestriction() {
        final ParsedCampaign parsed = parse(
                targeted(
                        "{\"siteDomain\": {\"include\": [], \"exclude\": []},"
                                + " \"country\": {}, \"radius\": [], \"osVersion\": {}, \"segment\": {\"allOf\": [[]], \"noneOf\": []}}"));
        assertThat(parsed.campaign().targeting().rules()).isEmpty();
        assertThat(parsed.campaign().targeting().segments().allOf()).isEmpty();

        assertRefused(parse(withCreatives(0)), "creatives", "at least one");
    }

    /** The exclude takes out of the include: a campaign that excludes all it includes does not bid. */
    @Test
    void shouldTakeAnIncludeAndAnExcludeOfTheSame() {
        final var rule = parse(targeted("{\"country\": {\"include\": [\"JPN\"], \"exclude\": [\"JPN\"]}}"))
                .campaign()
                .targeting()
                .rule(Dimension.COUNTRY);
        assertThat(rule.include()).isEqualTo(rule.exclude());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "\"id\": 1,          ; \"id\": 0,                        ; id",
                "\"id\": 1,          ; \"id\": 1e300,                    ; id",
                "\"id\": 1,          ; \"id\": 1.5,                      ; id",
                "\"advertiser\": 7   ; \"advertiser\": 9007199254740992  ; advertiser",
                "\"advertiser\": 7   ; \"advertiser\": -1                ; advertiser",
                "\"amount\": 2.50    ; \"amount\": 1e99                  ; bid.amount",
                "\"amount\": 2.50    ; \"amount\": 0.0000001             ; bid.amount",
                "\"amount\": 2.50    ; \"amount\": -2                    ; bid.amount",
                "\"currency\": \"USD\"; \"currency\": \"USD\", \"daily\": 1e12 ; budget.daily",
                "\"w\": 300          ; \"w\": 2147483648                 ; creatives[0].w",
                "\"h\": 250          ; \"h\": 0                          ; creatives[0].h",
                "\"strategy\": \"cpm\"; \"strategy\": \"vcpm\"           ; bid.strategy",
                "\"type\": \"banner\"; \"type\": \"hologram\"            ; creatives[0].type",
                "\"advertiser\": 7   ; \"advertiser\": 7, \"status\": \"live\" ; status",
                "\"creatives\": [    ; \"targeting\": {\"inventory\": {\"include\": [\"site\", \"tv\"]}}, \"creatives\": [ ; targeting.inventory.include[1]",
                "\"creatives\": [    ; \"targeting\": {\"country\": {\"exclude\": [\"XX\"]}}, \"creatives\": [ ; targeting.country.exclude[0]",
                "\"creatives\": [    ; \"targeting\": {\"deviceType\": {\"include\": [9]}}, \"creatives\": [ ; targeting.deviceType.include[0]",
                "\"creatives\": [    ; \"targeting\": {\"mood\": {}}, \"creatives\": [ ; targeting.mood",
                "\"creatives\": [    ; \"targeting\": {\"radius\": [{\"lat\": 91, \"lon\": 0, \"km\": 1}]}, \"creatives\": [ ; targeting.radius[0].lat",
                "\"currency\": \"USD\"; \"currency\": \"usd\"          ; budget.currency",
                "\"start\": \"2026-11-01T00:00:00Z\"; \"start\": \"2026-11-01T00:00:00Z\", \"end\": \"2026-11-01T00:00:00Z\" ; flight.end",
                "2026-11-01T         ; +12026-11-01T                     ; flight.start",
                "2026-11-01T         ; 1026-11-01T                       ; flight.start"
            })
    void shouldRefuseAbsurdNumbersAndUnknownWordsByTheirField(final String good, final String bad, final String path) {
        final ParsedCampaign parsed = parse(campaign(1, "a", 1).replace(good, bad));
        assertThat(parsed.campaign()).isNull();
        assertThat(parsed.refusals()).extracting(Refusal::path).containsExactly(path);
    }

    @Test
    void shouldTakeAFlightThatIsOver() {
        assertThat(parse(campaign(1, "a", 1)
                                .replace(
                                        "\"2026-11-01T00:00:00Z\"",
                                        "\"2001-01-01T00:00:00Z\", \"end\": \"2001-02-01T00:00:00Z\""))
                        .campaign())
                .isNotNull();
    }
}
