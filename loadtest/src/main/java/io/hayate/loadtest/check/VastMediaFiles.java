package io.hayate.loadtest.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether a player of the impression can use one of the media files. Immutable; shared. */
final class VastMediaFiles {
    static final List<VastRule> ALL = List.of(
            VastMediaFiles::checkMimes,
            VastMediaFiles::checkDelivery,
            VastMediaFiles::checkBitrate,
            VastMediaFiles::checkSize,
            VastMediaFiles::checkFrameworks);

    private static final long STREAMING = 1;
    private static final long PROGRESSIVE = 2;
    private static final List<Long> VPAID = List.of(1L, 2L);
    private static final List<Long> SIMID = List.of(8L, 9L);

    private VastMediaFiles() {}

    private static void checkMimes(final Vast vast, final Findings findings) {
        final List<String> offered = vast.media().at("mimes").strings().stream()
                .map(BannerRules::baseType)
                .toList();
        if (!offered.isEmpty()) {
            requireOne(
                    vast,
                    file -> offered.contains(BannerRules.baseType(file.attribute("type"))),
                    Rule.MIME,
                    "is of an offered type " + offered,
                    findings);
        }
    }

    private static void checkDelivery(final Vast vast, final Findings findings) {
        final List<Long> offered = vast.media().at("delivery").integers();
        if (!offered.isEmpty()) {
            requireOne(
                    vast,
                    file -> offered.contains(file.attribute("delivery").equals("streaming") ? STREAMING : PROGRESSIVE),
                    Rule.DELIVERY,
                    "is delivered as one of " + offered,
                    findings);
        }
    }

    // A file that does not say its bitrate breaks nothing that can be seen.
    private static void checkBitrate(final Vast vast, final Findings findings) {
        final BigDecimal min = vast.media().at("minbitrate").decimal();
        final BigDecimal max = vast.media().at("maxbitrate").decimal();
        requireOne(
                vast,
                file -> isWithin(Json.string(file.attribute("bitrate")).decimal(), min, max),
                Rule.BITRATE,
                "has a bitrate from " + min + " to " + max + " kbit/s",
                findings);
    }

    private static boolean isWithin(
            final @Nullable BigDecimal kbps, final @Nullable BigDecimal min, final @Nullable BigDecimal max) {
        return kbps == null
                || ((min == null || kbps.compareTo(min) >= 0)
                        && (max == null || max.signum() <= 0 || kbps.compareTo(max) <= 0));
    }

    private static void checkSize(final Vast vast, final Findings findings) {
        final Long w = vast.offer().bid().at("w").integer();
        final Long h = vast.offer().bid().at("h").integer();
        if (!vast.whole() || !vast.isVideo() || w == null || h == null) {
            return;
        }
        requireOne(
                vast,
                file -> Json.string(file.attribute("width")).isInteger(w)
                        && Json.string(file.attribute("height")).isInteger(h),
                Rule.VAST_SIZE,
                "is " + w + "x" + h + " as the bid says",
                findings);
    }

    private static void checkFrameworks(final Vast vast, final Findings findings) {
        final List<Long> supported = vast.offer().media().at("api").integers();
        final boolean vpaid = vast.mediaFiles().stream().anyMatch(VastMediaFiles::isVpaid);
        final boolean simid = vast.ad().all("InteractiveCreativeFile").stream()
                .anyMatch(file -> file.attribute("apiFramework").equalsIgnoreCase("SIMID"));
        if (vpaid && supported.stream().noneMatch(VPAID::contains)) {
            vast.report(Rule.API, "is VPAID, api is " + supported + ".", findings);
        }
        if (simid && supported.stream().noneMatch(SIMID::contains)) {
            vast.report(Rule.API, "is SIMID, api is " + supported + ".", findings);
        }
    }

    private static boolean isVpaid(final XmlElement file) {
        return file.attribute("apiFramework").equalsIgnoreCase("VPAID");
    }

    private static void requireOne(
            final Vast vast,
            final Predicate<XmlElement> usable,
            final Rule rule,
            final String what,
            final Findings findings) {
        final List<XmlElement> files = vast.mediaFiles();
        if (!vast.isWrapper() && !files.isEmpty() && files.stream().noneMatch(usable)) {
            vast.report(rule, "no MediaFile " + what + ".", findings);
        }
    }
}
