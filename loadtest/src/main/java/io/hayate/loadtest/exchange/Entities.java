package io.hayate.loadtest.exchange;

import org.jspecify.annotations.Nullable;

/** Character references of XML and HTML: the five that XML has, and numbers. Others stay as they are. */
final class Entities {
    private static final int LONGEST = 10;

    private Entities() {}

    static String unescape(final String text) {
        int ampersand = text.indexOf('&');
        if (ampersand < 0) {
            return text;
        }
        final StringBuilder plain = new StringBuilder(text.length());
        int from = 0;
        while (ampersand >= 0) {
            final int end = text.indexOf(';', ampersand);
            final String value =
                    end < 0 || end - ampersand > LONGEST ? null : value(text.substring(ampersand + 1, end));
            if (value != null) {
                plain.append(text, from, ampersand).append(value);
                from = end + 1;
            }
            ampersand = text.indexOf('&', ampersand + 1);
        }
        return plain.append(text, from, text.length()).toString();
    }

    private static @Nullable String value(final String name) {
        return switch (name) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            case "apos" -> "'";
            default -> number(name);
        };
    }

    private static @Nullable String number(final String name) {
        if (name.length() < 2 || name.charAt(0) != '#') {
            return null;
        }
        final boolean hexadecimal = name.charAt(1) == 'x' || name.charAt(1) == 'X';
        try {
            final int codePoint =
                    hexadecimal ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
            return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : null;
        } catch (final NumberFormatException e) {
            return null;
        }
    }
}
