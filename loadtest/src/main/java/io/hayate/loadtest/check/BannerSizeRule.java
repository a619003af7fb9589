package io.hayate.loadtest.check;

import org.jspecify.annotations.Nullable;

/**
 * Which sizes a banner impression takes: the listed formats; without any exactly w and h; without either the range from
 * wmin, hmin to wmax, hmax; without all of these, on an interstitial, whatever the device's screen holds. Sizes that are
 * given bind interstitials too. Immutable; shared.
 */
final class BannerSizeRule {
    private BannerSizeRule() {}

    static void check(final Offer offer, final Findings findings) {
        if (!offer.isBanner() || !offer.media().isPresent()) {
            return;
        }
        final Long w = offer.bid().at("w").integer();
        final Long h = offer.bid().at("h").integer();
        if (isFlexOffered(offer)) {
            return;
        }
        if (w == null || h == null || w <= 0 || h <= 0) {
            findings.add(Rule.SIZE, offer.path("w"), "width or height is missing.");
        } else if (!isOffered(offer, w, h)) {
            findings.add(Rule.SIZE, offer.path("w"), w + "x" + h + " is not offered.");
        }
    }

    private static boolean isOffered(final Offer offer, final Long w, final Long h) {
        final Json banner = offer.media();
        if (!banner.at("format").items().isEmpty()) {
            return banner.at("format").items().stream()
                    .anyMatch(format -> w.equals(format.at("w").integer())
                            && h.equals(format.at("h").integer()));
        }
        if (banner.at("w").isPresent() || banner.at("h").isPresent()) {
            return w.equals(banner.at("w").integer()) && h.equals(banner.at("h").integer());
        }
        if (hasRange(banner)) {
            return isWithin(w, banner.at("wmin").integer(), banner.at("wmax").integer())
                    && isWithin(
                            h, banner.at("hmin").integer(), banner.at("hmax").integer());
        }
        if (!offer.imp().at("instl").isInteger(1)) {
            return false;
        }
        final Json device = offer.request().at("device");
        final Long screenWidth = device.at("w").integer();
        final Long screenHeight = device.at("h").integer();
        return screenWidth != null && screenHeight != null && w <= screenWidth && h <= screenHeight;
    }

    // A flex ad has a ratio instead of a size, and the format that it answers to has the same.
    private static boolean isFlexOffered(final Offer offer) {
        final Long wratio = offer.bid().at("wratio").integer();
        final Long hratio = offer.bid().at("hratio").integer();
        return wratio != null
                && hratio != null
                && offer.media().at("format").items().stream()
                        .anyMatch(format -> wratio.equals(format.at("wratio").integer())
                                && hratio.equals(format.at("hratio").integer()));
    }

    private static boolean hasRange(final Json banner) {
        return banner.at("wmin").isPresent()
                || banner.at("wmax").isPresent()
                || banner.at("hmin").isPresent()
                || banner.at("hmax").isPresent();
    }

    private static boolean isWithin(final long length, final @Nullable Long min, final @Nullable Long max) {
        return (min == null || length >= min) && (max == null || length <= max);
    }
}
