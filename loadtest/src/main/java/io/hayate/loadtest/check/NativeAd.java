package io.hayate.loadtest.check;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A native answer beside the request that it answers. Immutable; shared. */
record NativeAd(Offer offer, NativeRequest request, Json root) {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    /** What an asset may be, by the name of its field. */
    static final List<String> KINDS = List.of("title", "img", "video", "data");

    List<Json> assets() {
        return root.at("assets").objects();
    }

    /** The request's asset with the id of an answer's; null if there is none. */
    @Nullable
    Json askedFor(final Json asset) {
        return request.assets().stream()
                .filter(asked -> isSameId(asked.at("id"), asset.at("id")))
                .findFirst()
                .orElse(null);
    }

    /** Asset ids are numbers, however they are written, also in a text. */
    static boolean isSameId(final Json asked, final Json answered) {
        final Long number = wholeNumber(asked);
        return asked.isSameToken(answered) || (number != null && number.equals(wholeNumber(answered)));
    }

    private static @Nullable Long wholeNumber(final Json id) {
        final String text = id.text();
        return text != null && NUMBER.matcher(text).matches() ? id.integer() : null;
    }

    /** The only kind of an asset, empty if it has none or several. */
    static String kindOf(final Json asset) {
        final List<String> kinds =
                KINDS.stream().filter(kind -> asset.at(kind).isPresent()).toList();
        return kinds.size() == 1 ? kinds.get(0) : "";
    }

    void report(final Rule rule, final String message, final Findings findings) {
        findings.add(rule, offer.path("adm"), message);
    }
}
