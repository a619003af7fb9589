package io.hayate.bidder.campaigns.admit;

import io.hayate.bidder.campaigns.CreativeContent;
import java.util.List;
import java.util.Set;

/** Reads what is a banner's own. Immutable; shared. */
final class BannerParser {
    static final Set<String> FIELDS = Set.of("w", "h", "markup", "mimes", "expandDirections");

    private static final List<String> DEFAULT_MIMES = List.of("text/html");

    /** AdCOM, expandable directions: left, right, up, down, full screen, resize. */
    private static final int EXPAND_DIRECTIONS = 6;

    private BannerParser() {}

    static CreativeContent.Banner parse(final Fields fields, final DocumentLimits limits) {
        return new CreativeContent.Banner(
                (int) fields.requiredInteger("w", 1, CampaignLimits.MAX_SIDE),
                (int) fields.requiredInteger("h", 1, CampaignLimits.MAX_SIDE),
                markup(fields, limits),
                fields.has("mimes") ? MimeParser.parse(fields) : DEFAULT_MIMES,
                fields.integers("expandDirections", EXPAND_DIRECTIONS, 1, EXPAND_DIRECTIONS));
    }

    private static String markup(final Fields fields, final DocumentLimits limits) {
        final String markup = fields.freeText("markup", limits.markupBytes());
        if (!fields.has("markup")) {
            fields.refuse("markup", "is required");
        } else if (markup != null && markup.isBlank()) {
            fields.refuse("markup", "must not be empty");
        }
        return markup == null ? "" : markup;
    }
}
