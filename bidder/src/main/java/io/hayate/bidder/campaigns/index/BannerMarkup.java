package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.CreativeContent;

/** A banner's HTML with what counts its impressions. Immutable; shared. */
final class BannerMarkup {
    private static final String IMPRESSION_MACRO = "${IMPRESSION_URL}";

    private BannerMarkup() {}

    static CreativeSegments of(final Creative creative, final CreativeContent.Banner banner) {
        final CreativeSegments markup = CreativeSegments.ofText().withMacros(banner.markup());
        if (!banner.markup().contains(IMPRESSION_MACRO)) {
            appendPixel(markup, IMPRESSION_MACRO);
        }
        for (final String tracker : creative.trackers().impression()) {
            appendPixel(markup, tracker.replace("&", "&amp;").replace("\"", "&quot;"));
        }
        return markup;
    }

    private static void appendPixel(final CreativeSegments markup, final String url) {
        markup.literal("<img src=\"")
                .withMacros(url)
                .literal("\" width=\"1\" height=\"1\" alt=\"\" style=\"position:absolute;visibility:hidden\">");
    }
}
