package io.hayate.loadtest.check;

import java.util.List;
import java.util.Set;

/** Elements and attributes that a VAST document must have, by its version, and events by their names. Immutable; shared. */
final class VastElements {
    static final List<VastRule> ALL = List.of(
            VastElements::checkAd,
            VastElements::checkCreatives,
            VastElements::checkMediaFiles,
            VastElements::checkTracking);

    private static final Set<String> EVENTS = Set.of(
            "creativeView",
            "start",
            "firstQuartile",
            "midpoint",
            "thirdQuartile",
            "complete",
            "mute",
            "unmute",
            "pause",
            "rewind",
            "resume",
            "fullscreen",
            "expand",
            "collapse",
            "acceptInvitation",
            "close");
    private static final Set<String> EVENTS_OF_3 =
            Set.of("exitFullscreen", "acceptInvitationLinear", "closeLinear", "skip", "progress");
    private static final Set<String> EVENTS_OF_4 = Set.of(
            "loaded",
            "playerExpand",
            "playerCollapse",
            "notUsed",
            "otherAdInteraction",
            "interactiveStart",
            "adExpand",
            "adCollapse",
            "minimize",
            "overlayViewDuration",
            "timeSpentViewing",
            "verificationNotExecuted");
    private static final String OFFSET = "\\d{2}:[0-5]\\d:[0-5]\\d(?:\\.\\d{3})?|(?:100|\\d{1,2})%";

    private VastElements() {}

    private static void checkAd(final Vast vast, final Findings findings) {
        requireChild(vast, vast.ad(), "AdSystem", findings);
        requireChild(vast, vast.ad(), "Impression", findings);
        if (vast.isWrapper()) {
            requireChild(vast, vast.ad(), "VASTAdTagURI", findings);
            return;
        }
        requireChild(vast, vast.ad(), "AdTitle", findings);
        if (vast.isAtLeast("4.1")) {
            requireChild(vast, vast.ad(), "AdServingId", findings);
        }
        if (vast.creatives().isEmpty()) {
            vast.report(Rule.VAST_ELEMENT, "has no Creatives.", findings);
        }
    }

    private static void checkCreatives(final Vast vast, final Findings findings) {
        if (vast.isWrapper()) {
            return;
        }
        for (final XmlElement creative : vast.creatives()) {
            if (vast.isAtLeast("4.0") && !creative.children("Linear").isEmpty()) {
                checkUniversalAdId(vast, creative, findings);
            }
        }
        for (final XmlElement linear : vast.linears()) {
            requireChild(vast, linear, "Duration", findings);
        }
    }

    private static void checkUniversalAdId(final Vast vast, final XmlElement creative, final Findings findings) {
        final boolean identified = creative.children("UniversalAdId").stream()
                .anyMatch(id -> id.has("idRegistry") && (!id.text().isEmpty() || id.has("idValue")));
        if (!identified) {
            vast.report(Rule.VAST_ELEMENT, "has no UniversalAdId with idRegistry.", findings);
        }
    }

    private static void checkMediaFiles(final Vast vast, final Findings findings) {
        if (vast.isWrapper() || vast.linears().isEmpty()) {
            return;
        }
        if (vast.mediaFiles().isEmpty()) {
            vast.report(Rule.VAST_ELEMENT, "has no MediaFile.", findings);
        }
        for (final XmlElement file : vast.mediaFiles()) {
            requireAttribute(vast, file, "type", findings);
            if (!List.of("progressive", "streaming").contains(file.attribute("delivery"))) {
                vast.report(
                        Rule.VAST_ELEMENT, "a MediaFile's delivery is '" + file.attribute("delivery") + "'.", findings);
            }
            if (vast.isVideo()) {
                requireAttribute(vast, file, "width", findings);
                requireAttribute(vast, file, "height", findings);
            }
        }
    }

    private static void checkTracking(final Vast vast, final Findings findings) {
        for (final XmlElement tracking : vast.ad().all("Tracking")) {
            final String event = tracking.attribute("event");
            final boolean known = EVENTS.contains(event)
                    || (vast.isAtLeast("3.0") && EVENTS_OF_3.contains(event))
                    || (vast.isAtLeast("4.0") && EVENTS_OF_4.contains(event));
            if (!known) {
                vast.report(
                        Rule.VAST_TRACKING, "event '" + event + "' is none of VAST " + vast.version() + ".", findings);
            }
            if (event.equals("progress") && !tracking.attribute("offset").matches(OFFSET)) {
                vast.report(Rule.VAST_TRACKING, "the event progress has no offset.", findings);
            }
        }
    }

    private static void requireChild(
            final Vast vast, final XmlElement parent, final String name, final Findings findings) {
        if (!parent.says(name)) {
            vast.report(Rule.VAST_ELEMENT, "<" + parent.name() + "> has no " + name + ".", findings);
        }
    }

    private static void requireAttribute(
            final Vast vast, final XmlElement element, final String name, final Findings findings) {
        if (!element.has(name)) {
            vast.report(Rule.VAST_ELEMENT, "<" + element.name() + "> has no " + name + ".", findings);
        }
    }
}
