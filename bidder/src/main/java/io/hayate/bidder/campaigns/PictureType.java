package io.hayate.bidder.campaigns;

import java.util.Arrays;

/** Media types of pictures that are told apart, each a bit in a set of them. Immutable; shared. */
public enum PictureType {
    AVIF("image/avif"),
    GIF("image/gif"),
    JPEG("image/jpeg"),
    PNG("image/png"),
    SVG("image/svg+xml"),
    WEBP("image/webp");

    /** The set of all types, also of those that are not told apart. */
    public static final int ANY = -1;

    private static final PictureType[] ALL = values();
    /** Of all types that are not told apart. */
    private static final int OTHER = Integer.MIN_VALUE;

    public final String mime;

    PictureType(final String mime) {
        this.mime = mime;
    }

    /** The set of this type. */
    public static int of(final String mime) {
        return Arrays.stream(ALL)
                .filter(type -> type.mime.equals(mime))
                .findFirst()
                .map(type -> 1 << type.ordinal())
                .orElse(OTHER);
    }

    /** The set of the type that this text names, letter case ignored; 0 if it names none that is told apart. */
    public static int named(final byte[] text, final int offset, final int length) {
        for (final PictureType type : ALL) {
            if (type.isNamed(text, offset, length)) {
                return 1 << type.ordinal();
            }
        }
        return 0;
    }

    private boolean isNamed(final byte[] text, final int offset, final int length) {
        if (length != mime.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            final byte b = text[offset + i];
            if ((b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b) != mime.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
