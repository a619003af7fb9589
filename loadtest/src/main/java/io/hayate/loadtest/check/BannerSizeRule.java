package io.hayate.loadtest.check;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which sizes a banner impression takes: the listed formats; a format with a ratio instead of a size (Flex) takes what
 * keeps it and is not narrower than wmin; without formats exactly w and h; without either the range from
 * wmin, hmin to wmax, hmax; without all of these, on an interstitial, whatever the device's screen holds. Sizes that are
 * given bind interstitials too. Immutable; shared.
 */
final class BannerSizeRule {
    private BannerSizeRule() {}

    static void check(final Offer offer, final Findings findings) {
        if (!offer.isBanner() || !offer.media().isPresent()) {
            return;
        }
        final Json bid = offer.bid();
        if (bid.at("wratio").isPresent() || bid.at("hratio").isPresent()) {
            if (flexFormats(offer).stream().noneMatch(format -> isAnswered(format, bid))) {
                findings.add(Rule.SIZE, offer.path("wratio"), "is no ratio of the formats, or is not kept to.");
            }
            return;
        }
        final Long w = bid.at("w").integer();
        final Long h = bid.at("h").integer();
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
                                    && h.equals(format.at("h").integer()))
                    || flexFormats(offer).stream().anyMatch(format -> isFlexSize(format, w, h));
        }
        if (banner.at("w").says() || banner.at("h").says()) {
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

    /** Formats that name a ratio instead of a size. */
    private static List<Json> flexFormats(final Offer offer) {
        return offer.media().at("format").objects().stream()
                .filter(format -> isPositive(format.at("wratio").integer())
                        && isPositive(format.at("hratio").integer()))
                .toList();
    }

    // The bid names the ratio; if it names a size too, that keeps the ratio and the least width.
    private static boolean isAnswered(final Json format, final Json bid) {
        final Long w = bid.at("w").integer();
        final Long h = bid.at("h").integer();
        return Objects.equals(bid.at("wratio").integer(), format.at("wratio").integer())
                && Objects.equals(
                        bid.at("hratio").integer(), format.at("hratio").integer())
                && ((w == null && h == null) || (w != null && h != null && isFlexSize(format, w, h)));
    }

    // Whole pixels seldom divide evenly: the height may be off by less than one.
    private static boolean isFlexSize(final Json format, final long w, final long h) {
        final BigInteger wratio = BigInteger.valueOf(orZero(format.at("wratio").integer()));
        final BigInteger hratio = BigInteger.valueOf(orZero(format.at("hratio").integer()));
        final BigInteger off = BigInteger.valueOf(w)
                .multiply(hratio)
                .subtract(BigInteger.valueOf(h).multiply(wratio))
                .abs();
        return w >= orZero(format.at("wmin").integer()) && off.compareTo(wratio) < 0;
    }

    private static boolean isPositive(final @Nullable Long number) {
        return number != null && number > 0;
    }

    private static long orZero(final @Nullable Long number) {
        return number == null ? 0 : number;
    }

    private static boolean hasRange(final Json banner) {
        return banner.at("wmin").says()
                || banner.at("wmax").says()
                || banner.at("hmin").says()
                || banner.at("hmax").says();
    }

    private static boolean isWithin(final long length, final @Nullable Long min, final @Nullable Long max) {
        return (min == null || length >= min) && (max == null || length <= max);
    }
}
