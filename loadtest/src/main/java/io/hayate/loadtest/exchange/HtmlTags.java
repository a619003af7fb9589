package io.hayate.loadtest.exchange;

import org.jspecify.annotations.Nullable;

/**
 * Goes over the start tags of HTML as a browser would see them: what stands in comments, scripts, styles and
 * {@code noscript} is none. Names are compared without case. Owned by the exchange.
 */
final class HtmlTags {
    private static final String[] RAW_TEXT = {"script", "style", "noscript", "template", "textarea"};

    private final String html;
    private int at;
    private int nameStart;
    private int nameEnd;

    HtmlTags(final String html) {
        this.html = html;
    }

    /** Moves to the next start tag; false at the end. */
    boolean next() {
        final String raw = rawText();
        if (raw != null) {
            at = endTag(raw);
        }
        int open = html.indexOf('<', at);
        while (open >= 0 && open + 1 < html.length()) {
            if (html.startsWith("<!--", open)) {
                final int end = html.indexOf("-->", open);
                if (end < 0) {
                    break;
                }
                open = html.indexOf('<', end);
                continue;
            }
            if (isLetter(html.charAt(open + 1))) {
                nameStart = open + 1;
                nameEnd = nameStart;
                while (nameEnd < html.length() && !isSpace(html.charAt(nameEnd)) && !isTagEnd(html.charAt(nameEnd))) {
                    nameEnd++;
                }
                at = tagEnd(nameEnd);
                return true;
            }
            open = html.indexOf('<', open + 1);
        }
        at = html.length();
        nameStart = at;
        nameEnd = at;
        return false;
    }

    /** @param name in lower case */
    boolean is(final String name) {
        return nameEnd - nameStart == name.length() && html.regionMatches(true, nameStart, name, 0, name.length());
    }

    /** Its value with entities unescaped; empty if the tag does not have it. */
    String attribute(final String wanted) {
        int i = nameEnd;
        while (i < at) {
            while (i < at && (isSpace(html.charAt(i)) || html.charAt(i) == '/')) {
                i++;
            }
            final int start = i;
            while (i < at && !isSpace(html.charAt(i)) && html.charAt(i) != '=' && !isTagEnd(html.charAt(i))) {
                i++;
            }
            final int end = i;
            if (start == end) {
                i++;
                continue;
            }
            while (i < at && isSpace(html.charAt(i))) {
                i++;
            }
            if (i >= at || html.charAt(i) != '=') {
                continue; // an attribute without a value
            }
            i++;
            while (i < at && isSpace(html.charAt(i))) {
                i++;
            }
            final int valueStart = isQuote(i) ? i + 1 : i;
            final int valueEnd = valueEnd(i);
            if (end - start == wanted.length() && html.regionMatches(true, start, wanted, 0, wanted.length())) {
                return Entities.unescape(html.substring(valueStart, valueEnd)).strip();
            }
            i = valueEnd + (isQuote(i) ? 1 : 0);
        }
        return "";
    }

    private @Nullable String rawText() {
        for (final String name : RAW_TEXT) {
            if (is(name)) {
                return name;
            }
        }
        return null;
    }

    private int endTag(final String name) {
        for (int end = html.indexOf("</", at); end >= 0; end = html.indexOf("</", end + 2)) {
            if (html.regionMatches(true, end + 2, name, 0, name.length())) {
                return end;
            }
        }
        return html.length();
    }

    /** The end of a tag, or of the text if it has none: a ">" in a quoted value is not it. */
    private int tagEnd(final int from) {
        int i = from;
        boolean value = false;
        while (i < html.length()) {
            final char c = html.charAt(i);
            if (c == '>') {
                return i;
            }
            if (value && (c == '"' || c == '\'')) {
                final int end = html.indexOf(c, i + 1);
                i = end < 0 ? html.length() : end + 1;
                value = false;
                continue;
            }
            value = c == '=' || (value && isSpace(c));
            i++;
        }
        return i;
    }

    private int valueEnd(final int from) {
        if (isQuote(from)) {
            final int end = html.indexOf(html.charAt(from), from + 1);
            return end < 0 || end > at ? at : end;
        }
        int i = from;
        while (i < at && !isSpace(html.charAt(i))) {
            i++;
        }
        return i;
    }

    private boolean isQuote(final int i) {
        return i < at && (html.charAt(i) == '"' || html.charAt(i) == '\'');
    }

    private static boolean isTagEnd(final char c) {
        return c == '>' || c == '/';
    }

    private static boolean isSpace(final char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }

    private static boolean isLetter(final char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
