package io.hayate.bidder.campaigns.admit;

import static io.hayate.bidder.campaigns.admit.CreativeDocuments.FULL;
import static io.hayate.bidder.campaigns.admit.CreativeDocuments.creative;
import static io.hayate.bidder.campaigns.admit.CreativeDocuments.document;
import static io.hayate.bidder.campaigns.admit.CreativeDocuments.parse;
import static io.hayate.bidder.campaigns.admit.CreativeDocuments.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.CreativeContent.Banner;
import io.hayate.bidder.campaigns.CreativeContent.Companion;
import io.hayate.bidder.campaigns.CreativeContent.Image;
import io.hayate.bidder.campaigns.CreativeContent.Media;
import io.hayate.bidder.campaigns.CreativeContent.Native;
import io.hayate.bidder.campaigns.CreativeContent.Size;
import io.hayate.bidder.campaigns.CreativeTrackers;
import io.hayate.bidder.campaigns.CreativeTrackers.PlaybackEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreativeParserTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({"ja, ja", "JA_jp, ja-JP", "ZH-hANT-tw, zh-Hant-TW", "es-419, es-419", "en-US-x-TEST, en-US-x-test"})
    void shouldWriteLanguagesAsTheirStandardDoes(final String written, final String held) {
        assertThat(creative(with("banner", "language", '"' + written + '"')).language())
                .isEqualTo(held);
    }

    @Test
    void shouldReadABanner() {
        final Creative creative = creative(document(FULL.get("banner")).toString());

        assertThat(creative.content())
                .isEqualTo(new Banner(300, 250, "<b>x</b>", List.of("text/html", "image/png"), List.of(2, 4)));
        assertThat(creative.apis()).containsExactly(5, 7);
    }

    @Test
    void shouldReadAVideo() {
        final Creative creative = creative(document(FULL.get("video")).toString());

        assertThat(creative.content())
                .isEqualTo(new Media(
                        new Size(1280, 720),
                        15,
                        List.of("video/mp4", "video/webm"),
                        "https://cdn.example/a.mp4",
                        null,
                        1500,
                        1,
                        1,
                        5,
                        List.of(new Companion(300, 250, "https://cdn.example/c.PNG?v=1.2", "image/png"))));
        assertThat(creative.attributes()).containsExactly(2, Creative.SKIP_BUTTON);
        assertThat(creative.secure()).isTrue();
        assertThat(creative.landingPage()).isEqualTo("https://shop.example/");
        assertThat(creative.trackers())
                .isEqualTo(new CreativeTrackers(
                        List.of("https://px.example/i"),
                        List.of("https://px.example/c"),
                        Map.of(
                                PlaybackEvent.START, List.of("https://px.example/s"),
                                PlaybackEvent.SKIP, List.of("https://px.example/k"))));
    }

    @Test
    void shouldReadAnAudioAndTakeAWrappersMimesForTheUsualOnes() {
        final Creative creative = creative(document(FULL.get("audio")).toString());

        assertThat(creative.content())
                .isEqualTo(new Media(
                        null,
                        30,
                        List.of("audio/mpeg"),
                        null,
                        "https://ads.example/vast",
                        128,
                        2,
                        1,
                        Media.NOT_SKIPPABLE,
                        List.of()));
    }

    @Test
    void shouldReadANativeAdIntoTheTypesOfDataAssets() {
        final Creative creative = creative(document(FULL.get("native")).toString());

        final Native content = (Native) creative.content();
        assertThat(content.title()).isEqualTo("Title");
        assertThat(content.data())
                .isEqualTo(Map.ofEntries(
                        Map.entry(1, "Shop"),
                        Map.entry(2, "Description"),
                        Map.entry(3, "4.5"),
                        Map.entry(4, "12"),
                        Map.entry(5, "1000"),
                        Map.entry(6, "$5"),
                        Map.entry(7, "$4"),
                        Map.entry(8, "+81 3"),
                        Map.entry(9, "Tokyo"),
                        Map.entry(10, "More"),
                        Map.entry(11, "shop.example"),
                        Map.entry(12, "Buy")));
        assertThat(content.icon()).isEqualTo(new Image("https://cdn.example/i", 80, 80, null));
        assertThat(content.main()).isEqualTo(new Image("https://cdn.example/m.jpeg", 1200, 627, "image/jpeg"));
        assertThat(content.privacyUrl()).isEqualTo("https://shop.example/privacy");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            banner | mimes             | -
            banner | expandDirections  | []
            video  | skipAfterSeconds  | 14
            video  | skipAfterSeconds  | -
            video  | companions        | []
            video  | bitrateKbps       | -
            video  | apis              | [500]
            video  | trackers          | {"midpoint": [], "complete": ["https://px.example/?p=${AUCTION_PRICE}"]}
            audio  | mimes             | ["audio/mp4"]
            audio  | delivery          | 2
            native | title             | -
            native | icon              | -
            native | privacyUrl        | -
            """)
    void shouldAcceptWhatTheSchemaAccepts(final String type, final String field, final String value) {
        final String document = with(type, field, value);

        assertThat(parse(document).refusals()).isEmpty();
        assertThat(ContractDocuments.isOfSchema(document)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-.", textBlock = """
            banner | mimes             | []                      | mimes                | at least one
            banner | mimes             | ["html"]                | mimes[0]             | media type
            banner | mimes             | ["video/mp4; codecs=x"] | mimes[0]             | media type
            banner | expandDirections  | [7]                     | expandDirections[0]  | whole number from 1 to 6
            banner | apis              | [0]                     | apis[0]              | whole number
            banner | durationSeconds   | 15                      | durationSeconds      | does not belong to a banner
            banner | title             | "x"                     | title                | does not belong to a banner
            banner | trackers          | {"start": ["https://a.example/"]} | trackers.start | video and audio only
            video  | w                 | -                       | w                    | is required
            video  | durationSeconds   | -                       | durationSeconds      | is required
            video  | durationSeconds   | 0                       | durationSeconds      | whole number from 1 to 3600
            video  | durationSeconds   | 15000                   | durationSeconds      | whole number from 1 to 3600
            video  | mimes             | -                       | mimes                | is required
            video  | mediaUrl          | -                       | mediaUrl             | or vastUrl
            video  | mediaUrl          | "a.mp4"                 | mediaUrl             | absolute http or https URL
            video  | vastUrl           | "https://a.example/"    | vastUrl              | beside mediaUrl
            video  | bitrateKbps       | 0                       | bitrateKbps          | whole number
            video  | delivery          | 3                       | delivery             | whole number from 1 to 2
            video  | linearity         | 3                       | linearity            | whole number from 1 to 2
            video  | linearity         | 2                       | skipAfterSeconds     | linear videos only
            video  | skipAfterSeconds  | -1                      | skipAfterSeconds     | whole number from 0
            video  | companions        | [1]                     | companions[0]        | must be an object
            video  | companions        | [{"w": 1, "h": 1}]      | companions[0].imageUrl | is required
            video  | companions        | [{"w": 1, "h": 1, "imageUrl": "https://a.example/x"}]                 | companions[0].imageUrl | must end in
            video  | companions        | [{"w": 0, "h": 1, "imageUrl": "https://a.example/x.png"}]             | companions[0].w        | whole number
            video  | companions        | [{"w": 1, "h": 1, "imageUrl": "https://a.example/x.png", "alt": "x"}] | companions[0].alt      | not a known field
            video  | markup            | "x"                     | markup               | does not belong to a video
            video  | trackers          | {"mute": []}            | trackers.mute        | not a known field
            video  | trackers          | {"click": ["ftp://a"]}  | trackers.click[0]    | absolute http or https URL
            audio  | w                 | 300                     | w                    | does not belong to an audio
            audio  | linearity         | 1                       | linearity            | does not belong to an audio
            audio  | skipAfterSeconds  | 5                       | skipAfterSeconds     | does not belong to an audio
            audio  | vastUrl           | -                       | mediaUrl             | or vastUrl
            native | title             | ""                      | title                | must not be empty
            native | likes             | 12                      | likes                | must be text
            native | privacyUrl        | "x"                     | privacyUrl           | absolute http or https URL
            native | icon              | "https://a.example/"    | icon                 | must be an object
            native | main              | {"url": "https://a.example/m.png", "w": 1} | main.h | is required
            native | main              | {"url": "x", "w": 1, "h": 1} | main.url         | absolute http or https URL
            native | vastUrl           | "https://a.example/"    | vastUrl              | does not belong to a native
            native | trackers          | {"complete": []}        | trackers.complete    | video and audio only
            """)
    void shouldRefuseWithThePathOfWhatIsWrong(
            final String type, final String field, final String value, final String path, final String reason) {
        final String document = with(type, field, value);

        final List<Refusal> refusals = parse(document).refusals();

        assertThat(refusals).extracting(Refusal::path).contains("creatives[0]." + path);
        assertThat(refusals.stream()
                        .filter(each -> each.path().equals("creatives[0]." + path))
                        .map(Refusal::reason))
                .anySatisfy(text -> assertThat(text).contains(reason));
        assertThat(ContractDocuments.isOfSchema(document)).as("by the schema").isFalse();
    }

    /** What the schema cannot say. */
    @ParameterizedTest
    @CsvSource({"15", "16"})
    void shouldRefuseToSkipAtTheEndOrLater(final String seconds) {
        assertThat(parse(with("video", "skipAfterSeconds", seconds)).refusals())
                .extracting(Refusal::path)
                .containsExactly("creatives[0].skipAfterSeconds");
    }

    @Test
    void shouldRefuseANativeAdWithNothingToShow() {
        final String document = document("{\"id\": 4, \"type\": \"native\", \"domain\": [\"shop.example\"]}")
                .toString();

        assertThat(parse(document).refusals()).extracting(Refusal::path).containsExactly("creatives[0]");
        assertThat(ContractDocuments.isOfSchema(document)).isFalse();
    }

    @Test
    void shouldRefuseAWrapperAroundANonLinearAd() {
        final String document = document("""
                {"id": 2, "type": "video", "w": 640, "h": 360, "durationSeconds": 15, "vastUrl": "https://ads.example/v",
                 "linearity": 2, "domain": ["shop.example"]}""").toString();

        assertThat(parse(document).refusals()).extracting(Refusal::path).containsExactly("creatives[0].linearity");
        assertThat(ContractDocuments.isOfSchema(document)).isFalse();
    }

    @Test
    void shouldTellAllProblemsOfOneCreativeAtOnce() {
        final String document = document("{\"id\": 0, \"type\": \"video\", \"domain\": [], \"colour\": \"red\"}")
                .toString();

        assertThat(parse(document).refusals())
                .extracting(Refusal::path)
                .containsExactlyInAnyOrder(
                        "creatives[0].id",
                        "creatives[0].w",
                        "creatives[0].h",
                        "creatives[0].durationSeconds",
                        "creatives[0].mediaUrl",
                        "creatives[0].mimes",
                        "creatives[0].domain",
                        "creatives[0].colour");
    }

    @Test
    void shouldHoldItsLimits() {
        final String url = "\"https://px.example/\"";
        assertThat(parse(with("video", "trackers", "{\"start\": [" + (url + ",").repeat(20) + url + "]}"))
                        .refusals())
                .extracting(Refusal::path)
                .containsExactly("creatives[0].trackers.start");
        assertThat(parse(with("video", "companions", "[" + "{},".repeat(16) + "{}]"))
                        .refusals())
                .extracting(Refusal::path)
                .containsExactly("creatives[0].companions");
        assertThat(parse(with("video", "mimes", "[" + "\"a/b\",".repeat(32) + "\"a/b\"]"))
                        .refusals())
                .extracting(Refusal::path)
                .containsExactly("creatives[0].mimes");
        assertThat(parse(with("native", "title", "\"" + "x".repeat(1_025) + "\""))
                        .refusals())
                .extracting(Refusal::path)
                .containsExactly("creatives[0].title");
    }

    @Test
    void shouldAcceptTheContractsExample() {
        final JsonNode contract = document("""
                {"id": 9002, "type": "video", "w": 1280, "h": 720, "durationSeconds": 15, "mimes": ["video/mp4"], "mediaUrl": "https://cdn.example/a.mp4",
                 "bitrateKbps": 1500, "landingPage": "https://shop.example/", "domain": ["shop.example"], "categories": ["IAB22"]}""");
        ((ObjectNode) contract)
                .withArray("creatives")
                .addAll(List.of(creativeNode("""
                {"id": 9001, "type": "banner", "w": 300, "h": 250, "markup": "<a href=\\"${CLICK_URL}\\"><img src=\\"https://cdn.example/a.png\\"></a>",
                 "landingPage": "https://shop.example/", "domain": ["shop.example"], "categories": ["IAB22"], "cattax": 1, "attributes": [], "language": "en", "secure": true}"""), creativeNode("""
                {"id": 9003, "type": "native", "title": "...", "description": "...", "sponsored": "...", "callToAction": "...",
                 "icon": {"url": "https://cdn.example/i.png", "w": 80, "h": 80}, "main": {"url": "https://cdn.example/m.jpg", "w": 1200, "h": 627},
                 "landingPage": "https://shop.example/", "domain": ["shop.example"], "categories": ["IAB22"]}"""), creativeNode("""
                {"id": 9004, "type": "audio", "durationSeconds": 30, "mimes": ["audio/mpeg"], "mediaUrl": "https://cdn.example/a.mp3",
                 "domain": ["shop.example"], "categories": ["IAB22"]}""")));

        assertThat(parse(contract.toString()).refusals()).isEmpty();
        assertThat(parse(contract.toString()).campaign().creatives()).hasSize(4);
        assertThat(ContractDocuments.isOfSchema(contract.toString())).isTrue();
    }

    private static JsonNode creativeNode(final String json) {
        try {
            return JSON.readTree(json);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
