package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Seeded bid requests as JSON text, each valid JSON but odd in what it says: wrong types, repeated and escaped keys,
 * numbers in every notation, text in every script.
 */
final class RandomRequests {
    private static final int MAX_DEPTH = 8;
    /** So that no body is too long in UTF-8. */
    private static final int MAX_CHARS = BidLimits.MAX_BODY_BYTES / 4;

    private static final int MAX_FIELDS = 14;
    private static final int MAX_RECURSION_DEPTH = 4;
    private static final Set<String> RECURSIVE = Set.of("ext", "native", "nativeRequest", "video");

    private static final List<String> TEXTS = List.of(
            "",
            "USD",
            "EUR",
            "example.com",
            "IAB7-39",
            "ja",
            "iOS",
            "15.4.1",
            "300",
            "0.5",
            "-1",
            "1e2",
            "007",
            "1.2",
            "1",
            "+5",
            " 8",
            "\u65e5\u672c\u8a9e\u306e\u30c6\u30ad\u30b9\u30c8",
            "\uD83D\uDCD6 book",
            "\u00e9t\u00e9",
            "a\"b\\c/d",
            "line\nbreak\ttab",
            "\u0001\u001f",
            "\u007f",
            "id",
            "a text that is longer than one word of eight bytes");
    /** What is usable as a number of 0 or more, in its wild forms. */
    private static final List<String> COUNTS = List.of(
            "0", "1", "1", "2", "2", "3", "4", "15", "30", "300", "15.0", "3e1", "true", "false", "\"30\"", "\"\"",
            "null");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "2",
            "3",
            "7",
            "50",
            "250",
            "300",
            "300.0",
            "3e2",
            "3.0E+2",
            "30000e-2",
            "0.5",
            "-1",
            "-0.25",
            "2147483647",
            "2147483648",
            "99999999999999999999",
            "1e400",
            "1e-400",
            "0.1234561",
            "0.1234560",
            "9223372036854.775807",
            "9223372036854.775808",
            "9223372036854.7758061",
            "0e99",
            "1.5e3",
            "123456789",
            "1234567890",
            "-90",
            "-90.0000009",
            "-90.000001",
            "179.9999999",
            "-35.6812345678",
            "0.000001",
            "0.0000001");

    private final SplittableRandom random;
    private final StringBuilder out = new StringBuilder();

    RandomRequests(final long seed) {
        random = new SplittableRandom(seed);
    }

    String next() {
        String request = request();
        while (request.length() > MAX_CHARS) {
            request = request();
        }
        return request;
    }

    private String request() {
        out.setLength(0);
        out.append('{');
        // Mostly a bid request, so that the fields behind are looked at.
        if (random.nextInt(20) > 0) {
            member("id", random.nextInt(4) == 0 ? number() : string(text()));
            out.append(',');
        }
        member("imp", impressions(1 + random.nextInt(3)));
        for (int more = random.nextInt(12); more > 0; more--) {
            out.append(',');
            final String key = pick(RequestShapes.REQUEST);
            // Repeating imp as something else makes most requests invalid.
            member(key, key.equals("imp") ? impressions(1 + random.nextInt(2)) : value(key, 0));
        }
        space();
        out.append('}');
        space();
        return out.toString();
    }

    private String impressions(final int count) {
        final List<String> impressions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            impressions.add(object(RequestShapes.IMPRESSION, 1));
        }
        return impressions.toString();
    }

    private void member(final String key, final String value) {
        space();
        out.append(random.nextInt(15) == 0 ? string(key, 3) : '"' + key + '"');
        space();
        out.append(':');
        space();
        out.append(value);
        space();
    }

    private String value(final String key, final int depth) {
        if (random.nextInt(12) == 0) {
            return odd(depth);
        }
        final List<String> fields = RequestShapes.OBJECTS.get(key);
        if (fields != null) {
            final int maxDepth = RECURSIVE.contains(key) ? MAX_RECURSION_DEPTH : MAX_DEPTH;
            return depth > maxDepth ? odd(depth) : object(fields, depth);
        }
        final String element = RequestShapes.ARRAYS.get(key);
        if (element != null) {
            return random.nextInt(5) == 0 ? value(element, depth) : array(element, random.nextInt(4), depth);
        }
        if (RequestShapes.TEXTS.contains(key)) {
            return random.nextInt(6) == 0 ? number() : string(text());
        }
        if (RequestShapes.COUNTS.contains(key) && random.nextInt(20) > 0) {
            return pick(COUNTS);
        }
        return switch (key) {
            case "gpp_sid" ->
                switch (random.nextInt(4)) {
                    case 0 -> "[-1]";
                    case 1 -> string(pick(List.of("7", "7,8", " 2 , 6", "2,,x", "62,63", "-1", ",", "00007", "0")));
                    default -> array("number", random.nextInt(3), depth);
                };
            case "videotype", "placementtype" -> string(pick(List.of("rewarded", "REWARDED", "instream", "rewarded ")));
            case "picture" -> string(pick(List.of("image/png", "IMAGE/Jpeg", "image/webp", "text/html", "image/png ")));
            case "format entry" -> value(random.nextInt(3) == 0 ? "ratio" : "size", depth);
            case "request" -> nativeRequest(depth);
            default -> random.nextInt(5) == 0 ? string(number()) : number();
        };
    }

    /** In a string or not, wrapped or not. */
    private String nativeRequest(final int depth) {
        final String plain = value("nativeRequest", depth);
        final String request = random.nextInt(4) == 0 ? "{\"seq\": 1, \"native\": " + plain + "}" : plain;
        if (random.nextInt(4) == 0) {
            return request;
        }
        final int cut = random.nextInt(12) == 0 ? random.nextInt(request.length() + 1) : request.length();
        return string(request.substring(0, cut), random.nextInt(3) == 0 ? 6 : Integer.MAX_VALUE);
    }

    private String odd(final int depth) {
        return switch (random.nextInt(depth > 4 ? 6 : 8)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> "false";
            case 3 -> number();
            case 4 -> string(text());
            case 5 -> random.nextBoolean() ? "{}" : "[ ]";
            case 6 -> "[" + odd(depth + 1) + "," + odd(depth + 1) + "]";
            default -> "{" + string(text(), 3) + ":" + odd(depth + 1) + ",\"id\":" + odd(depth + 1) + "}";
        };
    }

    private String object(final List<String> keys, final int depth) {
        final RandomRequests inner = new RandomRequests(random.nextLong());
        inner.out.append('{');
        for (int i = random.nextInt(Math.min(keys.size(), MAX_FIELDS) + 3); i > 0; i--) {
            final String key = pick(keys);
            final int colon = key.indexOf(':');
            inner.member(colon < 0 ? key : key.substring(0, colon), value(key.substring(colon + 1), depth + 1));
            inner.out.append(i > 1 ? "," : "");
        }
        return inner.out.append('}').toString();
    }

    private String array(final String element, final int count, final int depth) {
        final StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            text.append(i > 0 ? ", " : "").append(value(element, depth + 1));
        }
        return text.append(']').toString();
    }

    private String number() {
        return pick(NUMBERS);
    }

    private String text() {
        final String text = pick(TEXTS);
        return random.nextInt(4) == 0 ? text + pick(TEXTS) : text;
    }

    private String string(final String text) {
        return string(text, random.nextInt(3) == 0 ? 4 : Integer.MAX_VALUE);
    }

    /** As a JSON string, about one in so many characters escaped without need. */
    private String string(final String text, final int escapeOneIn) {
        final StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                json.append(escape(c));
            } else if (random.nextInt(escapeOneIn) == 0 && !Character.isSurrogate(c)) {
                json.append(c == '/' ? "\\/" : unicodeEscape(c));
            } else {
                json.append(c);
            }
        }
        if (escapeOneIn == 4 && random.nextInt(4) == 0) {
            json.append(pick(List.of("\\ud83d\\udcd6", "\\ud83d", "\\udcd6\\ud83d", "\\ud83d\\u0041", "\\u0000")));
        }
        return json.append('"').toString();
    }

    private String escape(final char c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default -> unicodeEscape(c);
        };
    }

    private String unicodeEscape(final char c) {
        return String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c);
    }

    private void space() {
        if (random.nextInt(6) == 0) {
            out.append(pick(List.of(" ", "\n", "\t", "\r\n", "  ")));
        }
    }

    private <T> T pick(final List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
