package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.CreativeContent.Companion;
import io.hayate.bidder.campaigns.CreativeContent.Media;
import io.hayate.bidder.campaigns.CreativeTrackers.PlaybackEvent;
import io.hayate.bidder.campaigns.PictureType;
import io.hayate.bidder.campaigns.live.CreativeLayout;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A video or audio as VAST of every version from 2.0 to 4.2 at once: what a version has no element for, or at another
 * place, stands in segments that count from that version on or below it. The order of elements is that of the versions'
 * schemas. Immutable; shared.
 */
final class VastTemplate {
    private static final int STREAMING = 1;
    private static final int NON_LINEAR = 2;
    /** The version that can skip, and tell. */
    private static final int SKIP_SINCE = 30;

    /** API frameworks 1.0 and 2.0 of AdCOM: a file that needs one is a program, which players do not run unless told. */
    private static final Set<Integer> VPAID = Set.of(1, 2);

    private static final int SECONDS_PER_MINUTE = 60;
    private static final int SECONDS_PER_HOUR = 3_600;

    private final Creative creative;
    private final Media media;
    private final CreativeSegments vast = CreativeSegments.ofText();

    private VastTemplate(final Creative creative, final Media media) {
        this.creative = creative;
        this.media = media;
    }

    static CreativeSegments of(final Creative creative, final Media media) {
        final VastTemplate template = new VastTemplate(creative, media);
        template.write();
        return template.vast;
    }

    private void write() {
        vast.literal("<VAST version=\"").hole(CreativeLayout.VAST_VERSION).literal("\"");
        from(vast, 40, only -> only.literal(" xmlns=\"http://www.iab.com/VAST\""));
        vast.literal("><Ad id=\"" + creative.id() + "\"");
        from(vast, 41, only -> only.literal(media.size() == null ? " adType=\"audio\">" : " adType=\"video\">"));
        below(vast, 41, only -> only.literal(">"));
        if (media.vastUrl() == null) {
            writeInLine();
        } else {
            writeWrapper(media.vastUrl());
        }
        vast.literal("</Ad></VAST>");
    }

    private void writeInLine() {
        final String advertiser = xml(creative.domains().get(0));
        final String title = "<AdTitle>" + advertiser + "</AdTitle>";
        vast.literal("<InLine><AdSystem>Hayate</AdSystem>");
        below(vast, 40, only -> only.literal(title));
        below(vast, 40, only -> from(only, 30, both -> advertiser(both, advertiser)));
        writeImpressions();
        from(
                vast,
                41,
                only -> only.literal("<AdServingId>")
                        .hole(CreativeLayout.BID_ID)
                        .literal("</AdServingId>"));
        from(vast, 40, only -> advertiser(only.literal(title), advertiser));
        vast.literal("<Creatives>" + creativeElement());
        if (media.linearity() == NON_LINEAR) {
            writeNonLinear();
        } else {
            writeLinear();
        }
        writeUniversalAdId(vast);
        vast.literal("</Creative>");
        writeCompanions();
        vast.literal("</Creatives></InLine>");
    }

    private void writeWrapper(final String vastUrl) {
        vast.literal("<Wrapper><AdSystem>Hayate</AdSystem>");
        below(vast, 40, only -> url(only, "VASTAdTagURI", vastUrl));
        writeImpressions();
        vast.literal("<Creatives>" + creativeElement() + "<Linear>");
        writeTrackingEvents();
        // A wrapper's own click-through would replace that of the ad inside, so ours is called beside it.
        vast.literal("<VideoClicks><ClickTracking><![CDATA[")
                .hole(CreativeLayout.CLICK_URL)
                .literal("]]></ClickTracking>");
        creative.trackers().click().forEach(url -> url(vast, "ClickTracking", url));
        vast.literal("</VideoClicks></Linear></Creative>");
        writeCompanions();
        vast.literal("</Creatives>");
        from(vast, 40, only -> url(only, "VASTAdTagURI", vastUrl));
        vast.literal("</Wrapper>");
    }

    private void writeImpressions() {
        vast.literal("<Impression><![CDATA[")
                .hole(CreativeLayout.IMPRESSION_URL)
                .literal("]]></Impression>");
        creative.trackers().impression().forEach(url -> url(vast, "Impression", url));
    }

