package io.hayate.bidder.notices.receive;

/** One parameter's value, percent-decoded into a buffer of its own. Owned by the bid loop. */
final class QueryValue {
    /** What a macro that nobody filled begins with. */
    static final String MACRO_START = "${";

    final byte[] bytes;

    /** Of the value in {@link #bytes}; 0 if it is absent, empty or unreadable. */
    int length;

    private final String name;
    private boolean present;
    private boolean unreadable;

    /** @param maxBytes a longer value is unreadable */
    QueryValue(final String name, final int maxBytes) {
        this.name = name;
        this.bytes = new byte[maxBytes];
    }

    void reset() {
        length = 0;
        present = false;
        unreadable = false;
    }

    /** Whether the value was there but is too long or badly encoded. */
    boolean isUnreadable() {
        return unreadable;
    }

    /** Whether the parameter is there, with a value or without. */
    boolean isPresent() {
        return present;
    }

    boolean is(final String text) {
        if (length != text.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean startsWith(final String text) {
        if (length < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Takes the parameter at {@code start} (name, equals sign, value) if it is ours and the first of its name. */
    void take(final String uri, final int start, final int end) {
        final int equalsSign = start + name.length();
        if (present || equalsSign >= end || uri.charAt(equalsSign) != '=' || !uri.startsWith(name, start)) {
            return;
        }
        present = true;
        int at = equalsSign + 1;
        while (at < end) {
            int c = uri.charAt(at++);
            if (c == '%') {
                c = at + 2 <= end ? hex(uri.charAt(at)) << 4 | hex(uri.charAt(at + 1)) : -1;
                at += 2;
            }
            if (c < 0 || c > 0xff || length == bytes.length) {
                unreadable = true;
                length = 0;
                return;
            }
            bytes[length++] = (byte) c;
        }
    }

    /** Negative for what is no hexadecimal digit, also when shifted and combined. */
    private static int hex(final char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        final int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
