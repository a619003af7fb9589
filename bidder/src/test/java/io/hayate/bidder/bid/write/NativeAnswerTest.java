package io.hayate.bidder.bid.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NativeOffers;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.CreativeBuilder;
import io.hayate.bidder.campaigns.CreativeContent.Image;
import io.hayate.bidder.campaigns.CreativeContent.Native;
import io.hayate.bidder.campaigns.CreativeTrackers;
import io.hayate.bidder.campaigns.live.CreativeLayout;
import io.hayate.bidder.exchanges.AnswerForm.NativeForm;
import io.hayate.bidder.notices.token.NoticePayload;
import io.hayate.bidder.notices.token.TokenSigner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeAnswerTest {
    /** Quotes, backslashes, controls, markup, an emoji of two UTF-16 units, and what is not to be taken for a macro. */
    private static final String ODD = "\"q\" \\ \u0001\n\t ]]> </script> & 😀 日本 \u2028 ${CLICK_URL}";

    private static Creative creative(final String title) {
        return new CreativeBuilder(
                        9003,
                        new Native(
                                title,
                                Map.of(12, "Buy", 1, "Shop", 2, ODD),
                                new Image("https://cdn.example/i.png", 80, 80, "image/png"),
                                new Image("https://cdn.example/m.jpg?c=${CACHEBUSTER}", 1200, 627, "image/jpeg"),
                                "https://shop.example/privacy"))
                .trackers(new CreativeTrackers(
                        List.of("https://px.example/i?p=${AUCTION_PRICE}"),
                        List.of("https://px.example/c", "https://px.example/d"),
                        Map.of()))
                .build();
    }

    private static AnswerFixture fixture() {
        return new AnswerFixture(creative(ODD));
    }

    private static int ask(final AnswerFixture fixture, final String id, final int kind, final int type) {
        final NativeOffers offers = fixture.request.nativeAds;
        final int asset = offers.assetTotal++;
        offers.assetCount[0]++;
        offers.assetIdToken[asset] = fixture.text(id);
        offers.assetKind[asset] = kind;
        offers.assetType[asset] = type;
        offers.assetLength[asset] = BidRequestView.UNKNOWN;
        offers.imageWidth[asset] = BidRequestView.UNKNOWN;
        offers.imageHeight[asset] = BidRequestView.UNKNOWN;
        offers.imageMinWidth[asset] = BidRequestView.UNKNOWN;
        offers.imageMinHeight[asset] = BidRequestView.UNKNOWN;
        return asset;
    }

    private static void askForAll(final AnswerFixture fixture) {
        ask(fixture, "7", NativeOffers.DATA, 12);
        ask(fixture, "1", NativeOffers.TITLE, BidRequestView.UNKNOWN);
        ask(fixture, "\"x\\u0022\"", NativeOffers.IMAGE, NativeOffers.MAIN);
        ask(fixture, "3", NativeOffers.IMAGE, NativeOffers.ICON);
        ask(fixture, "4", NativeOffers.VIDEO, BidRequestView.UNKNOWN);
        ask(fixture, "5", NativeOffers.DATA, 2);
        ask(fixture, "6", NativeOffers.DATA, 6);
    }

    private static JsonNode ad(final AnswerFixture fixture) {
        final JsonNode adm = fixture.bid().path("adm");
        assertThat(adm.isTextual()).isTrue();
        return AnswerFixture.parse(adm.asText());
    }

    @Test
    void shouldFillTheAssetsThatItHasInTheOrderOfTheRequest() {
        try (AnswerFixture fixture = fixture()) {
            askForAll(fixture);

            final JsonNode ad = ad(fixture);

            assertThat(ad.path("assets").findValuesAsText("id")).containsExactly("7", "1", "x\"", "3", "5");
            assertThat(ad.at("/assets/0/id").isInt()).isTrue();
            assertThat(ad.at("/assets/0/data/value").asText()).isEqualTo("Buy");
            assertThat(ad.at("/assets/1/title/text").asText()).isEqualTo(ODD);
            assertThat(ad.at("/assets/2/img/url").asText()).matches("https://cdn\\.example/m\\.jpg\\?c=\\d+");
            assertThat(ad.at("/assets/2/img/w").asInt()).isEqualTo(1200);
            assertThat(ad.at("/assets/3/img/url").asText()).isEqualTo("https://cdn.example/i.png");
            assertThat(ad.at("/assets/4/data/value").asText()).isEqualTo(ODD);
            assertThat(ad.path("ver").asText()).isEqualTo("1.2");
            assertThat(ad.at("/link/url").asText()).startsWith("https://track.example/notice/click?t=");
            assertThat(ad.at("/link/clicktrackers")).hasSize(2);
            assertThat(ad.has("privacy")).isFalse();
            assertThat(fixture.bid().path("mtype").asInt()).isEqualTo(4);
            assertThat(fixture.bid().has("w")).isFalse();
        }
    }

    @Test
    void shouldLeaveOutATextThatIsTooLongInCharacters() {
        try (AnswerFixture fixture = new AnswerFixture(creative("😀😀😀"))) {
            fixture.request.nativeAds.assetLength[ask(fixture, "1", NativeOffers.TITLE, -1)] = 3;
            fixture.request.nativeAds.assetLength[ask(fixture, "2", NativeOffers.TITLE, -1)] = 2;

            assertThat(ad(fixture).path("assets").findValuesAsText("id")).containsExactly("1");
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 10, 1.0", "false, 11, 1.1", "false, 12, 1.2"})
    void shouldAnswerInTheVersionAndTheWrapperOfTheRequest(
            final boolean wrapped, final int version, final String written) {
        try (AnswerFixture fixture = fixture()) {
            askForAll(fixture);
            fixture.request.nativeAds.wrapped[0] = wrapped;
            fixture.request.nativeAds.version[0] = version;

            final JsonNode answer = ad(fixture);
            final JsonNode ad = wrapped ? answer.path("native") : answer;

            assertThat(answer).hasSize(wrapped ? 1 : 4);
            assertThat(ad.path("ver").asText()).isEqualTo(written);
            assertThat(ad.path("assets")).hasSize(5);
        }
    }

    @Test
    void shouldCountImpressionsInTheWayThatIsOffered() {
        try (AnswerFixture fixture = fixture()) {
            askForAll(fixture);
            final JsonNode old = ad(fixture);
            fixture.request.nativeAds.eventTrackers[0] = NativeOffers.trackerBit(1, 2) | NativeOffers.trackerBit(2, 1);
            final JsonNode otherEvents = ad(fixture);
            fixture.request.nativeAds.eventTrackers[0] |= NativeOffers.trackerBit(1, 1);
            final JsonNode events = ad(fixture);

            assertThat(old.path("imptrackers")).hasSize(2);
            assertThat(old.at("/imptrackers/0").asText()).startsWith("https://track.example/notice/imp?t=");
            assertThat(old.at("/imptrackers/1").asText()).isEqualTo("https://px.example/i?p=${AUCTION_PRICE}");
            assertThat(otherEvents.has("eventtrackers")).isFalse();
            assertThat(otherEvents.has("imptrackers")).isFalse();
            assertThat(events.has("imptrackers")).isFalse();
            assertThat(events.path("eventtrackers").findValuesAsText("event")).containsExactly("1", "1");
            assertThat(events.path("eventtrackers").findValuesAsText("method")).containsExactly("1", "1");
            assertThat(events.at("/eventtrackers/0/url").asText()).startsWith("https://track.example/notice/imp?t=");
        }
    }

    @Test
    void shouldTellThePrivacyNoticeIfAsked() {
        try (AnswerFixture fixture = fixture()) {
            askForAll(fixture);
            fixture.request.nativeAds.privacy[0] = true;

            assertThat(ad(fixture).path("privacy").asText()).isEqualTo("https://shop.example/privacy");
        }
    }

    @Test
    void shouldWriteTheSameAsAnObject() {
        try (AnswerFixture fixture = fixture()) {
            askForAll(fixture);
            final AnswerBuffer out = new AnswerBuffer();
            out.wrap(fixture.answer);
            final NoticePayload payload = new NoticePayload();
            final TokenSigner signer = AnswerFixture.signer();
            signer.seal(payload);
            final MarkupWriter markup = new MarkupWriter(
                    out, signer, payload, new NoticeUrls("http://notice.example", "https://track.example"));
            final int landing = Integer.BYTES + CreativeLayout.readInt(fixture.encoded, 0);
            final int landingLength = CreativeLayout.readInt(fixture.encoded, landing);
            final int segments = landing + Integer.BYTES + landingLength;
            markup.begin(fixture.encoded, landing + Integer.BYTES, landingLength);
            final NativeAnswerWriter writer = new NativeAnswerWriter(out, markup);

            writer.put(
                    fixture.request, 0, fixture.context.index, 0, segments, fixture.encoded.length, NativeForm.OBJECT);
            final String object = new String(fixture.answer, 0, out.length(), StandardCharsets.UTF_8);
            out.wrap(fixture.answer);
            writer.put(fixture.request, 0, fixture.context.index, 0, segments, fixture.encoded.length, NativeForm.TEXT);
            final String text = new String(fixture.answer, 0, out.length(), StandardCharsets.UTF_8);

            assertThat(AnswerFixture.parse(object).path("assets")).hasSize(5);
            assertThat(AnswerFixture.parse(text).asText()).isEqualTo(object);
        }
    }

    @Test
    void shouldLeaveOutABidThatDoesNotFit() {
        try (AnswerFixture fixture = fixture()) {
            askForAll(fixture);
            final int length = fixture.write();
            for (int room = length - 400; room < length; room++) {
                assertThat(fixture.write(new byte[room])).isZero();
            }
        }
    }
}
