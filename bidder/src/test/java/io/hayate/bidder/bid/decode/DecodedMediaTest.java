package io.hayate.bidder.bid.decode;

import static io.hayate.bidder.bid.BidRequestView.UNKNOWN;
import static io.hayate.bidder.bid.decode.DecodedRequest.items;
import static io.hayate.bidder.bid.decode.DecodedRequest.ofImpression;
import static io.hayate.bidder.bid.decode.DecodedRequest.text;
import static io.hayate.bidder.bid.decode.DecodedRequest.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.MediaOffers;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.PictureType;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Video and audio as offered, and what of it an impression's formats depend on. */
class DecodedMediaTest {
    @Test
    void shouldReadAVideoOffer() {
        final BidRequestView view = ofImpression("""
                "video": {"mimes": ["video/mp4", "video/webm"], "protocols": [2, 3], "protocol": 6, "minduration": 5,
                  "maxduration": 30, "w": 1920, "h": 1080, "linearity": 1, "placement": 5, "plcmt": 2, "skip": 1,
                  "skipmin": 16, "skipafter": 5, "delivery": [2], "minbitrate": 300, "maxbitrate": 1500, "battr": [13],
                  "api": [7], "pos": 7, "companiontype": [1, 2], "podid": "p-1", "poddur": 90, "maxseq": 4,
                  "mincpmpersec": 0.4, "durfloors": [{"mindur": 1, "maxdur": 15, "bidfloor": 5}, {"mindur": 16,
                  "bidfloor": 9.5}]}
                """);
        final MediaOffers video = view.video;
        assertThat(view.formats[0]).isEqualTo(BidRequestView.VIDEO);
        assertThat(texts(view, video.mimes[0])).containsExactly("video/mp4", "video/webm");
        assertThat(items(view, video.protocols[0])).containsExactly(2L, 3L, 6L);
        assertThat(video.minDurationSeconds[0]).isEqualTo(5);
        assertThat(video.maxDurationSeconds[0]).isEqualTo(30);
        assertThat(video.requiredDurations[0]).isEqualTo(Slice.ABSENT);
        assertThat(List.of(video.width[0], video.height[0], video.linearity[0])).containsExactly(1920, 1080, 1);
        assertThat(List.of(video.placement[0], video.plcmt[0], video.position[0]))
                .containsExactly(5, 2, 7);
        assertThat(List.of(video.skip[0], video.skipMinSeconds[0], video.skipAfterSeconds[0]))
                .containsExactly(1, 16, 5);
        assertThat(items(view, video.deliveries[0])).containsExactly(2L);
        assertThat(List.of(video.minBitrateKbps[0], video.maxBitrateKbps[0])).containsExactly(300, 1500);
        assertThat(items(view, video.blockedAttributes[0])).containsExactly(13L);
        assertThat(items(view, video.apis[0])).containsExactly(7L);
        assertThat(items(view, video.companionTypes[0])).containsExactly(1L, 2L);
        assertThat(text(view, video.podId[0])).isEqualTo("p-1");
        assertThat(List.of(video.podDurationSeconds[0], video.maxSequence[0])).containsExactly(90, 4);
        assertThat(video.minCpmPerSecondMicros[0]).isEqualTo(400_000);
        assertThat(items(view, video.durationFloors[0]))
                .containsExactly(1L, 15L, 5_000_000L, 16L, (long) UNKNOWN, 9_500_000L);
    }

    @Test
    void shouldHaveDefaultsWhereAnOfferSaysNothing() {
        final BidRequestView view = ofImpression("\"audio\": {\"mimes\": null, \"skipmin\": \"\", \"rqddurs\": []}");
        final MediaOffers audio = view.audio;
        assertThat(view.formats[0]).isEqualTo(BidRequestView.AUDIO);
        assertThat(audio.mimes[0] | audio.protocols[0] | audio.requiredDurations[0] | audio.durationFloors[0])
                .isEqualTo(Slice.ABSENT);
        assertThat(List.of(audio.minDurationSeconds[0], audio.maxDurationSeconds[0], audio.skip[0]))
                .containsOnly(UNKNOWN);
        assertThat(List.of(audio.skipMinSeconds[0], audio.skipAfterSeconds[0])).containsOnly(0);
        assertThat(audio.minCpmPerSecondMicros[0]).isZero();
    }

