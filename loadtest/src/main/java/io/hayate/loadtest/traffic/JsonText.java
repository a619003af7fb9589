package io.hayate.loadtest.traffic;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * JSON in the making, in the hand of the exchange that sends it: dense or spaced, UTF-8 or escapes, integers now and
 * then as floats. Written by hand because a library would smooth out just these differences.
 *
 * Owned by the thread that generates.
 */
final class JsonText {
    /** Deeper than any request we make. */
    private static final int MAX_DEPTH = 32;

    private static final long MICROS_PER_UNIT = 1_000_000;
    private static final int MICRO_SCALE = 6;

    /** How one exchange writes. */
    enum Hand {
        DENSE,
        /** A space after commas and colons. */
        SPACED,
        /** Non-ASCII characters as {@code \\u} escapes. */
        ESCAPED,
        /** Integers as {@code 300.0}, amounts as {@code 1.5E-1}, slashes as {@code \\/}. */
        ODD,
        /** Each scalar in any form that some exchange was seen to write it in, keys twice: {@link WildForms}. */
        WILD
    }

    private final StringBuilder text = new StringBuilder(8 * 1024);
    private final char[] closers = new char[MAX_DEPTH];
    private int depth;
    private boolean commaDue;
    private Hand hand = Hand.DENSE;
    private final WildForms wild = new WildForms();

    /** @param wildSeed what the wild hand draws its forms from, so that they change nothing else */
    void reset(final Hand nextHand, final long wildSeed) {
        wild.reset(wildSeed);
        text.setLength(0);
        depth = 0;
        commaDue = false;
        hand = nextHand;
    }

    int length() {
        return text.length();
    }

    byte[] toUtf8() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        if (depth != 0) {
            throw new IllegalStateException("not closed: " + depth + " objects or arrays");
        }
        return text.toString();
    }

    JsonText object() {
        return open('{', '}');
    }

    JsonText object(final String name) {
        key(name);
        return open('{', '}');
    }

    JsonText array(final String name) {
        key(name);
        return open('[', ']');
    }

    /** Closes the innermost object or array. */
    JsonText end() {
        text.append(closers[--depth]);
        commaDue = true;
        return this;
    }

    JsonText field(final String name, final String value) {
        writeTwice(name);
        key(name);
        return item(value);
    }

    JsonText field(final String name, final long value) {
        writeTwice(name);
        key(name);
        return item(value);
    }

    /** An identifier: the wild hand writes one of digits as a number. */
    JsonText id(final String name, final String value) {
        key(name);
        return hand == Hand.WILD && wild.isNumericId(value) ? raw(value) : item(value);
    }

    /** A field that is not there: the wild hand writes {@code null} or an empty text now and then. */
    JsonText absent(final String name) {
        if (hand == Hand.WILD) {
            final String form = wild.absent();
            if (!form.isEmpty()) {
                key(name);
                raw(form);
            }
        }
        return this;
    }

    /** An amount or a coordinate, with as many decimals as it needs. */
    JsonText decimal(final String name, final long micros) {
        writeTwice(name);
        key(name);
        separate();
        if (hand == Hand.ODD && micros > 0) {
            text.append(exponent(micros));
        } else if (hand == Hand.WILD) {
            text.append(wild.decimal(plain(micros), exponent(micros)));
        } else {
            text.append(plain(micros));
        }
        commaDue = true;
        return this;
    }

    JsonText numbers(final String name, final int... values) {
        array(name);
        for (final int value : values) {
            item(value);
        }
        return end();
    }

    JsonText strings(final String name, final List<String> values) {
        array(name);
        values.forEach(this::item);
        return end();
    }

    JsonText item(final String value) {
        separate();
        appendQuoted(value);
        commaDue = true;
        return this;
    }

    JsonText item(final long value) {
        if (hand == Hand.WILD) {
            return raw(wild.integer(value));
        }
        return raw(hand == Hand.ODD && value >= 100 ? value + ".0" : Long.toString(value));
    }

    private JsonText raw(final String token) {
        separate();
        text.append(token);
        commaDue = true;
        return this;
    }

    /** What stood there before the last and valid one of two equal keys. */
    private void writeTwice(final String name) {
        if (hand == Hand.WILD) {
            final String form = wild.earlierValue();
            if (!form.isEmpty()) {
                key(name);
                raw(form);
            }
        }
    }

    private JsonText open(final char opener, final char closer) {
        separate();
        text.append(opener);
        closers[depth++] = closer;
        commaDue = false;
        return this;
    }

    private void key(final String name) {
        separate();
        text.append('"').append(name).append("\":");
        if (hand == Hand.SPACED) {
            text.append(' ');
        }
        commaDue = false;
    }

    private void separate() {
        if (commaDue) {
            text.append(hand == Hand.SPACED ? ", " : ",");
        }
    }

    private static String exponent(final long micros) {
        return String.format(Locale.ROOT, "%.6E", micros / (double) MICROS_PER_UNIT);
    }

    private static String plain(final long micros) {
        return BigDecimal.valueOf(micros, MICRO_SCALE).stripTrailingZeros().toPlainString();
    }

    private void appendQuoted(final String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            final char character = value.charAt(i);
            if (character == '"' || character == '\\') {
                text.append('\\').append(character);
            } else if (character == '/' && hand == Hand.ODD) {
                text.append("\\/");
            } else if (character < ' ' || (character > '~' && hand == Hand.ESCAPED)) {
                appendEscape(character);
            } else {
                text.append(character);
            }
        }
        text.append('"');
    }

    private void appendEscape(final char character) {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(Character.forDigit((character >> shift) & 0xF, 16));
        }
    }
}
