package io.hayate.bidder.campaigns.admit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.campaigns.CreativeContent;
import io.hayate.bidder.campaigns.CreativeContent.Companion;
import io.hayate.bidder.campaigns.CreativeContent.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is a video's or an audio's own. Immutable; shared. */
final class MediaParser {
    static final Set<String> VIDEO_FIELDS = Set.of(
            "w",
            "h",
            "durationSeconds",
            "mimes",
            "mediaUrl",
            "vastUrl",
            "bitrateKbps",
            "delivery",
            "linearity",
            "skipAfterSeconds",
            "companions");

    static final Set<String> AUDIO_FIELDS =
            Set.of("durationSeconds", "mimes", "mediaUrl", "vastUrl", "bitrateKbps", "delivery", "companions");

    /** What is taken to be behind a wrapper that does not say it. */
    private static final List<String> WRAPPED_VIDEO = List.of("video/mp4");

    private static final List<String> WRAPPED_AUDIO = List.of("audio/mpeg");

    private static final int PROGRESSIVE = 2;
    private static final int LINEAR = 1;
    private static final int NON_LINEAR = 2;

    private MediaParser() {}

    static Media video(final Fields fields) {
        final var size = new CreativeContent.Size((int) fields.requiredInteger("w", 1, CampaignLimits.MAX_SIDE), (int)
                fields.requiredInteger("h", 1, CampaignLimits.MAX_SIDE));
        final int linearity = fields.integer("linearity", LINEAR, NON_LINEAR, LINEAR);
        final int skipAfterSeconds =
                fields.integer("skipAfterSeconds", 0, CampaignLimits.MAX_DURATION_SECONDS - 1, Media.NOT_SKIPPABLE);
        final Media media = media(fields, size, linearity, skipAfterSeconds, WRAPPED_VIDEO);
        // The document's own number: the one read is a harmless one if it was refused.
        final JsonNode duration = fields.any("durationSeconds");
        if (duration != null && duration.isNumber() && skipAfterSeconds >= duration.doubleValue()) {
            fields.refuse("skipAfterSeconds", "must be below durationSeconds");
        }
        if (linearity == NON_LINEAR && skipAfterSeconds != Media.NOT_SKIPPABLE) {
            fields.refuse("skipAfterSeconds", "belongs to linear videos only");
        }
        if (linearity == NON_LINEAR && media.vastUrl() != null) {
            fields.refuse("linearity", "must be 1 with a vastUrl: a wrapper around a non-linear ad is not written");
        }
        return media;
    }

    static Media audio(final Fields fields) {
        return media(fields, null, LINEAR, Media.NOT_SKIPPABLE, WRAPPED_AUDIO);
    }

    private static Media media(
            final Fields fields,
            final CreativeContent.@Nullable Size size,
            final int linearity,
            final int skipAfterSeconds,
            final List<String> wrappedMimes) {
        final int durationSeconds =
                (int) fields.requiredInteger("durationSeconds", 1, CampaignLimits.MAX_DURATION_SECONDS);
        final String mediaUrl = fields.url("mediaUrl");
        final String vastUrl = fields.url("vastUrl");
        if (fields.has("mediaUrl") && fields.has("vastUrl")) {
            fields.refuse("vastUrl", "must not stand beside mediaUrl");
        } else if (!fields.has("mediaUrl") && !fields.has("vastUrl")) {
            fields.refuse("mediaUrl", "is required, or vastUrl instead");
        }
        if (!fields.has("mimes") && !fields.has("vastUrl")) {
            fields.refuse("mimes", "is required");
        }
        return new Media(
                size,
                durationSeconds,
                fields.has("mimes") ? MimeParser.parse(fields) : wrappedMimes,
                mediaUrl,
                vastUrl,
                fields.integer("bitrateKbps", 1, CampaignLimits.MAX_BITRATE_KBPS, 0),
                fields.integer("delivery", 1, PROGRESSIVE, PROGRESSIVE),
                linearity,
                skipAfterSeconds,
                companions(fields));
    }

    private static List<Companion> companions(final Fields fields) {
        final List<Companion> companions = new ArrayList<>();
        fields.items("companions", CampaignLimits.MAX_COMPANIONS, (item, path) -> {
            if (item instanceof final ObjectNode object) {
                companions.add(companion(new Fields(object, path, fields.problems())));
            } else {
                fields.problems().add(path, "must be an object");
            }
        });
        return List.copyOf(companions);
    }

    private static Companion companion(final Fields fields) {
        final int w = (int) fields.requiredInteger("w", 1, CampaignLimits.MAX_SIDE);
        final int h = (int) fields.requiredInteger("h", 1, CampaignLimits.MAX_SIDE);
        final String imageUrl = fields.requiredUrl("imageUrl");
        final String mime = Texts.imageMime(imageUrl);
        if (mime == null && !imageUrl.isEmpty()) {
            fields.refuse("imageUrl", "must end in .png, .jpg or another image's ending: VAST names its media type");
        }
        fields.refuseUnknown();
        return new Companion(w, h, imageUrl, mime == null ? "" : mime);
    }
}