    @Test
    void shouldReadNothingOfAnEarlierRequest() {
        final DecodedRequest decoded = new DecodedRequest();
        assertThat(decoded.decode("""
                {"id": 1, "imp": [{"video": {"mimes": ["a/b"], "maxduration": 5, "companionad": [{"w": 1, "h": 1, "vcm": 1}],
                  "api": [1], "poddur": 60, "skipmin": 3}}]}
                """)).isTrue();
        assertThat(decoded.decode("{\"id\": 1, \"imp\": [{\"video\": {\"w\": 1}}]}"))
                .isTrue();
        final MediaOffers video = decoded.view.video;
        assertThat(video.mimes[0] | video.companionSizes[0] | video.companionEndCards[0] | video.apis[0])
                .isZero();
        assertThat(List.of(video.maxDurationSeconds[0], video.podDurationSeconds[0]))
                .containsOnly(UNKNOWN);
        assertThat(video.skipMinSeconds[0]).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"mimes\": {}",
                "\"mimes\": \"video/mp4,video/webm\"",
                "\"protocols\": [2, \"VAST\"]",
                "\"protocol\": {}",
                "\"minduration\": \"long\"",
                "\"maxduration\": -1",
                "\"maxduration\": 7.5",
                "\"rqddurs\": [15, []]",
                "\"linearity\": {}",
                "\"skip\": \"yes\"",
                "\"skipmin\": []",
                "\"skipafter\": -2",
                "\"delivery\": [true, {}]",
                "\"minbitrate\": \"x\"",
                "\"maxbitrate\": -5",
                "\"battr\": [1.5]",
                "\"poddur\": \"x\"",
                "\"maxseq\": {}",
                "\"durfloors\": {}",
                "\"durfloors\": [1]",
                "\"durfloors\": [{\"mindur\": \"x\"}]"
            })
    void shouldNotOfferAFormatWithARuleThatSaysNothing(final String field) {
        final BidRequestView view = ofImpression(
                "\"video\": {%s}, \"audio\": {%s}, \"banner\": {\"w\": 1, \"h\": 1}".formatted(field, field));
        assertThat(view.formats[0]).isEqualTo(BidRequestView.BANNER);
        assertThat(view.impressionUnusable[0]).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"mimes\": \"video/mp4\"",
                "\"protocols\": \"2\"",
                "\"protocol\": [2, 3.0, true]",
                "\"minduration\": \"5\", \"maxduration\": 3e1, \"linearity\": true, \"skip\": false",
                "\"api\": {}",
                "\"companionad\": 5, \"companiontype\": {}",
                "\"podid\": {}",
                "\"pos\": -1, \"plcmt\": \"x\", \"placement\": {}, \"w\": -1",
                "\"durfloors\": [null, {}], \"mincpmpersec\": null"
            })
    void shouldOfferAFormatInItsWildForms(final String fields) {
        assertThat(ofImpression("\"video\": {%s}".formatted(fields)).formats[0]).isEqualTo(BidRequestView.VIDEO);
    }

    @Test
    void shouldCountTheLastOfRepeatedFormats() {
        assertThat(ofImpression("\"video\": {\"battr\": {}}, \"video\": {\"battr\": {}, \"battr\": [1]}").formats[0])
                .isEqualTo(BidRequestView.VIDEO);
        assertThat(ofImpression("\"video\": {}, \"video\": null").formats[0]).isZero();
        assertThat(ofImpression("\"video\": {}, \"video\": {\"skip\": 1, \"skip\": {}}").formats[0])
                .isZero();
    }

    @Test
    void shouldReadCompanionsAsAListAndInTheOldForm() {
        final String banners = """
                [{"w": 300, "h": 250}, {"vcm": 1, "w": 1, "format": [{"w": 728, "h": 90}, {"w": 320, "h": 50}]}, {}, null]
                """;
        for (final String companions : new String[] {banners, "{\"banner\": " + banners + "}"}) {
            final BidRequestView view = ofImpression("\"video\": {\"companionad\": " + companions + "}");
            assertThat(items(view, view.video.companionSizes[0]))
                    .containsExactly(
                            BidRequestView.size(300, 250), BidRequestView.size(728, 90), BidRequestView.size(320, 50));
            assertThat(view.video.companionEndCards[0]).isEqualTo(0b110);
        }
    }

    @Test
    void shouldReadNoMoreCompanionsThanItHasBitsFor() {
        final String most =
                String.join(",", Collections.nCopies(MediaOffers.MAX_COMPANIONS, "{\"w\":1,\"h\":2,\"vcm\":1}"));
        final BidRequestView view =
                ofImpression("\"audio\": {\"companionad\": [%s, {\"w\": 3, \"h\": 4, \"vcm\": 1}]}".formatted(most));
        assertThat(items(view, view.audio.companionSizes[0]))
                .hasSize(MediaOffers.MAX_COMPANIONS)
                .containsOnly(BidRequestView.size(1, 2));
        assertThat(view.audio.companionEndCards[0]).isEqualTo(-1L);
        assertThat(view.tooComplex).isFalse();
    }

    @Test
    void shouldReadWhatACompanionTakes() {
        final BidRequestView view = ofImpression("""
                "video": {"companionad": [
                  {"w": 1, "h": 1},
                  {"battr": ["1", 63, 501], "format": [{"w": 2, "h": 2}, {"w": 3, "h": 3}], "mimes": ["image/PNG", "image/gif", "a/b"]},
                  {"w": 4, "h": 4, "btype": [1, 3, 4], "mimes": "image/webp"}]}""");
        final MediaOffers video = view.video;
        assertThat(items(view, video.companionSizes[0])).hasSize(4);
        final long blocked = 1L << 1 | 1L << 63;
        assertThat(items(view, video.companionBlockedAttributes[0])).containsExactly(0L, blocked, blocked, 0L);
        final long pictures = PictureType.of("image/png") | PictureType.of("image/gif");
        assertThat(items(view, video.companionPictures[0]))
                .containsExactly((long) PictureType.ANY, pictures, pictures, (long) PictureType.of("image/webp"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"btype\": [2]",
                "\"btype\": {}",
                "\"battr\": [\"x\"]",
                "\"mimes\": [\"text/html\"]",
                "\"mimes\": \"image/png,image/gif\"",
                "\"mimes\": true"
            })
    void shouldLeaveOutCompanionsThatTakeNoPictureOrAreUnreadable(final String rule) {
        final BidRequestView view = ofImpression(
                "\"video\": {\"companionad\": [{\"w\": 1, \"h\": 1, %s}, {\"w\": 2, \"h\": 2, \"battr\": [1], \"battr\": null}]}"
                        .formatted(rule));
        assertThat(view.formats[0]).isEqualTo(BidRequestView.VIDEO);
        assertThat(items(view, view.video.companionSizes[0])).containsExactly(BidRequestView.size(2, 2));
        assertThat(view.video.companionBlockedAttributes[0] | view.video.companionPictures[0])
                .isZero();
    }

    @Test
    void shouldOfferNoCompanionsOfUnreadableTypes() {
        final BidRequestView view =
                ofImpression("\"video\": {\"companiontype\": {}, \"companionad\": [{\"w\": 1, \"h\": 1, \"vcm\": 1}]}");
        assertThat(view.formats[0]).isEqualTo(BidRequestView.VIDEO);
        assertThat(view.video.companionSizes[0] | view.video.companionEndCards[0])
                .isZero();
    }
}
