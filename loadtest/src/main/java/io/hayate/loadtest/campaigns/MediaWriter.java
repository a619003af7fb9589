package io.hayate.loadtest.campaigns;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hayate.loadtest.traffic.Dice;
import java.io.IOException;
import java.util.List;

/**
 * Draws what videos and audios have of their own: length, file or wrapper, bit rate, companions. One in eight wraps
 * another's VAST, one video in five can be skipped. Owned by the thread that generates.
 */
final class MediaWriter {
    private static final double WRAPPER_SHARE = 0.125;
    private static final double SKIPPABLE_SHARE = 0.2;
    private static final double COMPANION_SHARE = 0.12;
    private static final double STREAMING_SHARE = 0.05;
    private static final double API_SHARE = 0.08;
    private static final int OMID_1 = 7;
    private static final int STREAMING = 1;
    private static final int[] VIDEO_SECONDS = {5, 6, 10, 15, 20, 30, 45, 60};
    private static final int[] VIDEO_SECONDS_WEIGHTS = {2, 10, 6, 42, 4, 28, 2, 6};
    private static final int[] AUDIO_SECONDS = {15, 20, 30, 60};
    private static final int[][] VIDEO_SIZES = {{1280, 720}, {1920, 1080}, {640, 360}, {720, 1280}, {1080, 1920}};
    private static final int[][] COMPANION_SIZES = {{300, 250}, {728, 90}, {320, 50}};

    private final Dice dice;
    private final JsonGenerator json;

    MediaWriter(final Dice dice, final JsonGenerator json) {
        this.dice = dice;
        this.json = json;
    }

    void writeVideo(final long id, final String cdn) throws IOException {
        final int[] size = VIDEO_SIZES[dice.weighted(45, 20, 10, 18, 7)];
        Json.size(json, size[0], size[1]);
        final int seconds = VIDEO_SECONDS[dice.weighted(VIDEO_SECONDS_WEIGHTS)];
        json.writeNumberField("durationSeconds", seconds);
        final boolean webm = dice.chance(0.12);
        Json.texts(json, "mimes", List.of(webm ? "video/webm" : "video/mp4"));
        writeSource(id, cdn, webm ? "webm" : "mp4");
        json.writeNumberField("bitrateKbps", dice.between(4, 40) * 100);
        if (seconds >= 10 && dice.chance(SKIPPABLE_SHARE)) {
            json.writeNumberField("skipAfterSeconds", dice.chance(0.8) ? 5 : 7);
        }
        writeRest(id, cdn);
    }

    void writeAudio(final long id, final String cdn) throws IOException {
        json.writeNumberField("durationSeconds", AUDIO_SECONDS[dice.weighted(30, 5, 55, 10)]);
        final boolean mp4 = dice.chance(0.2);
        Json.texts(json, "mimes", List.of(mp4 ? "audio/mp4" : "audio/mpeg"));
        writeSource(id, cdn, mp4 ? "m4a" : "mp3");
        json.writeNumberField("bitrateKbps", dice.between(2, 5) * 64);
        writeRest(id, cdn);
    }

    private void writeSource(final long id, final String cdn, final String ending) throws IOException {
        if (dice.chance(WRAPPER_SHARE)) {
            json.writeStringField("vastUrl", cdn + "/vast/" + id + ".xml?cb=%5Btimestamp%5D&m=a%26b");
        } else {
            json.writeStringField("mediaUrl", cdn + "/media/" + id + "." + ending);
        }
    }

    private void writeRest(final long id, final String cdn) throws IOException {
        if (dice.chance(STREAMING_SHARE)) {
            json.writeNumberField("delivery", STREAMING);
        }
        if (dice.chance(API_SHARE)) {
            Json.numbers(json, "apis", List.of(OMID_1));
        }
        if (dice.chance(COMPANION_SHARE)) {
            json.writeArrayFieldStart("companions");
            for (int i = dice.harmonic(2); i > 0; i--) {
                final int[] size = COMPANION_SIZES[dice.below(COMPANION_SIZES.length)];
                json.writeStartObject();
                Json.size(json, size[0], size[1]);
                json.writeStringField("imageUrl", cdn + "/companion/" + id + "-" + i + ".png");
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }
}
