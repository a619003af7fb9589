package io.hayate.bidder.campaigns.admit;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.campaigns.Targeting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code targeting.segment}: all of some lists, of each one segment, and none of others. Immutable; shared. */
final class SegmentParser {
    private SegmentParser() {}

    static Targeting.Segments parse(final Fields segment, final DocumentLimits limits) {
        final List<List<String>> allOf = new ArrayList<>();
        segment.items("allOf", CampaignLimits.MAX_SEGMENT_LISTS, (list, path) -> {
            final List<String> oneOf = segments(segment, list, path, limits);
            // An empty list restricts nothing, as an empty include.
            if (!oneOf.isEmpty()) {
                allOf.add(oneOf);
            }
        });
        final Set<String> noneOf = new LinkedHashSet<>();
        segment.items("noneOf", limits.listValues(), (item, path) -> add(segment, item, path, noneOf));
        segment.refuseUnknown();
        return new Targeting.Segments(List.copyOf(allOf), List.copyOf(noneOf));
    }

    private static List<String> segments(
            final Fields segment, final JsonNode list, final String path, final DocumentLimits limits) {
        final Set<String> segments = new LinkedHashSet<>();
        if (!list.isArray()) {
            segment.problems().add(path, "must be a list of segments, of which one is enough");
        } else {
            segment.eachItem(
                    list, path, limits.listValues(), (item, itemPath) -> add(segment, item, itemPath, segments));
        }
        return List.copyOf(segments);
    }

    private static void add(final Fields segment, final JsonNode item, final String path, final Set<String> segments) {
        final String id = segment.text(item, path, CampaignLimits.MAX_VALUE_CHARS);
        if (id != null) {
            segments.add(id);
        }
    }
}
