package io.hayate.bidder.bid.decode;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded bid requests as JSON text, each valid JSON but odd in what it says: wrong types, repeated and escaped keys,
 * numbers in every notation, text in every script.
 */
final class RandomRequests {
    private static final List<String> REQUEST = List.of(
            "test", "at", "tmax", "cur", "wseat", "bseat", "bcat", "acat", "cattax", "badv", "bapp", "wlang", "wlangb",
            "site", "app", "dooh", "device", "user", "regs", "ext", "imp");
    private static final List<String> SITE = List.of(
            "domain", "page", "bundle", "id", "publisher", "cat", "sectioncat", "pagecat", "content", "content", "ext");
    private static final List<String> DEVICE = List.of(
            "devicetype",
            "os",
            "osv",
            "language",
            "langb",
            "w",
            "h",
            "geo",
            "geo",
            "make",
            "carrier",
            "connectiontype",
            "lmt",
            "dnt",
            "ua",
            "ip",
            "ext");
    private static final List<String> GEO =
            List.of("country", "region", "metro", "city", "zip", "lat", "lon", "lat", "lon", "type");
    private static final List<String> REGS =
            List.of("coppa", "gdpr", "us_privacy", "gpp_sid", "gpp", "gpc", "ext", "ext", "gdpr", "consent");
    private static final List<String> IMP = List.of(
            "id",
            "banner",
            "video",
            "audio",
            "native",
            "instl",
            "secure",
            "bidfloor",
            "bidfloorcur",
            "pmp",
            "tagid",
            "banner",
            "pmp",
            "ext");
    private static final List<String> BANNER =
            List.of("w", "h", "wmin", "wmax", "hmin", "hmax", "format", "battr", "btype", "pos", "api", "format");
    private static final List<String> DEAL =
            List.of("id", "bidfloor", "bidfloorcur", "at", "wseat", "wadomain", "guar");
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
        out.setLength(0);
        out.append('{');
        // Mostly a bid request, so that the fields behind are looked at.
        if (random.nextInt(20) > 0) {
            member("id", random.nextInt(4) == 0 ? number() : string(text()));
            out.append(',');
        }
        member("imp", array("imp", 1 + random.nextInt(3)));
        for (int more = random.nextInt(12); more > 0; more--) {
            out.append(',');
            final String key = pick(REQUEST);
            // Repeating imp as something else makes most requests invalid.
            member(key, key.equals("imp") ? array("imp", 1 + random.nextInt(2)) : value(key, 0));
        }
        space();
        out.append('}');
        space();
        return out.toString();
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
        return switch (key) {
            case "site", "app", "dooh" -> object(SITE, depth);
            case "device" -> object(DEVICE, depth);
            case "geo" -> object(GEO, depth);
            case "publisher" -> object(List.of("id", "name", "cat", "id"), depth);
            case "content" -> object(List.of("cat", "id", "cat"), depth);
            case "user" -> object(List.of("id", "data", "data", "buyeruid", "consent", "ext", "geo"), depth);
            case "data" -> array("provider", random.nextInt(4));
            case "provider" -> object(List.of("id", "segment", "segment"), depth);
            case "segment" -> array("segmentObject", random.nextInt(4));
            case "segmentObject" -> object(List.of("id", "value", "id"), depth);
            case "regs", "ext" -> depth > 3 ? odd(depth) : object(REGS, depth);
            case "gpp_sid" ->
                switch (random.nextInt(4)) {
                    case 0 -> "[-1]";
                    case 1 -> string(pick(List.of("7", "7,8", " 2 , 6", "2,,x", "62,63", "-1", ",", "00007", "0")));
                    default -> array("number", random.nextInt(3));
                };
            case "imp" -> object(IMP, depth);
            case "banner", "video", "audio" -> object(BANNER, depth);
            case "native" -> random.nextBoolean() ? string(text()) : object(BANNER, depth);
            case "pmp" -> object(List.of("private_auction", "deals", "deals"), depth);
            case "deals" -> array("deal", random.nextInt(4));
            case "deal" -> object(DEAL, depth);
            case "format" -> array("size", random.nextInt(4));
            case "size" -> object(List.of("w", "h", "wratio"), depth);
            case "battr", "btype", "api" -> array("number", random.nextInt(5));
            case "cur",
                    "wseat",
                    "bseat",
                    "bcat",
                    "acat",
                    "badv",
                    "bapp",
                    "wlang",
                    "wlangb",
                    "wadomain",
                    "cat",
                    "sectioncat",
                    "pagecat" -> random.nextInt(5) == 0 ? string(text()) : array("text", random.nextInt(5));
            case "text",
                    "id",
                    "domain",
                    "page",
                    "bundle",
                    "os",
                    "osv",
                    "language",
                    "langb",
                    "country",
                    "region",
                    "metro",
                    "city",
                    "zip",
                    "make",
                    "carrier",
                    "us_privacy",
                    "gpp",
                    "consent",
                    "bidfloorcur",
                    "ua" -> random.nextInt(6) == 0 ? number() : string(text());
            default -> random.nextInt(5) == 0 ? string(number()) : number();
        };
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
        for (int i = random.nextInt(keys.size() + 3); i > 0; i--) {
            final String key = pick(keys);
            inner.member(key, value(key, depth + 1));
            inner.out.append(i > 1 ? "," : "");
        }
        return inner.out.append('}').toString();
    }

    private String array(final String element, final int count) {
        final StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            final boolean impression = element.equals("imp");
            text.append(i > 0 ? ", " : "").append(impression ? object(IMP, 1) : value(element, 1));
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