    private void writeLinear() {
        vast.literal("<Linear");
        if (media.skipAfterSeconds() != Media.NOT_SKIPPABLE) {
            from(vast, SKIP_SINCE, only -> only.literal(" skipoffset=\"" + time(media.skipAfterSeconds()) + "\""));
        }
        vast.literal(">");
        final String duration = "<Duration>" + time(media.durationSeconds()) + "</Duration>";
        below(vast, 40, only -> only.literal(duration));
        writeTrackingEvents();
        from(vast, 40, only -> mediaFiles(only.literal(duration)));
        vast.literal("<VideoClicks>");
        below(vast, 40, VastTemplate::clickThrough);
        creative.trackers().click().forEach(url -> url(vast, "ClickTracking", url));
        from(vast, 40, VastTemplate::clickThrough);
        vast.literal("</VideoClicks>");
        below(vast, 40, this::mediaFiles);
        vast.literal("</Linear>");
    }

    private void writeNonLinear() {
        vast.literal("<NonLinearAds>");
        writeTrackingEvents();
        vast.literal("<NonLinear" + size() + " minSuggestedDuration=\"" + time(media.durationSeconds())
                + "\"><StaticResource creativeType=\"");
        mime(vast).literal("\">");
        cdata(vast, media.mediaUrl() == null ? "" : media.mediaUrl()).literal("</StaticResource>");
        below(vast, 40, only -> from(only, 30, this::nonLinearClickTracking));
        vast.literal("<NonLinearClickThrough><![CDATA[")
                .hole(CreativeLayout.CLICK_URL)
                .literal("]]></NonLinearClickThrough>");
        from(vast, 40, this::nonLinearClickTracking);
        vast.literal("</NonLinear></NonLinearAds>");
    }

    private CreativeSegments nonLinearClickTracking(final CreativeSegments segments) {
        creative.trackers().click().forEach(url -> url(segments, "NonLinearClickTracking", url));
        return segments;
    }

    private void writeTrackingEvents() {
        final Set<PlaybackEvent> events = creative.trackers().playback().keySet();
        if (events.equals(Set.of(PlaybackEvent.SKIP))) {
            from(vast, SKIP_SINCE, this::trackingEvents);
        } else if (!events.isEmpty()) {
            trackingEvents(vast);
        }
    }

    private CreativeSegments trackingEvents(final CreativeSegments segments) {
        segments.literal("<TrackingEvents>");
        for (final PlaybackEvent event : PlaybackEvent.values()) {
            for (final String url : creative.trackers().playback(event)) {
                if (event == PlaybackEvent.SKIP) {
                    from(segments, SKIP_SINCE, only -> tracking(only, event, url));
                } else {
                    tracking(segments, event, url);
                }
            }
        }
        return segments.literal("</TrackingEvents>");
    }

    private static CreativeSegments tracking(
            final CreativeSegments segments, final PlaybackEvent event, final String url) {
        return cdata(segments.literal("<Tracking event=\"" + event.label() + "\">"), url)
                .literal("</Tracking>");
    }

    private CreativeSegments mediaFiles(final CreativeSegments segments) {
        segments.literal("<MediaFiles><MediaFile delivery=\""
                + (media.delivery() == STREAMING ? "streaming" : "progressive") + "\" type=\"");
        mime(segments).literal("\"" + size());
        if (media.bitrateKbps() > 0) {
            segments.literal(" bitrate=\"" + media.bitrateKbps() + "\"");
        }
        if (creative.apis().stream().anyMatch(VPAID::contains)) {
            segments.literal(" apiFramework=\"VPAID\"");
        }
        segments.literal(">");
        return cdata(segments, media.mediaUrl() == null ? "" : media.mediaUrl()).literal("</MediaFile></MediaFiles>");
    }

    /** Every version requires both; an audio has no size. */
    private String size() {
        return media.size() == null
                ? " width=\"0\" height=\"0\""
                : " width=\"" + media.size().w() + "\" height=\"" + media.size().h() + "\"";
    }

    private CreativeSegments mime(final CreativeSegments segments) {
        return segments.oneOf(
                CreativeLayout.MIME,
                media.mimes().stream().map(VastTemplate::xml).toList());
    }

