package io.hayate.loadtest.check;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a video or audio creative may be. Immutable; shared. */
final class Durations {
    private static final long MS_PER_SECOND = 1_000;
    private static final Pattern CLOCK = Pattern.compile("(\\d{2,}):([0-5]\\d):([0-5]\\d)(?:\\.(\\d{3}))?");

    private Durations() {}

    /** What the media object has against that duration; empty if nothing. */
    static String problem(final Json media, final long ms) {
        final List<Long> required = media.at("rqddurs").integers();
        if (!required.isEmpty()) {
            return required.stream().anyMatch(seconds -> seconds * MS_PER_SECOND == ms)
                    ? podProblem(media, ms)
                    : seconds(ms) + " s is not in rqddurs " + required + ".";
        }
        final Long min = media.at("minduration").integer();
        final Long max = media.at("maxduration").integer();
        if (min != null && ms < min * MS_PER_SECOND) {
            return seconds(ms) + " s is shorter than minduration " + min + ".";
        }
        if (max != null && max > 0 && ms > max * MS_PER_SECOND) {
            return seconds(ms) + " s is longer than maxduration " + max + ".";
        }
        return podProblem(media, ms);
    }

    private static String podProblem(final Json media, final long ms) {
        final Long pod = media.at("poddur").integer();
        return pod != null && pod > 0 && ms > pod * MS_PER_SECOND
                ? seconds(ms) + " s is longer than the pod of " + pod + " s."
                : "";
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

    static String seconds(final long ms) {
        return ms % MS_PER_SECOND == 0
                ? Long.toString(ms / MS_PER_SECOND)
                : ms / MS_PER_SECOND + "." + String.format("%03d", ms % MS_PER_SECOND);
    }
}
