package io.hayate.bidder.campaigns;

import java.util.List;
import java.util.Map;

/**
 * What third parties want to be called for. Our macros in the URLs are filled, OpenRTB's are left. Immutable; shared.
 *
 * @param impression pixels
 * @param click called at a click; none for a banner, whose markup carries its own
 * @param playback of video and audio
 */
public record CreativeTrackers(List<String> impression, List<String> click, Map<PlaybackEvent, List<String>> playback) {
    public static final CreativeTrackers NONE = new CreativeTrackers(List.of(), List.of(), Map.of());

    /** Moments of a video or audio, named as VAST names them. */
    public enum PlaybackEvent {
        START("start"),
        FIRST_QUARTILE("firstQuartile"),
        MIDPOINT("midpoint"),
        THIRD_QUARTILE("thirdQuartile"),
        COMPLETE("complete"),
        SKIP("skip");

        private final String label;

        PlaybackEvent(final String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** The URLs for an event; maybe none. */
    public List<String> playback(final PlaybackEvent event) {
        return playback.getOrDefault(event, List.of());
    }
}
