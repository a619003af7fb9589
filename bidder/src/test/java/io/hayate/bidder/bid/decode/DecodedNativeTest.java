package io.hayate.bidder.bid.decode;

import static io.hayate.bidder.bid.BidRequestView.UNKNOWN;
import static io.hayate.bidder.bid.decode.DecodedRequest.items;
import static io.hayate.bidder.bid.decode.DecodedRequest.ofImpression;
import static io.hayate.bidder.bid.decode.DecodedRequest.text;
import static io.hayate.bidder.bid.decode.DecodedRequest.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NativeOffers;
import io.hayate.bidder.bid.Slice;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Native requests: in a string or not, wrapped or not, and their assets. */
class DecodedNativeTest {
    private static final String REQUEST = """
            {"ver": "1.1", "privacy": 1, "eventtrackers": [{"event": 1, "methods": [1, 2]}, {"event": 4, "methods": [2, 9]},
              {"event": 555, "methods": [1]}], "assets": [
              {"id": 1, "required": 1, "title": {"len": 25}},
              {"id": "i-2", "img": {"type": 3, "wmin": 600, "hmin": 314, "mimes": ["image/jpeg"]}, "title": null},
              {"id": 3, "required": 0, "data": {"type": 1, "len": 90}},
              {"id": 4, "video": {"mimes": ["video/mp4"], "minduration": 5}}]}
            """;

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void shouldReadARequestInAllItsForms(final boolean asObject, final boolean wrapped) {
        final String root = wrapped ? "{\"native\": " + REQUEST + "}" : REQUEST;
        final BidRequestView view =
                ofImpression("\"native\": {\"ver\": \"1.2\", \"battr\": [13], \"api\": [3], \"request\": %s}"
                        .formatted(asObject ? root : quoted(root)));
        final NativeOffers offers = view.nativeAds;
        assertThat(view.formats[0]).isEqualTo(BidRequestView.NATIVE);
        assertThat(offers.asObject[0]).isEqualTo(asObject);
        assertThat(offers.wrapped[0]).isEqualTo(wrapped);
        assertThat(offers.version[0]).isEqualTo(11);
        assertThat(offers.privacy[0]).isTrue();
        assertThat(items(view, offers.blockedAttributes[0])).containsExactly(13L);
        assertThat(items(view, offers.apis[0])).containsExactly(3L);
        assertThat(offers.eventTrackers[0])
                .isEqualTo(NativeOffers.TRACKERS_LISTED
                        | NativeOffers.trackerBit(1, 1)
                        | NativeOffers.trackerBit(1, 2)
                        | NativeOffers.trackerBit(4, 2));
        assertThat(offers.assetCount[0]).isEqualTo(4);
        assertThat(Arrays.copyOf(offers.assetKind, 4))
                .containsExactly(NativeOffers.TITLE, NativeOffers.IMAGE, NativeOffers.DATA, NativeOffers.VIDEO);
        assertThat(Arrays.copyOf(offers.assetRequired, 4)).containsExactly(true, false, false, false);
        assertThat(Arrays.copyOf(offers.assetLength, 4)).containsExactly(25, UNKNOWN, 90, UNKNOWN);
        assertThat(Arrays.copyOf(offers.assetType, 4)).containsExactly(UNKNOWN, NativeOffers.MAIN, 1, UNKNOWN);
        assertThat(text(view, offers.assetIdToken[0])).isEqualTo("1");
        assertThat(text(view, offers.assetIdToken[1])).isEqualTo("\"i-2\"");
        assertThat(List.of(offers.imageMinWidth[1], offers.imageMinHeight[1], offers.imageWidth[1]))
                .containsExactly(600, 314, UNKNOWN);
        assertThat(texts(view, offers.assetMimes[1])).containsExactly("image/jpeg");
        assertThat(texts(view, offers.assetMimes[3])).containsExactly("video/mp4");
    }

