package io.hayate.bidder.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Half a surrogate pair in a key: Jackson refuses the document; the decoder reads it as U+FFFD, which no key that it
 * knows has.
 */
final class HalfPairs {
    private static final Pattern SURROGATE_IN_KEY = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\[^u]|\\\\u(?![dD][89a-fA-F]))*+\\\\u[dD][89a-fA-F](?:[^\"\\\\]|\\\\.)*+\"\\s*:");
    private static final Pattern ESCAPED = Pattern.compile("\\\\([\"\\\\])");

    private HalfPairs() {}

    /** Whether there may be one in the document, or in one that stands in a text of it. */
    static boolean mayBeInKey(final byte[] document) {
        final String text = new String(document, StandardCharsets.ISO_8859_1);
        return SURROGATE_IN_KEY.matcher(text).find()
                || SURROGATE_IN_KEY
                        .matcher(ESCAPED.matcher(text).replaceAll("$1"))
                        .find();
    }
}
