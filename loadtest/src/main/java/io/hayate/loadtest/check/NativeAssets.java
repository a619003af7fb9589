package io.hayate.loadtest.check;

import java.util.ArrayList;
import java.util.List;

/** Which assets a native ad fills, and how long their texts are. Immutable; shared. */
final class NativeAssets {
    static final List<NativeRule> ALL =
            List.of(NativeAssets::checkIds, NativeAssets::checkRequired, NativeAssets::checkContent);

    private NativeAssets() {}

    private static void checkIds(final NativeAd ad, final Findings findings) {
        final Json list = ad.root().at("assets");
        if (!list.is(Json.Kind.ARRAY) || list.allItems().stream().anyMatch(item -> !item.is(Json.Kind.OBJECT))) {
            ad.report(Rule.NATIVE_ASSET, "assets is " + list + ", not a list of objects.", findings);
        }
        final List<Json> seen = new ArrayList<>();
        for (final Json asset : ad.assets()) {
            final Json id = asset.at("id");
            if (seen.stream().anyMatch(earlier -> NativeAd.isSameId(earlier, id))) {
                ad.report(Rule.NATIVE_ASSET, "asset " + id + " stands twice.", findings);
            }
            seen.add(id);
            final Json asked = ad.askedFor(asset);
            final String kind = NativeAd.kindOf(asset);
            if (asked == null) {
                ad.report(Rule.NATIVE_ASSET, "asset " + id + " is not asked for.", findings);
            } else if (kind.isEmpty() || !asked.at(kind).isPresent()) {
                ad.report(Rule.NATIVE_ASSET, "asset " + id + " is not of the kind that is asked for.", findings);
            }
        }
    }

    private static void checkRequired(final NativeAd ad, final Findings findings) {
        for (final Json asked : ad.request().assets()) {
            if (asked.at("required").isInteger(1)
                    && ad.assets().stream().noneMatch(asset -> NativeAd.isSameId(asked.at("id"), asset.at("id")))) {
                ad.report(Rule.NATIVE_REQUIRED, "the required asset " + asked.at("id") + " is missing.", findings);
            }
        }
    }

    private static void checkContent(final NativeAd ad, final Findings findings) {
        for (final Json asset : ad.assets()) {
            final Json asked = ad.askedFor(asset);
            if (asked == null) {
                continue;
            }
            if (asset.at("title").isPresent()) {
                checkText(ad, asset, asset.at("title").at("text"), asked.at("title"), findings);
            }
            if (asset.at("data").isPresent()) {
                checkText(ad, asset, asset.at("data").at("value"), asked.at("data"), findings);
                checkDataType(ad, asset, asked, findings);
            }
            if (asset.at("video").isPresent()) {
                checkVideo(ad, asset, asked, findings);
            }
        }
    }

    private static void checkText(
            final NativeAd ad, final Json asset, final Json text, final Json asked, final Findings findings) {
        final String value = text.is(Json.Kind.STRING) ? text.text() : "";
        if (value == null || value.isBlank()) {
            ad.report(Rule.NATIVE_REQUIRED, "asset " + asset.at("id") + " has no text.", findings);
            return;
        }
        final Long most = asked.at("len").integer();
        final int length = value.codePointCount(0, value.length());
        if (most != null && most > 0 && length > most) {
            ad.report(
                    Rule.NATIVE_LENGTH,
                    "asset " + asset.at("id") + " has " + length + " characters, len is " + most + ".",
                    findings);
        }
    }

    private static void checkDataType(final NativeAd ad, final Json asset, final Json asked, final Findings findings) {
        final Json type = asset.at("data").at("type");
        final Long expected = asked.at("data").at("type").integer();
        if (type.isPresent() && expected != null && !type.isInteger(expected)) {
            ad.report(
                    Rule.NATIVE_ASSET,
                    "asset " + asset.at("id") + " is data of type " + type + ", asked is " + expected + ".",
                    findings);
        }
    }

    private static void checkVideo(final NativeAd ad, final Json asset, final Json asked, final Findings findings) {
        final String vast = asset.at("video").at("vasttag").textOr("");
        if (vast.isEmpty()) {
            ad.report(Rule.NATIVE_REQUIRED, "asset " + asset.at("id") + " has no vasttag.", findings);
        } else {
            VastRules.checkDocument(vast, ad.offer(), asked.at("video"), false, findings);
        }
    }
}
