package io.hayate.bidder.campaigns;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a change: RFC 9110, section 13.1.1. Immutable; shared.
 *
 * @param always there is no condition
 * @param any the campaign must be there, in whatever version
 * @param versions one of these must be the campaign's; what is no version of ours never matches
 */
public record IfMatch(boolean always, boolean any, Set<Long> versions) {
    public static final IfMatch ALWAYS = new IfMatch(true, false, Set.of());

    /** Reads the header; null is no condition. */
    public static IfMatch parse(final @Nullable String header) {
        if (header == null) {
            return ALWAYS;
        }
        if (header.strip().equals("*")) {
            return new IfMatch(false, true, Set.of());
        }
        final Set<Long> versions = new HashSet<>();
        for (final String tag : header.split(",", -1)) {
            final String text = tag.strip();
            if (text.matches("\"\\d{1,18}\"")) {
                versions.add(Long.parseLong(text.substring(1, text.length() - 1)));
            }
        }
        return new IfMatch(false, false, Set.copyOf(versions));
    }

    /** @param version of the campaign; null if there is none */
    boolean allows(final @Nullable Long version) {
        return always || (version != null && (any || versions.contains(version)));
    }
}
