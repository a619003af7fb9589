package io.hayate.loadtest.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a video or audio creative may be. Immutable; shared. */
final class Durations {
    private static final int MS_DECIMALS = 3;
    private static final long MS_PER_SECOND = 1_000;
    private static final Pattern CLOCK = Pattern.compile("(\\d{2,}):([0-5]\\d):([0-5]\\d)(?:\\.(\\d{3}))?");

    private Durations() {}

    /** What the media object has against that duration; empty if nothing. */
    static String problem(final Json media, final long ms) {
        final BigDecimal seconds = BigDecimal.valueOf(ms, MS_DECIMALS);
        final List<Long> required = media.at("rqddurs").integers();
        final BigDecimal min = media.at("minduration").decimal();
        final BigDecimal max = media.at("maxduration").decimal();
        final BigDecimal pod = media.at("poddur").decimal();
        if (!required.isEmpty()) {
            if (required.stream().noneMatch(length -> seconds.compareTo(BigDecimal.valueOf(length)) == 0)) {
                return text(seconds) + " s is not in rqddurs " + required + ".";
            }
        } else if (min != null && seconds.compareTo(min) < 0) {
            return text(seconds) + " s is shorter than minduration " + min + ".";
        } else if (isLonger(seconds, max)) {
            return text(seconds) + " s is longer than maxduration " + max + ".";
        }
        return isLonger(seconds, pod) ? text(seconds) + " s is longer than the pod of " + pod + " s." : "";
    }

    // A limit of 0 is none.
    private static boolean isLonger(final BigDecimal seconds, final @Nullable BigDecimal limit) {
        return limit != null && limit.signum() > 0 && seconds.compareTo(limit) > 0;
    }

    private static String text(final BigDecimal seconds) {
        return seconds.stripTrailingZeros().toPlainString();
    }

    /** Of VAST's HH:MM:SS or HH:MM:SS.mmm, in milliseconds; null for anything else. */
    static @Nullable Long parseMs(final String clock) {
        final Matcher matcher = CLOCK.matcher(clock.strip());
        if (!matcher.matches() || matcher.group(1).length() > 4) {
            return null;
        }
        final long seconds = Long.parseLong(matcher.group(1)) * 3600
                + Long.parseLong(matcher.group(2)) * 60
                + Long.parseLong(matcher.group(3));
        final String fraction = matcher.group(4);
        return seconds * MS_PER_SECOND + (fraction == null ? 0 : Long.parseLong(fraction));
    }
}
