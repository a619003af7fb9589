package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.AdFormat;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.CreativeContent;
import io.hayate.bidder.campaigns.CreativeContent.BannerOutline;
import io.hayate.bidder.campaigns.CreativeContent.MediaOutline;
import io.hayate.bidder.campaigns.CreativeContent.NativeOutline;
import io.hayate.bidder.campaigns.CreativeContent.Outline;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From a creative's content to what an index needs of it. Immutable; shared. */
final class Outlines {
    /** Numbers above this share the highest bit: exchanges' own attributes (500 and up) are rare, and together blocked. */
    private static final int HIGHEST_SINGLE_BIT = 62;

    private Outlines() {}

    static Outline of(final Creative creative) {
        final CreativeContent content = creative.content();
        if (content instanceof final Outline outline) {
            return outline;
        }
        if (content instanceof final CreativeContent.Banner banner) {
            return new Outline(
                    AdFormat.BANNER,
                    new CreativeContent.Size(banner.w(), banner.h()),
                    banner.mimes(),
                    new BannerOutline(BannerTypes.of(banner.markup()), (int) bits(banner.expandDirections())),
                    null,
                    null);
        }
        if (content instanceof final CreativeContent.Media media) {
            return new Outline(creative.format(), media.size(), media.mimes(), null, media(media), null);
        }
        return new Outline(AdFormat.NATIVE, null, List.of(), null, null, parts((CreativeContent.Native) content));
    }

    private static MediaOutline media(final CreativeContent.Media media) {
        return new MediaOutline(
                media.durationSeconds(),
                media.bitrateKbps(),
                media.delivery(),
                media.linearity(),
                media.skipAfterSeconds(),
                media.vastUrl() != null);
    }

    private static NativeOutline parts(final CreativeContent.Native parts) {
        final Map<Integer, Integer> dataChars = new TreeMap<>();
        parts.data().forEach((type, text) -> dataChars.put(type, lengthChars(text)));
        return new NativeOutline(
                lengthChars(parts.title()), Map.copyOf(dataChars), image(parts.icon()), image(parts.main()));
    }

    private static CreativeContent.@Nullable Image image(final CreativeContent.@Nullable Image image) {
        return image == null ? null : new CreativeContent.Image("", image.w(), image.h(), image.mime());
    }

    /** In code points: what a reader counts, and what {@code len} of an asset limits. */
    private static int lengthChars(final @Nullable String text) {
        return text == null ? 0 : text.codePointCount(0, text.length());
    }

    /** Numbers as bits; the highest stands for all above 62. */
    static long bits(final List<Integer> numbers) {
        long bits = 0;
        for (final int number : numbers) {
            bits |= 1L << Math.min(number, HIGHEST_SINGLE_BIT + 1);
        }
        return bits;
    }
}
