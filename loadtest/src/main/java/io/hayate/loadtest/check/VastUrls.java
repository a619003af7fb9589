package io.hayate.loadtest.check;

import java.util.List;
import java.util.Set;

/** What holds for the URLs of a VAST document. Immutable; shared. */
final class VastUrls {
    static final List<VastRule> ALL = List.of(VastUrls::checkAll, VastUrls::checkImpression);

    /** Where the viewer goes, by leaving; all other URLs are loaded by the player. */
    private static final Set<String> LANDING =
            Set.of("ClickThrough", "CompanionClickThrough", "NonLinearClickThrough", "IconClickThrough");

    private static final Set<String> LOADED = Set.of(
            "Impression",
            "Tracking",
            "ClickTracking",
            "CustomClick",
            "MediaFile",
            "Mezzanine",
            "VASTAdTagURI",
            "Error",
            "Survey",
            "StaticResource",
            "IFrameResource",
            "CompanionClickTracking",
            "NonLinearClickTracking",
            "IconClickTracking",
            "IconViewTracking",
            "JavaScriptResource",
            "ExecutableResource",
            "InteractiveCreativeFile",
            "ClosedCaptionFile",
            "Viewable",
            "NotViewable",
            "ViewUndetermined");

    private VastUrls() {}

    private static void checkAll(final Vast vast, final Findings findings) {
        for (final XmlElement element : vast.root().flat()) {
            final boolean landing = LANDING.contains(element.name());
            final String url = element.text();
            if (!landing && !LOADED.contains(element.name())) {
                continue;
            }
            if (!Urls.isAbsolute(url)) {
                vast.report(Rule.VAST_URL, element.name() + " '" + shortened(url) + "' is no absolute URL.", findings);
            } else if (!landing && vast.offer().isSecure() && Urls.isPlainHttp(url)) {
                vast.report(Rule.SECURE, element.name() + " loads over http: " + shortened(url) + ".", findings);
            }
        }
    }

    private static void checkImpression(final Vast vast, final Findings findings) {
        final boolean counted = vast.ad().children("Impression").stream()
                .anyMatch(url -> url.text().contains("/notice/imp"));
        if (vast.whole() && vast.offer().isNotifiedHere() && !counted) {
            vast.report(Rule.OWN_IMPRESSION, "no Impression fires at the bidder that is notified.", findings);
        }
    }

    private static String shortened(final String url) {
        return url.length() > 80 ? url.substring(0, 80) + "..." : url;
    }
}
