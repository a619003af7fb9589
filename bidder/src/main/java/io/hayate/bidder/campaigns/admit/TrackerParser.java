package io.hayate.bidder.campaigns.admit;

import io.hayate.bidder.campaigns.CreativeContent;
import io.hayate.bidder.campaigns.CreativeTrackers;
import io.hayate.bidder.campaigns.CreativeTrackers.PlaybackEvent;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads {@code trackers}: which events there are depends on the type. Immutable; shared. */
final class TrackerParser {
    private TrackerParser() {}

    static CreativeTrackers parse(final Fields creative, final CreativeContent content) {
        final Fields trackers = creative.object("trackers");
        final List<String> impression = trackers.urls("impression", CampaignLimits.MAX_TRACKERS);
        List<String> click = List.of();
        if (content instanceof CreativeContent.Banner) {
            if (trackers.items("click", CampaignLimits.MAX_TRACKERS, (item, path) -> {}) > 0) {
                trackers.refuse("click", "a banner's markup carries its own click trackers");
            }
        } else {
            click = trackers.urls("click", CampaignLimits.MAX_TRACKERS);
        }
        final Map<PlaybackEvent, List<String>> playback = new EnumMap<>(PlaybackEvent.class);
        for (final PlaybackEvent event : PlaybackEvent.values()) {
            final List<String> urls = content instanceof CreativeContent.Media
                    ? trackers.urls(event.label(), CampaignLimits.MAX_TRACKERS)
                    : List.of();
            if (!urls.isEmpty()) {
                playback.put(event, urls);
            } else if (!(content instanceof CreativeContent.Media) && trackers.has(event.label())) {
                trackers.refuse(event.label(), "belongs to video and audio only");
            }
        }
        trackers.refuseUnknown();
        return new CreativeTrackers(impression, click, Collections.unmodifiableMap(playback));
    }
}
