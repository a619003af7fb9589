package io.hayate.bidder.campaigns.admit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CampaignStatus;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.CreativeContent;
import io.hayate.bidder.campaigns.CreativeTrackers;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.Flight;
import io.hayate.bidder.campaigns.Targeting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignParserTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String MINIMAL = """
            {"id": 1, "advertiser": 2, "flight": {"start": "2026-11-01T00:00:00Z"}, "budget": {"currency": "USD"},
             "bid": {"strategy": "cpm", "amount": 1},
             "creatives": [{"id": 3, "type": "banner", "w": 300, "h": 250, "markup": "<b>x</b>", "domain": ["Shop.Example"]}]}
            """;

    private final CampaignParser parser = new CampaignParser();

    private ParsedCampaign parse(final String json) {
        return parser.parse(json.getBytes(StandardCharsets.UTF_8), 1);
    }

    @Test
    void shouldReadEveryField() {
        final Campaign campaign =
                parse(ContractDocuments.resource("banner.json")).campaign();

        assertThat(campaign.id()).isEqualTo(1001);
        assertThat(campaign.flight())
                .isEqualTo(new Flight(1_793_491_200_000L, 1_798_761_600_000L, ZoneId.of("Asia/Tokyo")));
        assertThat(campaign.budget()).isEqualTo(new Budget("USD", 500_000_000_000L, 10_000_000_000_000L));
        assertThat(campaign.bidCpmMicros()).isEqualTo(2_500_000);
        assertThat(campaign.targeting().rules()).hasSize(7);
        assertThat(campaign.targeting().rule(Dimension.COUNTRY).include()).containsExactly("JPN", "USA");
        assertThat(campaign.targeting().rule(Dimension.SITE_DOMAIN).exclude()).containsExactly("bad.example");
        assertThat(campaign.targeting().rule(Dimension.OS).include()).containsExactly("ios");
        assertThat(campaign.targeting().rule(Dimension.LANGUAGE).include()).containsExactly("ja");
        assertThat(campaign.targeting().rule(Dimension.DEVICE_TYPE).include()).containsExactly("1", "4");
        assertThat(campaign.targeting().rule(Dimension.HOUR_OF_WEEK).include()).containsExactly("0", "167");
        assertThat(campaign.creatives())
                .containsExactly(new Creative(
                        9001,
                        new CreativeContent.Banner(
                                300, 250, "<img src=\"https://cdn.example/a.png\">", List.of("text/html"), List.of()),
                        "https://shop.example/",
                        List.of("shop.example"),
                        List.of("IAB22"),
                        1,
                        List.of(1),
                        "en",
                        true,
                        "com.example.app",
                        List.of(),
                        new CreativeTrackers(List.of("https://px.example/"), List.of(), Map.of())));
    }

    @Test
    void shouldFillInDefaults() {
        final Campaign campaign = parse(MINIMAL).campaign();

        assertThat(campaign.name()).isEmpty();
        assertThat(campaign.status()).isEqualTo(CampaignStatus.ACTIVE);
        assertThat(campaign.flight().endMs()).isEqualTo(Flight.NO_END);
        assertThat(campaign.flight().timeZone()).isEqualTo(ZoneOffset.UTC);
        assertThat(campaign.budget()).isEqualTo(new Budget("USD", Budget.NO_LIMIT, Budget.NO_LIMIT));
        assertThat(campaign.targeting()).isEqualTo(Targeting.ANY);
        final Creative creative = campaign.creatives().get(0);
        assertThat(creative.landingPage()).isEqualTo("https://shop.example/");
        assertThat(creative.domains()).containsExactly("shop.example");
        assertThat(creative.cattax()).isEqualTo(1);
        assertThat(creative.language()).isNull();
        assertThat(creative.secure()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /creatives/0/markup      | "<img src='HTTP://cdn.example/a.png'>"
                    /creatives/0/landingPage | "http://shop.example/"
                    /creatives/0/trackers    | {"impression": ["http://px.example/"]}
                    """)
    void shouldTakeACreativeWithAPlainUrlForInsecure(final String pointer, final String value) throws IOException {
        final ObjectNode document = (ObjectNode) JSON.readTree(ContractDocuments.with(pointer, value));
        ((ObjectNode) document.at("/creatives/0")).remove("secure");

        assertThat(parse(document.toString()).campaign().creatives().get(0).secure())
                .isFalse();
    }

    @Test
    void shouldTakeAnyCurrencyThatThereIs() throws IOException {
        assertThat(parse(ContractDocuments.with("/budget/currency", "\"JPY\""))
                        .campaign()
                        .budget()
                        .currency())
                .isEqualTo("JPY");
        assertThat(parse(ContractDocuments.with("/budget/currency", "\"QQQ\"")).refusals())
                .extracting(Refusal::reason)
                .containsExactly("must be an ISO 4217 currency code such as USD");
    }

    @Test
    void shouldListAllProblemsOfACampaign() {
        final ParsedCampaign parsed = parse("""
                {"id": 5, "advertiser": 0, "colour": 1, "flight": {"start": "yesterday", "timeZone": "Tokio"},
                 "budget": {"currency": "EURO", "daily": -1}, "bid": {"strategy": "cpm", "amount": "2"},
                 "targeting": {"country": {"include": ["JPN", "USA", "XX"]}, "weather": {}},
                 "creatives": [{"id": 3, "type": "banner", "w": 300, "h": 250, "markup": "x", "domain": ["shop.example"]},
                               {"type": "banner", "w": 0, "h": 250, "domain": ["http://shop.example/"]}]}
                """);

        assertThat(parsed.campaign()).isNull();
        assertThat(parsed.refusals()).allMatch(refusal -> refusal.id() == 5 && refusal.line() == 1);
        assertThat(parsed.refusals())
                .extracting(Refusal::path)
                .containsExactlyInAnyOrder(
                        "advertiser",
                        "colour",
                        "flight.start",
                        "flight.timeZone",
                        "budget.currency",
                        "budget.daily",
                        "bid.amount",
                        "targeting.country.include[2]",
                        "targeting.weather",
                        "creatives[1].id",
                        "creatives[1].w",
                        "creatives[1].markup",
                        "creatives[1].domain[0]");
    }

    /** pointer, value, path of the refusal */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /id                        | -                        | id
                    /id                        | 0                        | id
                    /id                        | "1001"                   | id
                    /id                        | 1.5                      | id
                    /id                        | 9007199254740992         | id
                    /id                        | 1e99999                  | id
                    /id                        | null                     | id
                    /advertiser                | -                        | advertiser
                    /advertiser                | -7                       | advertiser
                    /name                      | 1                        | name
                    /name                      | "a\\nb"                  | name
                    /status                    | "deleted"                | status
                    /extra                     | 1                        | extra
                    /flight                    | -                        | flight
                    /flight                    | []                       | flight
                    /flight/start              | -                        | flight.start
                    /flight/start              | 20261101                 | flight.start
                    /flight/start              | "2026-11-01T00:00:00"    | flight.start
                    /flight/start              | "+99999-01-01T00:00:00Z" | flight.start
                    /flight/until              | 1                        | flight.until
                    /budget/currency           | -                        | budget.currency
                    /budget/currency           | "usd"                    | budget.currency
                    /budget/daily              | "500"                    | budget.daily
                    /budget/daily              | -0.01                    | budget.daily
                    /budget/daily              | 0.0000001                | budget.daily
                    /budget/total              | 1000000000.01            | budget.total
                    /budget/total              | 1e400                    | budget.total
                    /budget/pacing             | "slow"                   | budget.pacing
                    /bid                       | -                        | bid
                    /bid/strategy              | -                        | bid.strategy
                    /bid/strategy              | "cpx"                    | bid.strategy
                    /bid/amount                | -                        | bid.amount
                    /bid/amount                | 0                        | bid.amount
                    /bid/amount                | 2.1234567                | bid.amount
                    /bid/amount                | 100000.5                 | bid.amount
                    /bid/max                   | 1                        | bid.max
                    /bid/strategy              | "cpv"                    | bid.strategy
                    /frequencyCaps             | {}                       | frequencyCaps
                    /frequencyCaps             | [1]                      | frequencyCaps[0]
                    /frequencyCaps             | [{"scope": "user", "impressions": 3, "hours": 24}] | frequencyCaps[0].scope
                    /frequencyCaps             | [{"scope": "campaign", "impressions": 0, "hours": 24}] | frequencyCaps[0].impressions
                    /frequencyCaps             | [{"scope": "campaign", "impressions": 1001, "hours": 24}] | frequencyCaps[0].impressions
                    /frequencyCaps             | [{"scope": "campaign", "impressions": 3}] | frequencyCaps[0].hours
                    /frequencyCaps             | [{"scope": "campaign", "impressions": 3, "hours": 721}] | frequencyCaps[0].hours
                    /frequencyCaps             | [{"scope": "campaign", "impressions": 3, "hours": 1, "days": 1}] | frequencyCaps[0].days
                    /creatives                 | -                        | creatives
                    /creatives                 | []                       | creatives
                    /creatives                 | [1]                      | creatives[0]
                    /creatives/0/id            | -                        | creatives[0].id
                    /creatives/0/type          | -                        | creatives[0].type
                    /creatives/0/type          | "popup"                  | creatives[0].type
                    /creatives/0/w             | -                        | creatives[0].w
                    /creatives/0/h             | 20001                    | creatives[0].h
                    /creatives/0/markup        | -                        | creatives[0].markup
                    /creatives/0/markup        | "  "                     | creatives[0].markup
                    /creatives/0/landingPage   | "shop.example"           | creatives[0].landingPage
                    /creatives/0/landingPage   | "https://a.example/ b"   | creatives[0].landingPage
                    /creatives/0/landingPage   | "javascript://a"         | creatives[0].landingPage
                    /creatives/0/domain        | "shop.example"           | creatives[0].domain
                    /creatives/0/domain        | []                       | creatives[0].domain
                    /creatives/0/domain        | ["a.example", "b/c"]     | creatives[0].domain[1]
                    /creatives/0/categories    | ["IAB1", 2]              | creatives[0].categories[1]
                    /creatives/0/cattax        | 0                        | creatives[0].cattax
                    /creatives/0/attributes    | [0]                      | creatives[0].attributes[0]
                    /creatives/0/language      | "e"                      | creatives[0].language
                    /creatives/0/secure        | 1                        | creatives[0].secure
                    /creatives/0/bundle        | ""                       | creatives[0].bundle
                    /creatives/0/trackers      | {"impression": ["x"]}    | creatives[0].trackers.impression[0]
                    /creatives/0/trackers      | {"click": ["https://a.example/"]} | creatives[0].trackers.click
                    /creatives/0/trackers      | {"view": []}             | creatives[0].trackers.view
                    /creatives/0/vastUrl       | "https://a.example/"     | creatives[0].vastUrl
                    /creatives/0/durationSeconds | 15                     | creatives[0].durationSeconds
                    """)
    void shouldRefuseWhatTheSchemaRefuses(final String pointer, final String value, final String path) {
        final String document = ContractDocuments.with(pointer, value);

        assertThat(parse(document).refusals()).extracting(Refusal::path).containsExactly(path);
        assertThat(ContractDocuments.isOfSchema(document)).isFalse();
    }

    /** What a schema cannot say. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /flight/end            | "2026-11-01T00:00:00Z" | flight.end                   | after the start
                    /flight/start          | "2026-13-01T00:00:00Z" | flight.start                 | date and time
                    /flight/timeZone       | "Asia/Kyoto"           | flight.timeZone              | time zone
                    /bid/maxCpm            | 2.49                   | bid.amount                   | above maxCpm
                    /frequencyCaps         | [{"scope": "campaign", "impressions": 3, "hours": 1}, {"scope": "campaign", "impressions": 9, "hours": 1}] | frequencyCaps[1] | one before
                    /creatives/0/domain    | ["a..example"]         | creatives[0].domain[0]       | a domain such as
                    /creatives/0/domain    | ["outlet5example"]     | creatives[0].domain[0]       | a domain such as
                    """)
    void shouldRefuseWhatDoesNotFitTogether(
            final String pointer, final String value, final String path, final String reason) {
        final Refusal refusal =
                parse(ContractDocuments.with(pointer, value)).refusals().get(0);

        assertThat(refusal.path()).isEqualTo(path);
        assertThat(refusal.reason()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /id                    | 1001.0
                    /budget/daily          | 0
                    /budget/daily          | 5e2
                    /bid/amount            | 0.000001
                    /bid/maxCpm            | 2.5
                    /bid                   | {"strategy": "cpc", "amount": 0.40, "maxCpm": 4}
                    /bid                   | {"strategy": "cpa", "amount": 12, "maxCpm": 4}
                    /budget/pacing         | "even"
                    /frequencyCaps         | [{"scope": "creative", "impressions": 1, "hours": 1}, {"scope": "advertiser", "impressions": 1000, "hours": 720}]
                    /flight/start          | "2026-11-01T00:00+09:00"
                    /flight/end            | -
                    /targeting             | -
                    /creatives/0/trackers  | {"click": []}
                    /creatives/0/markup    | "${UNKNOWN} ${AUCTION_PRICE:B64}"
                    /creatives/0/landingPage | "https://a.example/?c=${CLICK_ID}"
                    /creatives/0/domain    | ["日本.example"]
                    """)
    void shouldAcceptWhatTheSchemaAccepts(final String pointer, final String value) {
        final String document = ContractDocuments.with(pointer, value);

        assertThat(parse(document).refusals()).isEmpty();
        assertThat(ContractDocuments.isOfSchema(document)).isTrue();
    }

    @Test
    void shouldReadTheWholeContract() {
        final String document = ContractDocuments.resource("whole-contract.json");

        assertThat(ContractDocuments.isOfSchema(document)).isTrue();
        assertThat(parse(document).refusals()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"id": 1, "id": 2}                                | id                 | Duplicate
                    {"id": 1, "creatives": [{}, {"w": 1, "w": 2}]}    | creatives[1].w     | Duplicate
                    {"id": 1} {"id": 2}                               |                    | not valid JSON
                    {"id": 1,}                                        | id                 | not valid JSON
                    {"id": NaN}                                       | id                 | not valid JSON
                    [1]                                               |                    | JSON object
                    nonsense                                          |                    | not valid JSON
                    """)
    void shouldSayWhereTheJsonIsBroken(final String json, final String path, final String reason) {
        final List<Refusal> refusals = parse(json).refusals();

        assertThat(refusals).hasSize(1);
        assertThat(refusals.get(0).path()).isEqualTo(path == null ? "" : path);
        assertThat(refusals.get(0).reason()).contains(reason);
    }

    @Test
    void shouldRefuseWhatIsNotUtf8() {
        assertThat(parser.parse(new byte[] {'{', '"', (byte) 0xE3, '"', ':', '1', '}'}, 9)
                        .refusals())
                .containsExactly(new Refusal(9, null, "", "is not UTF-8"));
        assertThat(parse(MINIMAL.replace("<b>x</b>", "\\ud800")).refusals())
                .extracting(Refusal::path)
                .containsExactly("creatives[0].markup");
    }

    @Test
    void shouldHoldItsLimits() {
        assertThat(parse("{\"id\": 1, \"name\": \"" + "x".repeat(DocumentLimits.DEFAULT.maxDocumentBytes()) + "\"}")
                        .refusals())
                .extracting(Refusal::reason)
                .containsExactly("has too many bytes; at most 1048576 are allowed (max-document-bytes)");
        assertThat(parse(ContractDocuments.with("/name", "\"" + "秋".repeat(86) + "\""))
                        .refusals())
                .extracting(Refusal::path)
                .containsExactly("name");
        assertThat(parse(ContractDocuments.with("/creatives/0/markup", "\"" + "x".repeat(65_537) + "\""))
                        .refusals())
                .extracting(Refusal::path)
                .containsExactly("creatives[0].markup");
        assertThat(parse(ContractDocuments.with(
                                "/targeting/deal", "{\"include\": [" + "\"d\",".repeat(10_000) + "\"d\"]}"))
                        .refusals())
                .extracting(Refusal::path)
                .containsExactly("targeting.deal.include");
        assertThat(parse(ContractDocuments.with("/targeting/deal", "{\"include\": [" + "1,".repeat(5_000) + "1]}"))
                        .refusals())
                .hasSize(CampaignLimits.MAX_REFUSALS + 1);
    }

    @Test
    void shouldKeepTheDocumentAsItWasGiven() {
        final String json = new String(parse(MINIMAL).json(), StandardCharsets.UTF_8);

        assertThat(json).startsWith("{\"id\":1,\"advertiser\":2,").contains("\"Shop.Example\"");
        assertThat(new String(parse(json).json(), StandardCharsets.UTF_8)).isEqualTo(json);
    }
}