    /** A creative of its own: before 4.0 one holds either a linear ad or companions. */
    private void writeCompanions() {
        if (media.companions().isEmpty()) {
            return;
        }
        final CreativeSegments all = vast.newInner().literal(creativeElement() + "<CompanionAds>");
        for (final Companion companion : media.companions()) {
            all.group(
                    CreativeLayout.ONLY_IF_COMPANION_ASKED,
                    companion(vast.newInner(), companion),
                    companion.w(),
                    companion.h(),
                    PictureType.of(companion.mime()));
        }
        all.literal("</CompanionAds>");
        if (media.vastUrl() == null) {
            writeUniversalAdId(all);
        }
        vast.group(CreativeLayout.ONLY_WITH_COMPANIONS, all.literal("</Creative>"));
    }

    private CreativeSegments companion(final CreativeSegments segments, final Companion companion) {
        segments.literal("<Companion width=\"" + companion.w() + "\" height=\"" + companion.h() + "\"");
        from(
                segments,
                41,
                only -> only.literal(" renderingMode=\"")
                        .hole(CreativeLayout.RENDERING_MODE)
                        .literal("\""));
        segments.literal("><StaticResource creativeType=\"" + xml(companion.mime()) + "\">");
        cdata(segments, companion.imageUrl())
                .literal("</StaticResource><CompanionClickThrough><![CDATA[")
                .hole(CreativeLayout.CLICK_URL)
                .literal("]]></CompanionClickThrough>");
        final List<String> click = creative.trackers().click();
        for (int i = 0; i < click.size(); i++) {
            final String open = "<CompanionClickTracking id=\"" + (i + 1) + "\">";
            final String url = click.get(i);
            from(segments, 40, only -> cdata(only.literal(open), url).literal("</CompanionClickTracking>"));
        }
        return segments.literal("</Companion>");
    }

    private String creativeElement() {
        return "<Creative id=\"" + creative.id() + "\">";
    }

    /** Nobody registers our creatives: {@code unknown} is the registry of such ids. 4.0 wants the id twice. */
    private void writeUniversalAdId(final CreativeSegments segments) {
        from(segments, 40, only -> {
            only.literal("<UniversalAdId idRegistry=\"unknown\"");
            below(only, 41, both -> both.literal(" idValue=\"" + creative.id() + "\""));
            return only.literal(">" + creative.id() + "</UniversalAdId>");
        });
    }

    private static CreativeSegments advertiser(final CreativeSegments segments, final String advertiser) {
        return segments.literal("<Advertiser>" + advertiser + "</Advertiser>");
    }

    private static CreativeSegments clickThrough(final CreativeSegments segments) {
        return segments.literal("<ClickThrough><![CDATA[")
                .hole(CreativeLayout.CLICK_URL)
                .literal("]]></ClickThrough>");
    }

    private static CreativeSegments from(
            final CreativeSegments segments, final int versionTenths, final UnaryOperator<CreativeSegments> content) {
        return segments.group(CreativeLayout.ONLY_FROM_VAST, content.apply(segments.newInner()), versionTenths);
    }

    private static CreativeSegments below(
            final CreativeSegments segments, final int versionTenths, final UnaryOperator<CreativeSegments> content) {
        return segments.group(CreativeLayout.ONLY_BELOW_VAST, content.apply(segments.newInner()), versionTenths);
    }

    private static CreativeSegments url(final CreativeSegments segments, final String element, final String url) {
        return cdata(segments.literal("<" + element + ">"), url).literal("</" + element + ">");
    }

    /** Admitted URLs hold no end of a CDATA section; this does not rely on it. */
    private static CreativeSegments cdata(final CreativeSegments segments, final String url) {
        return segments.literal("<![CDATA[")
                .withMacros(url.replace("]]>", "]]]]><![CDATA[>"))
                .literal("]]>");
    }

    /** For text and attributes. What XML cannot hold at all becomes a question mark. */
    private static String xml(final String text) {
        final StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isXml(c) ? c : '?');
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(final int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= ' ' && c < 0xD800)
                || (c > 0xDFFF && c != 0xFFFE && c != 0xFFFF);
    }

    /** HH:MM:SS. */
    private static String time(final int seconds) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d",
                seconds / SECONDS_PER_HOUR,
                seconds / SECONDS_PER_MINUTE % SECONDS_PER_MINUTE,
                seconds % SECONDS_PER_MINUTE);
    }
}
