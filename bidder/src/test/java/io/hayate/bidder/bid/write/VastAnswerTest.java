package io.hayate.bidder.bid.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.MediaOffers;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.CreativeBuilder;
import io.hayate.bidder.campaigns.CreativeContent.Companion;
import io.hayate.bidder.campaigns.CreativeContent.Media;
import io.hayate.bidder.campaigns.CreativeContent.Size;
import io.hayate.bidder.campaigns.CreativeTrackers;
import io.hayate.bidder.campaigns.CreativeTrackers.PlaybackEvent;
import io.hayate.bidder.campaigns.PictureType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VastAnswerTest {
    private static final List<Companion> COMPANIONS = List.of(
            new Companion(300, 250, "https://cdn.example/c.png", "image/png"),
            new Companion(728, 90, "https://cdn.example/d.jpg", "image/jpeg"));

    private static final CreativeTrackers TRACKERS = new CreativeTrackers(
            List.of("https://px.example/i?cb=${CACHEBUSTER}&p=${AUCTION_PRICE}"),
            List.of("https://px.example/c1", "https://px.example/c2?u=${CLICK_URL_ENC}"),
            Map.of(
                    PlaybackEvent.START, List.of("https://px.example/s"),
                    PlaybackEvent.COMPLETE, List.of("https://px.example/e1", "https://px.example/e2"),
                    PlaybackEvent.SKIP, List.of("https://px.example/k")));

    private static Media media(final String mediaUrl, final String vastUrl, final int linearity, final int skip) {
        return new Media(
                new Size(1280, 720),
                75,
                List.of("video/mp4", "video/webm"),
                mediaUrl,
                vastUrl,
                1500,
                2,
                linearity,
                skip,
                COMPANIONS);
    }

    private static Creative video(final Media media) {
        return new CreativeBuilder(9002, media).trackers(TRACKERS).build();
    }

    private static Creative inline() {
        return video(media("https://cdn.example/a.mp4", null, 1, 5));
    }

    private static Creative wrapper() {
        return video(media(null, "https://ads.example/vast?a=1&b=2", 1, Media.NOT_SKIPPABLE));
    }

    private static VastDocument vast(final AnswerFixture fixture) {
        final VastDocument vast = VastDocument.parse(fixture.bid().path("adm").asText());
        vast.assertShape();
        return vast;
    }

    private static void askForCompanions(final AnswerFixture fixture, final MediaOffers offers) {
        offers.companionSizes[0] =
                fixture.list(BidRequestView.size(320, 50), BidRequestView.size(728, 90), BidRequestView.size(300, 250));
        offers.companionEndCards[0] = 0b100;
    }

    @ParameterizedTest
    @CsvSource({
        "false, 2, 2.0", "false, 3, 3.0", "false, 7, 4.0", "false, 11, 4.1", "false, 13, 4.2",
        "true, 5, 2.0", "true, 6, 3.0", "true, 8, 4.0", "true, 12, 4.1", "true, 14, 4.2"
    })
    void shouldWriteEveryVersionInItsOwnOrder(final boolean wrapped, final int protocol, final String version) {
        try (AnswerFixture fixture = new AnswerFixture(wrapped ? wrapper() : inline())) {
            fixture.protocols(fixture.request.video, protocol);
            askForCompanions(fixture, fixture.request.video);

            final VastDocument vast = vast(fixture);

            assertThat(vast.version()).isEqualTo(version);
            assertThat(fixture.bid().path("protocol").asInt()).isEqualTo(protocol);
            final boolean from30 = version.compareTo("3.0") >= 0;
            final boolean from40 = version.compareTo("4.0") >= 0;
            final boolean from41 = version.compareTo("4.1") >= 0;
            assertThat(vast.namespace()).isEqualTo(from40 ? "http://www.iab.com/VAST" : "");
            assertThat(vast.at("//Linear/@skipoffset")).isEqualTo(!wrapped && from30 ? "00:00:05" : "");
            assertThat(vast.all("//Tracking[@event='skip']")).hasSize(from30 ? 1 : 0);
            assertThat(vast.at("//UniversalAdId")).isEqualTo(!wrapped && from40 ? "9002" : "");
            assertThat(vast.at("//UniversalAdId/@idValue")).isEqualTo(!wrapped && from40 && !from41 ? "9002" : "");
            assertThat(vast.at("//Ad/@adType")).isEqualTo(from41 ? "video" : "");
            assertThat(vast.all("//Companion/@renderingMode"))
                    .isEqualTo(from41 ? List.of("end-card", "concurrent") : List.of());
            assertThat(vast.all("//AdServingId")).hasSize(!wrapped && from41 ? 1 : 0);
        }
    }

    @Test
    void shouldWrapWhatItIsToldOfTheImpressionAndTheCreative() {
        try (AnswerFixture fixture = new AnswerFixture(inline())) {
            fixture.protocols(fixture.request.video, 2, 3, 9, 13);

            final JsonNode bid = fixture.bid();
            final VastDocument vast = VastDocument.parse(bid.path("adm").asText());

            assertThat(bid.path("mtype").asInt()).isEqualTo(2);
            assertThat(bid.path("w").asInt()).isEqualTo(1280);
            assertThat(bid.path("h").asInt()).isEqualTo(720);
            assertThat(bid.path("dur").asInt()).isEqualTo(75);
            assertThat(bid.has("exp")).isFalse();
            assertThat(vast.at("//AdTitle")).isEqualTo("shop.example");
            assertThat(vast.at("//Duration")).isEqualTo("00:01:15");
            assertThat(vast.at("//MediaFile")).isEqualTo("https://cdn.example/a.mp4");
            assertThat(vast.at("//MediaFile/@delivery")).isEqualTo("progressive");
            assertThat(vast.at("//MediaFile/@bitrate")).isEqualTo("1500");
            assertThat(vast.at("//MediaFile/@width")).isEqualTo("1280");
            assertThat(vast.at("//AdServingId")).isEqualTo(bid.path("id").asText());
            assertThat(vast.at("//ClickThrough")).startsWith("https://track.example/notice/click?t=");
            assertThat(vast.at("//Impression")).startsWith("https://track.example/notice/imp?t=");
            assertThat(vast.all("//Impression").get(1))
                    .matches("https://px\\.example/i\\?cb=\\d+&p=\\$\\{AUCTION_PRICE}");
            assertThat(vast.all("//ClickTracking")).hasSize(2).first().isEqualTo("https://px.example/c1");
            assertThat(vast.all("//ClickTracking").get(1)).contains("c2?u=https%3A%2F%2Ftrack.example");
            assertThat(vast.all("//Tracking[@event='complete']"))
                    .containsExactly("https://px.example/e1", "https://px.example/e2");
            assertThat(vast.all("//Companion")).isEmpty();
        }
    }

    @Test
    void shouldWriteNoProtocolsAsVast30() {
        try (AnswerFixture inline = new AnswerFixture(inline());
                AnswerFixture wrapped = new AnswerFixture(wrapper())) {
            assertThat(vast(inline).version()).isEqualTo("3.0");
            assertThat(inline.bid().path("protocol").asInt()).isEqualTo(3);
            assertThat(vast(wrapped).version()).isEqualTo("3.0");
            assertThat(wrapped.bid().path("protocol").asInt()).isEqualTo(6);
        }
    }

    @Test
    void shouldCallOurClickTrackerBesideTheClickThroughOfWhatIsWrapped() {
        try (AnswerFixture fixture = new AnswerFixture(wrapper())) {
            final VastDocument vast = vast(fixture);

            assertThat(vast.at("//VASTAdTagURI")).isEqualTo("https://ads.example/vast?a=1&b=2");
            assertThat(vast.all("//ClickThrough | //MediaFile | //Duration")).isEmpty();
            assertThat(vast.all("//ClickTracking")).hasSize(3);
            assertThat(vast.at("//ClickTracking")).startsWith("https://track.example/notice/click?t=");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            video/webm              | video/webm
            video/3gpp, VIDEO/WebM  | video/webm
            video/webm, video/mp4   | video/mp4
            """)
    void shouldNameTheFirstOfItsMimesThatIsOffered(final String offered, final String written) {
        try (AnswerFixture fixture = new AnswerFixture(inline())) {
            fixture.request.video.mimes[0] = fixture.texts(offered.split(", "));

            assertThat(vast(fixture).at("//MediaFile/@type")).isEqualTo(written);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -    | 728,300
            1    | 728,300
            2, 1 | 728,300
            2, 3 |
            """)
    void shouldAddTheCompanionsThatAreAskedFor(final String types, final String widths) {
        try (AnswerFixture fixture = new AnswerFixture(inline())) {
            askForCompanions(fixture, fixture.request.video);
            if (types != null) {
                fixture.request.video.companionTypes[0] = fixture.list(Arrays.stream(types.split(", "))
                        .mapToLong(Long::parseLong)
                        .toArray());
            }

            final VastDocument vast = vast(fixture);

            assertThat(vast.all("//Companion/@width"))
                    .containsExactlyInAnyOrder(widths == null ? new String[0] : widths.split(","));
            assertThat(vast.all("//Creative")).hasSize(widths == null ? 1 : 2);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -           | -         | 728,300
            image/png   | -         | 300
            image/jpeg  | 16        | 728
            image/gif   | -         |
            -           | 1, 20     | 728,300
            -           | 5         |
            """)
    void shouldLeaveOutCompanionsThatTheirPlaceDoesNotTake(
            final String mime, final String blocked, final String widths) {
        final Creative creative = new CreativeBuilder(9002, media("https://cdn.example/a.mp4", null, 1, 5))
                .attributes(5)
                .build();
        try (AnswerFixture fixture = new AnswerFixture(creative)) {
            askForCompanions(fixture, fixture.request.video);
            if (mime != null) {
                final int type = PictureType.of(mime);
                fixture.request.video.companionPictures[0] = fixture.list(type, type, type);
            }
            if (blocked != null) {
                final long bits = Arrays.stream(blocked.split(", "))
                        .mapToLong(each -> 1L << Integer.parseInt(each))
                        .sum();
                fixture.request.video.companionBlockedAttributes[0] = fixture.list(bits, bits, bits);
            }
            assertThat(vast(fixture).all("//Companion/@width"))
                    .containsExactlyInAnyOrder(widths == null ? new String[0] : widths.split(","));
        }
    }

    @Test
    void shouldTakeTheFirstPlaceOfTheSizeThatTakesTheCompanion() {
        try (AnswerFixture fixture = new AnswerFixture(inline())) {
            fixture.protocols(fixture.request.video, 13);
            final MediaOffers offers = fixture.request.video;
            offers.companionSizes[0] = fixture.list(BidRequestView.size(300, 250), BidRequestView.size(300, 250));
            offers.companionPictures[0] = fixture.list(PictureType.of("image/gif"), PictureType.of("image/png"));
            offers.companionEndCards[0] = 0b10;
            assertThat(vast(fixture).all("//Companion/@renderingMode")).containsExactly("end-card");
        }
    }

    @Test
    void shouldWriteAnAudioWithoutSize() {
        final Media media = new Media(
                null,
                30,
                List.of("audio/mpeg"),
                "https://cdn.example/a.mp3",
                null,
                0,
                1,
                1,
                Media.NOT_SKIPPABLE,
                List.of());
        try (AnswerFixture fixture = new AnswerFixture(new CreativeBuilder(9004, media).build())) {
            fixture.protocols(fixture.request.audio, 13);

            final VastDocument vast = vast(fixture);
            final JsonNode bid = fixture.bid();

            assertThat(bid.path("mtype").asInt()).isEqualTo(3);
            assertThat(bid.has("w")).isFalse();
            assertThat(bid.path("dur").asInt()).isEqualTo(30);
            assertThat(vast.at("//Ad/@adType")).isEqualTo("audio");
            assertThat(vast.at("//MediaFile/@width")).isEqualTo("0");
            assertThat(vast.at("//MediaFile/@delivery")).isEqualTo("streaming");
            assertThat(vast.all("//MediaFile/@bitrate | //TrackingEvents")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"2", "3", "7", "13"})
    void shouldWriteANonLinearVideoAsAnOverlay(final int protocol) {
        try (AnswerFixture fixture =
                new AnswerFixture(video(media("https://cdn.example/o.png", null, 2, Media.NOT_SKIPPABLE)))) {
            fixture.protocols(fixture.request.video, protocol);

            final VastDocument vast = vast(fixture);

            assertThat(vast.all("//Linear")).isEmpty();
            assertThat(vast.at("//NonLinear/StaticResource")).isEqualTo("https://cdn.example/o.png");
            assertThat(vast.at("//NonLinear/@minSuggestedDuration")).isEqualTo("00:01:15");
            assertThat(vast.all("//NonLinearClickTracking")).hasSize(protocol == 2 ? 0 : 2);
        }
    }

    @Test
    void shouldStayXmlInJsonWhateverTheTextsHold() {
        final String odd = "https://cdn.example/a'b]]>c\"d</script>&amp;<e>😀\\\u0001{";
        final Media media = new Media(
                new Size(1, 1),
                1,
                List.of("video/x-a&b\"<c>]]>"),
                odd.replace("\u0001", ""),
                null,
                0,
                2,
                1,
                Media.NOT_SKIPPABLE,
                List.of(new Companion(300, 250, odd.replace("\u0001", "]]"), "image/\"&<png")));
        final Creative creative = new CreativeBuilder(1, media)
                .domains("a&b<c>\"'\u0001\uFFFE😀]]>")
                .trackers(new CreativeTrackers(List.of("https://px.example/]]>]]"), List.of(), Map.of()))
                .build();
        try (AnswerFixture fixture = new AnswerFixture(creative)) {
            askForCompanions(fixture, fixture.request.video);

            final VastDocument vast = vast(fixture);

            assertThat(vast.at("//MediaFile")).isEqualTo(odd.replace("\u0001", ""));
            assertThat(vast.at("//MediaFile/@type")).isEqualTo("video/x-a&b\"<c>]]>");
            assertThat(vast.at("//AdTitle")).isEqualTo("a&b<c>\"'??😀]]>");
            assertThat(vast.all("//Impression").get(1)).isEqualTo("https://px.example/]]>]]");
            assertThat(vast.at("//Companion/StaticResource")).isEqualTo(odd.replace("\u0001", "]]"));
        }
    }

    @Test
    void shouldLeaveOutABidThatDoesNotFit() {
        try (AnswerFixture fixture = new AnswerFixture(inline())) {
            final int length = fixture.write();
            for (final int room : new int[] {length - 1, length / 2, length - 200}) {
                assertThat(fixture.write(new byte[room])).isZero();
            }
        }
    }
}
