package io.hayate.loadtest.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sizes and types of a native ad's images. Immutable; shared. */
final class NativeImages {
    static final List<NativeRule> ALL = List.of(NativeImages::check);

    /** How far an image's ratio may be from the asked one. */
    private static final BigDecimal RATIO_TOLERANCE = new BigDecimal("0.02");

    private static final Map<String, String> TYPE_BY_ENDING = Map.of(
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "png", "image/png",
            "gif", "image/gif",
            "webp", "image/webp",
            "avif", "image/avif",
            "svg", "image/svg+xml");

    private NativeImages() {}

    private static void check(final NativeAd ad, final Findings findings) {
        for (final Json asset : ad.assets()) {
            final Json asked = ad.askedFor(asset);
            final Json image = asset.at("img");
            if (asked == null || !image.isPresent()) {
                continue;
            }
            final String url = image.at("url").textOr("");
            if (!Urls.isAbsolute(url)) {
                ad.report(Rule.NATIVE_REQUIRED, "the image " + asset.at("id") + " has no absolute URL.", findings);
            }
            checkSize(ad, asset, asked.at("img"), findings);
            checkType(ad, url, asked.at("img"), findings);
            final Json type = image.at("type");
            final Long expected = asked.at("img").at("type").integer();
            if (type.isPresent() && expected != null && !type.isInteger(expected)) {
                ad.report(
                        Rule.NATIVE_ASSET,
                        "the image " + asset.at("id") + " is of type " + type + ", asked is " + expected + ".",
                        findings);
            }
        }
    }

    private static void checkSize(final NativeAd ad, final Json asset, final Json asked, final Findings findings) {
        final Long w = asset.at("img").at("w").integer();
        final Long h = asset.at("img").at("h").integer();
        if (!isSizeFree(asked) && (w == null || h == null || w <= 0 || h <= 0 || !fits(asked, w, h))) {
            ad.report(
                    Rule.NATIVE_IMAGE,
                    "the image " + asset.at("id") + " of " + w + "x" + h + " is not of an asked size.",
                    findings);
        }
    }

    private static boolean isSizeFree(final Json asked) {
        return List.of("w", "h", "wmin", "hmin").stream()
                .noneMatch(field -> isAbove0(asked.at(field).integer()));
    }

    // Least lengths, where there are any, are firm; a size alone asks for its ratio, or for the one length it has.
    private static boolean fits(final Json asked, final long w, final long h) {
        final Long wmin = asked.at("wmin").integer();
        final Long hmin = asked.at("hmin").integer();
        if (isAbove0(wmin) || isAbove0(hmin)) {
            return (wmin == null || w >= wmin) && (hmin == null || h >= hmin);
        }
        final Long askedW = asked.at("w").integer();
        final Long askedH = asked.at("h").integer();
        if (askedW == null || askedW <= 0) {
            return askedH == null || askedH <= 0 || h == askedH;
        }
        if (askedH == null || askedH <= 0) {
            return w == askedW;
        }
        final BigDecimal ours = BigDecimal.valueOf(w).multiply(BigDecimal.valueOf(askedH));
        final BigDecimal theirs = BigDecimal.valueOf(h).multiply(BigDecimal.valueOf(askedW));
        return ours.subtract(theirs).abs().compareTo(theirs.multiply(RATIO_TOLERANCE)) <= 0;
    }

    private static boolean isAbove0(final @Nullable Long length) {
        return length != null && length > 0;
    }

    // The answer names no type; the URL's ending is what an exchange sees, where it has one.
    private static void checkType(final NativeAd ad, final String url, final Json asked, final Findings findings) {
        final List<String> offered =
                asked.at("mimes").strings().stream().map(BannerRules::baseType).toList();
        final String path = url.split("[?#]", 2)[0].toLowerCase(Locale.ROOT);
        final String type = TYPE_BY_ENDING.get(path.substring(path.lastIndexOf('.') + 1));
        if (type != null && !offered.isEmpty() && !offered.contains(type) && !isOldJpeg(type, offered)) {
            ad.report(Rule.MIME, "an image is " + type + ", offered are " + offered + ".", findings);
        }
    }

    private static boolean isOldJpeg(final String type, final List<String> offered) {
        return type.equals("image/jpeg") && offered.contains("image/jpg");
    }
}
