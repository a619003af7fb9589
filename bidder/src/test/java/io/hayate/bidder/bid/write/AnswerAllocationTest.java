package io.hayate.bidder.bid.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.AllocatedBytes;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NativeOffers;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.CreativeBuilder;
import io.hayate.bidder.campaigns.CreativeContent.Companion;
import io.hayate.bidder.campaigns.CreativeContent.Image;
import io.hayate.bidder.campaigns.CreativeContent.Media;
import io.hayate.bidder.campaigns.CreativeContent.Native;
import io.hayate.bidder.campaigns.CreativeContent.Size;
import io.hayate.bidder.campaigns.CreativeTrackers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("jdk25")
class AnswerAllocationTest {
    private static final int ANSWERS = 5_000;

    private static final CreativeTrackers TRACKERS =
            new CreativeTrackers(List.of("https://px.example/i"), List.of("https://px.example/c"), Map.of());

    @Test
    void shouldAllocateNothingForVast() {
        final Creative video = new CreativeBuilder(
                        1,
                        new Media(
                                new Size(640, 360),
                                15,
                                List.of("video/webm", "video/mp4"),
                                "https://cdn.example/a.mp4",
                                null,
                                800,
                                2,
                                1,
                                5,
                                List.of(new Companion(300, 250, "https://cdn.example/c.png", "image/png"))))
                .trackers(TRACKERS)
                .build();
        try (AnswerFixture fixture = new AnswerFixture(video)) {
            fixture.protocols(fixture.request.video, 2, 3, 7, 11, 13);
            fixture.request.video.mimes[0] = fixture.texts("video/3gpp", "video/mp4");
            fixture.request.video.companionSizes[0] = fixture.list(BidRequestView.size(300, 250));
            fixture.request.expirySeconds[0] = 60;
            assertThat(fixture.bid().path("adm").asText()).contains("VAST version=\"4.2\"", "<Companion ", "video/mp4");
            assertNoGarbage(fixture);
        }
    }

    @Test
    void shouldAllocateNothingForNative() {
        final Native content = new Native(
                "A \"title\"",
                Map.of(2, "text"),
                null,
                new Image("https://cdn.example/m.png", 1200, 627, "image/png"),
                null);
        try (AnswerFixture fixture = new AnswerFixture(
                new CreativeBuilder(1, content).trackers(TRACKERS).build())) {
            final NativeOffers offers = fixture.request.nativeAds;
            offers.wrapped[0] = true;
            offers.assetCount[0] = 2;
            offers.assetIdToken[0] = fixture.text("1");
            offers.assetKind[0] = NativeOffers.TITLE;
            offers.assetLength[0] = 25;
            offers.assetIdToken[1] = fixture.text("2");
            offers.assetKind[1] = NativeOffers.IMAGE;
            offers.assetType[1] = NativeOffers.MAIN;
            offers.imageMinWidth[1] = 600;
            offers.imageMinHeight[1] = 300;
            offers.assetMimes[1] = fixture.texts("image/jpeg", "image/png");
            assertThat(fixture.bid().path("adm").asText()).contains("\"assets\":[{\"id\":1,", "{\"id\":2,\"img\"");
            assertNoGarbage(fixture);
        }
    }

    private static void assertNoGarbage(final AnswerFixture fixture) {
        assertThat(writeMany(fixture)).isGreaterThan(ANSWERS * 1_000L);
        assertThat(AllocatedBytes.leastOf(8, () -> writeMany(fixture))).isZero();
    }

    private static long writeMany(final AnswerFixture fixture) {
        long bytes = 0;
        for (int i = 0; i < ANSWERS; i++) {
            bytes += fixture.write();
        }
        return bytes;
    }
}
