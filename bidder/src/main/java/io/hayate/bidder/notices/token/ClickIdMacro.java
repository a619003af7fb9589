package io.hayate.bidder.notices.token;

/**
 * The text that stands for the click's id in a landing page's URL: <code>${CLICK_ID}</code>, its dollar sign and braces
 * percent-encoded or not, as programs that build URLs leave them. Immutable; shared.
 */
final class ClickIdMacro {
    private static final String NAME = "CLICK_ID";
    private static final int NOT_THERE = -1;

    private ClickIdMacro() {}

    /** Length of the macro that begins at this place; 0 if none does. */
    static int lengthAt(final byte[] url, final int offset, final int end) {
        int at = behind('$', url, offset, end);
        at = at == NOT_THERE ? NOT_THERE : behind('{', url, at, end);
        for (int i = 0; i < NAME.length() && at != NOT_THERE; i++) {
            at = at < end && url[at] == NAME.charAt(i) ? at + 1 : NOT_THERE;
        }
        at = at == NOT_THERE ? NOT_THERE : behind('}', url, at, end);
        return at == NOT_THERE ? 0 : at - offset;
    }

    /** The offset behind this character, which may be percent-encoded. */
    private static int behind(final char c, final byte[] url, final int at, final int end) {
        if (at < end && url[at] == c) {
            return at + 1;
        }
        final boolean encoded = at + 3 <= end
                && url[at] == '%'
                && Character.digit(url[at + 1], 16) == c >> 4
                && Character.digit(url[at + 2], 16) == (c & 0xf);
        return encoded ? at + 3 : NOT_THERE;
    }
}
