package io.hayate.bidder.audience;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Exchanges as users' records name them: by a number of their name, for the order of profiles changes from start to start.
 * Immutable; shared.
 */
public final class ExchangeTags {
    /** In place of an exchange's ordinal: it has no profile any more. */
    public static final int NO_EXCHANGE = -1;

    private final int[] tags;

    /** @param names in the order of their ordinals */
    public ExchangeTags(final List<String> names) {
        tags = names.stream().mapToInt(ExchangeTags::tag).toArray();
    }

    int tag(final int ordinal) {
        return ordinal >= 0 && ordinal < tags.length ? tags[ordinal] : 0;
    }

    /** Of the first exchange with this tag, or {@link #NO_EXCHANGE}. */
    public int ordinal(final int tag) {
        for (int ordinal = 0; ordinal < tags.length; ordinal++) {
            if (tags[ordinal] == tag) {
                return ordinal;
            }
        }
        return NO_EXCHANGE;
    }

    private static int tag(final String name) {
        final CRC32C crc = new CRC32C();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
