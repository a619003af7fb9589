package io.hayate.bidder.campaigns.admit;

import io.hayate.bidder.campaigns.CreativeContent;
import io.hayate.bidder.campaigns.CreativeContent.Image;
import io.hayate.bidder.campaigns.CreativeContent.Native;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what is a native ad's own. Immutable; shared. */
final class NativeParser {
    /** Fields of texts by type of data asset (OpenRTB Native Ads 1.2, 7.5), at the type minus one. */
    private static final List<String> DATA_FIELDS = List.of(
            "sponsored",
            "description",
            "rating",
            "likes",
            "downloads",
            "price",
            "salePrice",
            "phone",
            "address",
            "description2",
            "displayUrl",
            "callToAction");

    static final Set<String> FIELDS = fields();

    private NativeParser() {}

    static Native parse(final Fields fields) {
        final String title = fields.text("title", CampaignLimits.MAX_NATIVE_TEXT_CHARS);
        final Map<Integer, String> data = new TreeMap<>();
        boolean any = fields.has("title") || fields.has("icon") || fields.has("main");
        for (int type = 1; type <= DATA_FIELDS.size(); type++) {
            final String field = DATA_FIELDS.get(type - 1);
            final String text = fields.text(field, CampaignLimits.MAX_NATIVE_TEXT_CHARS);
            any |= fields.has(field);
            if (text != null) {
                data.put(type, text);
            }
        }
        if (!any) {
            fields.refuseWhole("has nothing to show: title, main, icon and all texts are missing");
        }
        return new Native(
                title,
                Collections.unmodifiableMap(data),
                image(fields, "icon"),
                image(fields, "main"),
                fields.url("privacyUrl"));
    }

    private static @Nullable Image image(final Fields fields, final String name) {
        if (!fields.has(name)) {
            return null;
        }
        final Fields image = fields.requiredObject(name);
        if (image == null) {
            return null;
        }
        final String url = image.requiredUrl("url");
        final int w = (int) image.requiredInteger("w", 1, CampaignLimits.MAX_SIDE);
        final int h = (int) image.requiredInteger("h", 1, CampaignLimits.MAX_SIDE);
        image.refuseUnknown();
        return new CreativeContent.Image(url, w, h, Texts.imageMime(url));
    }

    private static Set<String> fields() {
        final Set<String> fields = new HashSet<>(DATA_FIELDS);
        fields.addAll(List.of("title", "icon", "main", "privacyUrl"));
        return Collections.unmodifiableSet(fields);
    }
}