    @Test
    void shouldUnescapeStringsInTheStringOnceMore() {
        final String request =
                "{\"a\\u0073sets\": [{\"id\": \"a\\\"\\u65e5\", \"img\": {\"mimes\": [\"image\\/png\"]}}]}";
        final BidRequestView view = ofImpression("\"native\": {\"request\": %s}".formatted(quoted(request)));
        assertThat(text(view, view.nativeAds.assetIdToken[0])).isEqualTo("\"a\\\"\\u65e5\"");
        assertThat(texts(view, view.nativeAds.assetMimes[0])).containsExactly("image/png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"native\": null",
                "\"native\": \"{}\"",
                "\"native\": {}",
                "\"native\": {\"request\": null}",
                "\"native\": {\"request\": \"\"}",
                "\"native\": {\"request\": \"payload\"}",
                "\"native\": {\"request\": {}}",
                "\"native\": {\"request\": [{\"assets\": [{}]}]}",
                "\"native\": {\"request\": {\"assets\": []}}",
                "\"native\": {\"request\": {\"assets\": [null]}}",
                "\"native\": {\"request\": {\"assets\": [{}]}, \"battr\": {}}",
                "\"native\": {\"request\": {\"assets\": [{}]}, \"request\": null}",
                "\"native\": {\"request\": {\"assets\": [{}], \"native\": {}}}"
            })
    void shouldNotOfferNativeWithoutAReadableRequest(final String field) {
        final BidRequestView view = ofImpression(field + ", \"banner\": {}");
        assertThat(view.formats[0]).isEqualTo(BidRequestView.BANNER);
        assertThat(view.nativeAds.assetTotal).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'assets': [{'id': 1}]",
                "{'assets': [{'id': 1}]}}",
                "{'assets': [{'id': 1}]} x",
                "{'assets': [{'id': 01}]}",
                "{'assets': [{'id': 1}], 'x': '\u0001'}",
                "{'assets': [{'id': 1}], }",
                "'assets'"
            })
    void shouldReadOnBehindABrokenRequest(final String request) {
        final DecodedRequest decoded = new DecodedRequest();
        assertThat(decoded.decode(
                        "{\"id\": 1, \"imp\": [{\"native\": {\"request\": %s}, \"instl\": 1}, {\"banner\": {}}]}"
                                .formatted(quoted(request.replace('\'', '"')))))
                .isTrue();
        assertThat(decoded.view.formats[0]).isZero();
        assertThat(decoded.view.interstitial[0]).isTrue();
        assertThat(decoded.view.formats[1]).isEqualTo(BidRequestView.BANNER);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"1.0\"', '\"1.2\"', 10",
        "1.1, '\"1\"', 11",
        "'\"1.0.0.2\"', 1, 10",
        "1, null, 10",
        "null, '\"1.1\"', 11",
        "'\"x\"', '\"1.\"', 12",
        "{}, [], 12"
    })
    void shouldTakeTheVersionOfTheRequestThenOfTheObject(
            final String ofRequest, final String ofObject, final int version) {
        final BidRequestView view =
                ofImpression("\"native\": {\"request\": {\"assets\": [{}], \"ver\": %s}, \"ver\": %s}"
                        .formatted(ofRequest, ofObject));
        assertThat(view.nativeAds.version[0]).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"title\": {}, \"data\": {}}",
                "{\"title\": \"x\"}",
                "{\"title\": {}, \"title\": 5}",
                "{\"title\": {\"len\": -1}}",
                "{\"img\": {\"wmin\": \"x\"}}",
                "{\"img\": {\"mimes\": {}}}",
                "5"
            })
    void shouldKnowAnAssetThatCannotBeFilled(final String asset) {
        final BidRequestView view = ofImpression("\"native\": {\"request\": {\"assets\": [%s]}}".formatted(asset));
        assertThat(view.formats[0]).isEqualTo(BidRequestView.NATIVE);
        assertThat(view.nativeAds.assetKind[0]).isEqualTo(NativeOffers.NO_KIND);
        assertThat(view.nativeAds.assetIdToken[0]).isEqualTo(Slice.ABSENT);
    }

    @Test
    void shouldCountTheLastOfRepeatedKinds() {
        final BidRequestView view = ofImpression("""
                "native": {"request": {"assets": [{"title": {"len": 1}, "data": {"type": 2}, "title": null,
                  "required": 0, "required": "odd"}]}}
                """);
        assertThat(view.nativeAds.assetKind[0]).isEqualTo(NativeOffers.DATA);
        assertThat(view.nativeAds.assetLength[0]).isEqualTo(UNKNOWN);
        assertThat(view.nativeAds.assetRequired[0]).isTrue();
    }

    @Test
    void shouldSayThatThereAreTooManyAssets() {
        final String half = String.join(",", Collections.nCopies(BidLimits.MAX_NATIVE_ASSETS / 2, "{\"id\":1}"));
        final String imp = "{\"native\": {\"request\": {\"assets\": [%s]}}}".formatted(half);
        final DecodedRequest decoded = new DecodedRequest();
        assertThat(decoded.decode("{\"id\": 1, \"imp\": [%s, %s]}".formatted(imp, imp)))
                .isTrue();
        assertThat(decoded.view.nativeAds.firstAsset[1]).isEqualTo(BidLimits.MAX_NATIVE_ASSETS / 2);
        assertThat(decoded.view.nativeAds.assetTotal).isEqualTo(BidLimits.MAX_NATIVE_ASSETS);
        assertThat(decoded.view.tooComplex).isFalse();

        final String one = "{\"native\": {\"request\": {\"assets\": [{}]}}}";
        assertThat(decoded.decode("{\"id\": 1, \"imp\": [%s, %s, %s]}".formatted(imp, imp, one)))
                .isTrue();
        assertThat(decoded.view.tooComplex).isTrue();
    }

    @Test
    void shouldHaveLevelsForARequestInAStringOfItsOwn() {
        for (final int levels : new int[] {BidLimits.MAX_DEPTH - 1, BidLimits.MAX_DEPTH}) {
            final String request = "{\"assets\": [{}], \"ext\": " + "[".repeat(levels) + "]".repeat(levels) + "}";
            final BidRequestView view = ofImpression("\"native\": {\"request\": %s}".formatted(quoted(request)));
            assertThat(view.formats[0]).isEqualTo(levels < BidLimits.MAX_DEPTH ? BidRequestView.NATIVE : 0);
        }
    }

    @Test
    void shouldHaveRoomToUnescapeTwiceWhatTheBodyHolds() {
        final String mime = "\\n".repeat((BidLimits.MAX_BODY_BYTES - 300) / 3);
        final String request = "{\"assets\": [{\"img\": {\"mimes\": \"%s\"}}]}".formatted(mime);
        final BidRequestView view = ofImpression("\"native\": {\"request\": %s}".formatted(quoted(request)));
        assertThat(view.tooComplex).isFalse();
        assertThat(Slice.length(view.items[Slice.offset(view.nativeAds.assetMimes[0])]))
                .isEqualTo(mime.length() / 2);
    }

    private static String quoted(final String json) {
        return '"'
                + json.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\u0001", "\\u0001")
                + '"';
    }
}
