package io.hayate.loadtest.exchange;

/** OpenRTB's numbers of what a bid's markup is ({@code mtype}). Immutable; shared. */
final class MarkupTypes {
    static final int UNKNOWN = 0;
    static final int BANNER = 1;
    static final int VIDEO = 2;
    static final int AUDIO = 3;
    static final int NATIVE = 4;

    private MarkupTypes() {}

    /** By the name of an impression's object. */
    static int of(final String format) {
        return switch (format) {
            case "banner" -> BANNER;
            case "video" -> VIDEO;
            case "audio" -> AUDIO;
            case "native" -> NATIVE;
            default -> UNKNOWN;
        };
    }

    /** What the markup itself looks like. */
    static int guess(final String markup) {
        for (int i = 0; i < markup.length(); i++) {
            final char first = markup.charAt(i);
            if (first == '{') {
                return NATIVE;
            }
            if (!Character.isWhitespace(first)) {
                return markup.contains("<VAST") || markup.contains("<DAAST") ? VIDEO : BANNER;
            }
        }
        return UNKNOWN;
    }
}
