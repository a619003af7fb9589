package io.hayate.bidder.campaigns.index;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.CreativeBuilder;
import io.hayate.bidder.campaigns.CreativeContent.Companion;
import io.hayate.bidder.campaigns.CreativeContent.Image;
import io.hayate.bidder.campaigns.CreativeContent.Media;
import io.hayate.bidder.campaigns.CreativeContent.Native;
import io.hayate.bidder.campaigns.CreativeContent.Size;
import io.hayate.bidder.campaigns.CreativeTrackers;
import io.hayate.bidder.campaigns.CreativeTrackers.PlaybackEvent;
import io.hayate.bidder.campaigns.live.CreativeLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoded creatives against files that a reader can follow: a segment a line, what a segment holds set in. */
class CreativeLayoutWriterTest {
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(CreativeLayout.CLICK_URL, "click url"),
            Map.entry(CreativeLayout.CLICK_URL_ENCODED, "click url, encoded"),
            Map.entry(CreativeLayout.IMPRESSION_URL, "impression url"),
            Map.entry(CreativeLayout.CACHEBUSTER, "cachebuster"),
            Map.entry(CreativeLayout.BID_ID, "bid id"),
            Map.entry(CreativeLayout.VAST_VERSION, "vast version"),
            Map.entry(CreativeLayout.MIME, "one of"),
            Map.entry(CreativeLayout.ONLY_FROM_VAST, "from vast"),
            Map.entry(CreativeLayout.ONLY_BELOW_VAST, "below vast"),
            Map.entry(CreativeLayout.ONLY_WITH_COMPANIONS, "with companions"),
            Map.entry(CreativeLayout.ONLY_IF_COMPANION_ASKED, "if asked for companion"),
            Map.entry(CreativeLayout.RENDERING_MODE, "rendering mode"),
            Map.entry(CreativeLayout.NATIVE_LINK, "link"),
            Map.entry(CreativeLayout.NATIVE_PART, "part"),
            Map.entry(CreativeLayout.NATIVE_TRACKER, "tracker"),
            Map.entry(CreativeLayout.NATIVE_PRIVACY, "privacy"));

    private static final Map<Integer, Integer> NUMBERS = Map.of(
            CreativeLayout.ONLY_FROM_VAST,
            1,
            CreativeLayout.ONLY_BELOW_VAST,
            1,
            CreativeLayout.ONLY_IF_COMPANION_ASKED,
            3,
            CreativeLayout.NATIVE_PART,
            1);

    private final Campaign campaign =
            campaign(1001).creative(new CreativeBuilder(1, 1, 1).build()).build();

    @ParameterizedTest
    @ValueSource(strings = {"banner", "video", "wrapper", "audio", "native"})
    void shouldEncodeAsRecorded(final String name) {
        assertThat(readable(IndexBuilder.encode(campaign, creative(name)))).isEqualTo(recorded(name));
    }

    private static Creative creative(final String name) {
        return switch (name) {
            case "banner" ->
                new CreativeBuilder(9001, 300, 250)
                        .markup("<a href=\"${CLICK_URL}\">日本</a>")
                        .language("en")
                        .impressionTrackers("https://px.example/?a=1&cb=${CACHEBUSTER}")
                        .build();
            case "video" ->
                new CreativeBuilder(
                                9002,
                                new Media(
                                        new Size(1280, 720),
                                        15,
                                        List.of("video/mp4", "video/webm"),
                                        "https://cdn.example/a.mp4",
                                        null,
                                        1500,
                                        2,
                                        1,
                                        5,
                                        List.of(new Companion(300, 250, "https://cdn.example/c.png", "image/png"))))
                        .attributes(16)
                        .trackers(new CreativeTrackers(
                                List.of("https://px.example/i"),
                                List.of("https://px.example/c?u=${CLICK_URL_ENC}"),
                                Map.of(
                                        PlaybackEvent.SKIP, List.of("https://px.example/skip"),
                                        PlaybackEvent.START, List.of("https://px.example/start"))))
                        .build();
            case "wrapper" ->
                new CreativeBuilder(
                                9005,
                                new Media(
                                        new Size(640, 360),
                                        30,
                                        List.of("video/mp4"),
                                        null,
                                        "https://ads.example/vast?cb=${CACHEBUSTER}",
                                        0,
                                        2,
                                        1,
                                        Media.NOT_SKIPPABLE,
                                        List.of()))
                        .build();
            case "audio" ->
                new CreativeBuilder(
                                9004,
                                new Media(
                                        null,
                                        30,
                                        List.of("audio/mpeg"),
                                        "https://cdn.example/a.mp3",
                                        null,
                                        0,
                                        2,
                                        1,
                                        Media.NOT_SKIPPABLE,
                                        List.of()))
                        .build();
            default ->
                new CreativeBuilder(
                                9003,
                                new Native(
                                        "\"Kyoto\" 😀",
                                        Map.of(12, "Book", 1, "Rail"),
                                        new Image("https://cdn.example/i.png", 80, 80, "image/png"),
                                        new Image("https://cdn.example/m.jpg", 1200, 627, "image/jpeg"),
                                        "https://shop.example/privacy"))
                        .trackers(new CreativeTrackers(
                                List.of("https://px.example/i"), List.of("https://px.example/c"), Map.of()))
                        .build();
        };
    }

    private static String readable(final byte[] encoded) {
        final StringBuilder text = new StringBuilder();
        final int attributes = CreativeLayout.readInt(encoded, 0);
        text.append(utf8(encoded, 4, attributes)).append('\n');
        final int landing = 4 + attributes;
        final int landingLength = CreativeLayout.readInt(encoded, landing);
        text.append(utf8(encoded, landing + 4, landingLength)).append('\n');
        appendSegments(text, "", encoded, landing + 4 + landingLength, encoded.length);
        return text.toString();
    }

    private static void appendSegments(
            final StringBuilder text, final String indent, final byte[] encoded, final int from, final int to) {
        int at = from;
        while (at < to) {
            final int kind = CreativeLayout.readInt(encoded, at);
            final int end = at + 8 + CreativeLayout.readInt(encoded, at + 4);
            at += 8;
            text.append(indent);
            if (kind == CreativeLayout.LITERAL) {
                text.append(utf8(encoded, at, end - at)).append('\n');
            } else if (kind == CreativeLayout.MIME) {
                text.append("[one of");
                while (at < end) {
                    final int length = CreativeLayout.readInt(encoded, at);
                    text.append(' ').append(utf8(encoded, at + 4, length));
                    at += 4 + length;
                }
                text.append("]\n");
            } else {
                text.append('[').append(NAMES.get(kind));
                for (int i = NUMBERS.getOrDefault(kind, 0); i > 0; i--) {
                    text.append(' ').append(CreativeLayout.readInt(encoded, at));
                    at += 4;
                }
                text.append("]\n");
                appendSegments(text, indent + "    ", encoded, at, end);
            }
            at = end;
        }
        assertThat(at).isEqualTo(to);
    }

    private static String utf8(final byte[] bytes, final int offset, final int length) {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    private static String recorded(final String name) {
        try (InputStream in =
                CreativeLayoutWriterTest.class.getResourceAsStream("/campaigns/encoded/" + name + ".txt")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
