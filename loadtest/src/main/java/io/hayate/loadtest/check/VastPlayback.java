package io.hayate.loadtest.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a VAST document plays: how long, over or instead of the content, and whether it can be skipped. Immutable; shared. */
final class VastPlayback {
    static final List<VastRule> ALL =
            List.of(VastPlayback::checkDuration, VastPlayback::checkLinearity, VastPlayback::checkSkip);

    private static final long LINEAR = 1;
    private static final long NON_LINEAR = 2;
    private static final long SKIPPABLE = 16;
    private static final long MS_PER_SECOND = 1_000;

    private VastPlayback() {}

    private static void checkDuration(final Vast vast, final Findings findings) {
        final Long seconds = vast.offer().bid().at("dur").integer();
        for (final XmlElement duration : vast.linears().stream()
                .flatMap(linear -> linear.children("Duration").stream())
                .toList()) {
            final Long ms = Durations.parseMs(duration.text());
            if (ms == null || ms <= 0) {
                vast.report(Rule.VAST_DURATION, "Duration '" + duration.text() + "' is no time.", findings);
            } else if (!vast.whole()) {
                final String problem = Durations.problem(vast.media(), ms);
                if (!problem.isEmpty()) {
                    vast.report(Rule.DURATION, problem, findings);
                }
            } else if (seconds != null && ms != seconds * MS_PER_SECOND) {
                vast.report(Rule.VAST_DURATION, "Duration " + duration.text() + ", dur is " + seconds + ".", findings);
            }
        }
    }

    // OpenRTB has the field for video only; of an audio object it is one more unknown field.
    private static void checkLinearity(final Vast vast, final Findings findings) {
        if (!vast.isVideo()) {
            return;
        }
        final Long asked = vast.media().at("linearity").integer();
        final boolean nonLinear = !vast.ad().all("NonLinear").isEmpty()
                || !vast.ad().all("NonLinearAds").isEmpty();
        if (asked == null) {
            return;
        }
        if (asked == LINEAR && nonLinear) {
            vast.report(Rule.LINEARITY, "is non-linear, linearity is 1.", findings);
        }
        if (asked == NON_LINEAR && (!vast.linears().isEmpty() || (!nonLinear && !vast.isWrapper()))) {
            vast.report(Rule.LINEARITY, "is linear, linearity is 2.", findings);
        }
    }

    private static void checkSkip(final Vast vast, final Findings findings) {
        for (final XmlElement linear : vast.linears()) {
            if (linear.has("skipoffset")) {
                checkSkipOffset(vast, linear, findings);
            }
        }
    }

    private static void checkSkipOffset(final Vast vast, final XmlElement linear, final Findings findings) {
        final String offset = linear.attribute("skipoffset");
        final List<Long> attributes = vast.offer().bid().at("attr").integers();
        if (!vast.isAtLeast("3.0")) {
            vast.report(Rule.VAST_ELEMENT, "skipoffset is not of VAST " + vast.version() + ".", findings);
        }
        if (vast.media().at("skip").isInteger(0)) {
            vast.report(Rule.SKIP, "skipoffset is " + offset + " and skip is 0.", findings);
        }
        if (!attributes.contains(SKIPPABLE)) {
            vast.report(Rule.SKIP, "skipoffset is " + offset + " and attr has no 16.", findings);
        }
        final Long after = vast.media().at("skipafter").integer();
        final Long offsetMs = offsetMs(offset, vast.offer().bid().at("dur").integer());
        if (offsetMs == null) {
            vast.report(Rule.SKIP, "skipoffset '" + offset + "' is no time.", findings);
        } else if (after != null && offsetMs < after * MS_PER_SECOND) {
            vast.report(Rule.SKIP, "skipoffset " + offset + " is before skipafter " + after + ".", findings);
        }
    }

    private static @Nullable Long offsetMs(final String offset, final @Nullable Long durationSeconds) {
        if (!offset.endsWith("%")) {
            return Durations.parseMs(offset);
        }
        final Long percent =
                Json.string(offset.substring(0, offset.length() - 1)).integer();
        return percent == null || percent < 0 || percent > 100
                ? null
                : percent * 10 * (durationSeconds == null ? 0 : durationSeconds);
    }
}
