package io.hayate.bidder.campaigns;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a creative shows, by its format. Immutable; shared. */
public sealed interface CreativeContent {

    /**
     * HTML in a box.
     *
     * @param markup with our macros and OpenRTB's
     * @param mimes what the markup may be taken for; an impression that lists mimes must list one of them
     * @param expandDirections AdCOM expandable directions that it expands to
     */
    record Banner(int w, int h, String markup, List<String> mimes, List<Integer> expandDirections)
            implements CreativeContent {}

    /**
     * A file that plays, answered as VAST: ours around the file, or a wrapper around another's VAST.
     *
     * @param size of a video; null: audio
     * @param mimes of the file
     * @param mediaUrl of the file; null: {@code vastUrl} is there
     * @param vastUrl of another's VAST; null: {@code mediaUrl} is there
     * @param bitrateKbps 0 if not said
     * @param delivery AdCOM delivery method: 1 streaming, 2 progressive download
     * @param linearity 1 linear, 2 non-linear
     * @param skipAfterSeconds after which it can be skipped; {@link #NOT_SKIPPABLE}
     */
    record Media(
            @Nullable Size size,
            int durationSeconds,
            List<String> mimes,
            @Nullable String mediaUrl,
            @Nullable String vastUrl,
            int bitrateKbps,
            int delivery,
            int linearity,
            int skipAfterSeconds,
            List<Companion> companions)
            implements CreativeContent {
        public static final int NOT_SKIPPABLE = -1;
    }

    /**
     * A picture shown beside a video or an audio.
     *
     * @param mime by the ending of the URL
     */
    record Companion(int w, int h, String imageUrl, String mime) {}

    record Size(int w, int h) {}

    /**
     * Parts from which the publisher lays out an ad.
     *
     * @param data texts by type of data asset (OpenRTB Native Ads 1.2, 7.5: 1 sponsored, 2 description, 12 call to
     *     action, ...)
     */
    record Native(
            @Nullable String title,
            Map<Integer, String> data,
            @Nullable Image icon,
            @Nullable Image main,
            @Nullable String privacyUrl)
            implements CreativeContent {}

    /**
     * A picture of a native ad.
     *
     * @param mime by the ending of the URL; null: unknown
     */
    record Image(String url, int w, int h, @Nullable String mime) {}

    /**
     * What an index needs to know of a content, without its texts and URLs: those are in the catalog, and a million
     * creatives would fill the heap with them.
     *
     * @param size of a banner or a video; null: none
     * @param mimes what it is or may be taken for; none for a native ad
     * @param banner null unless it is one
     * @param media null unless it is a video or an audio
     * @param parts null unless it is a native ad
     */
    record Outline(
            AdFormat format,
            @Nullable Size size,
            List<String> mimes,
            @Nullable BannerOutline banner,
            @Nullable MediaOutline media,
            @Nullable NativeOutline parts)
            implements CreativeContent {}

    /**
     * @param types OpenRTB banner ad types, as bits
     * @param expandDirections AdCOM expandable directions, as bits
     */
    record BannerOutline(int types, int expandDirections) {}

    /**
     * As of {@link Media}.
     *
     * @param wrapper of another's VAST
     */
    record MediaOutline(
            int durationSeconds, int bitrateKbps, int delivery, int linearity, int skipAfterSeconds, boolean wrapper) {}

    /**
     * @param titleChars characters (code points) of the title; 0: none
     * @param dataChars of the texts, by type of data asset
     * @param icon without URL
     * @param main without URL
     */
    record NativeOutline(
            int titleChars,
            Map<Integer, Integer> dataChars,
            @Nullable Image icon,
            @Nullable Image main) {}
}
