package io.hayate.bidder.campaigns.admit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads {@code mimes}: media types in lower case, doubles dropped. Immutable; shared. */
final class MimeParser {
    private MimeParser() {}

    static List<String> parse(final Fields fields) {
        final List<String> mimes = new ArrayList<>();
        final int count = fields.items("mimes", CampaignLimits.MAX_MIMES, (item, path) -> {
            final String text = fields.text(item, path, CampaignLimits.MAX_VALUE_CHARS);
            if (text != null && !Texts.isMime(text)) {
                fields.problems().add(path, "must be a media type such as video/mp4, without parameters");
            } else if (text != null && !mimes.contains(text.toLowerCase(Locale.ROOT))) {
                mimes.add(text.toLowerCase(Locale.ROOT));
            }
        });
        final JsonNode list = fields.any("mimes");
        if (count == 0 && list != null && list.isArray()) {
            fields.refuse("mimes", "must hold at least one media type");
        }
        return List.copyOf(mimes);
    }
}
