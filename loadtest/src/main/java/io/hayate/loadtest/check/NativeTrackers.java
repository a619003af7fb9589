package io.hayate.loadtest.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Links and trackers of a native ad. Immutable; shared. */
final class NativeTrackers {
    static final List<NativeRule> ALL = List.of(
            NativeTrackers::checkLinks,
            NativeTrackers::checkEventTrackers,
            NativeTrackers::checkImpressionIsCounted,
            NativeTrackers::checkSecure);

    private static final long IMPRESSION = 1;
    private static final long SCRIPT = 2;

    private NativeTrackers() {}

    private static void checkLinks(final NativeAd ad, final Findings findings) {
        if (!ad.root().at("link").is(Json.Kind.OBJECT)) {
            ad.report(Rule.NATIVE_LINK, "has no link.", findings);
            return;
        }
        checkLink(ad, ad.root().at("link"), findings);
        for (final Json asset : ad.assets()) {
            if (asset.at("link").isPresent()) {
                checkLink(ad, asset.at("link"), findings);
            }
        }
    }

    private static void checkLink(final NativeAd ad, final Json link, final Findings findings) {
        requireUrl(ad, link.at("url"), Rule.NATIVE_LINK, "link.url", findings);
        for (final Json tracker : link.at("clicktrackers").allItems()) {
            requireUrl(ad, tracker, Rule.NATIVE_LINK, "a click tracker", findings);
        }
        if (link.at("fallback").isPresent()) {
            requireUrl(ad, link.at("fallback"), Rule.NATIVE_LINK, "link.fallback", findings);
        }
    }

    private static void checkEventTrackers(final NativeAd ad, final Findings findings) {
        final Map<Long, TreeSet<Long>> offered = ad.request().methodsByEvent();
        final List<Json> trackers = ad.root().at("eventtrackers").allItems();
        if (!trackers.isEmpty() && !ad.request().knowsEventTrackers()) {
            ad.report(
                    Rule.NATIVE_TRACKER,
                    "has eventtrackers, which are not of " + ad.request().version() + ".",
                    findings);
            return;
        }
        for (final Json tracker : trackers) {
            final Long event = tracker.at("event").integer();
            final Long method = tracker.at("method").integer();
            if (event == null
                    || method == null
                    || !offered.getOrDefault(event, new TreeSet<>()).contains(method)) {
                ad.report(
                        Rule.NATIVE_TRACKER,
                        "event " + tracker.at("event") + " by method " + tracker.at("method") + " is not offered.",
                        findings);
            }
            requireUrl(ad, tracker.at("url"), Rule.NATIVE_TRACKER, "an event tracker", findings);
        }
        final boolean scripts =
                offered.isEmpty() || offered.values().stream().anyMatch(methods -> methods.contains(SCRIPT));
        if (ad.root().at("jstracker").isPresent() && ad.request().knowsEventTrackers() && !scripts) {
            ad.report(Rule.NATIVE_TRACKER, "has a jstracker, and no event takes scripts.", findings);
        }
    }

    private static void checkImpressionIsCounted(final NativeAd ad, final Findings findings) {
        final List<String> urls = new ArrayList<>();
        for (final Json url : ad.root().at("imptrackers").allItems()) {
            requireUrl(ad, url, Rule.NATIVE_TRACKER, "an impression tracker", findings);
            urls.add(url.textOr(""));
        }
        for (final Json tracker : ad.root().at("eventtrackers").objects()) {
            if (tracker.at("event").isInteger(IMPRESSION)) {
                urls.add(tracker.at("url").textOr(""));
            }
        }
        final Set<String> distinct = new HashSet<>();
        urls.stream()
                .filter(url -> !distinct.add(url))
                .forEach(twice -> ad.report(Rule.NATIVE_TRACKER, "an impression tracker stands twice.", findings));
        if (ad.request().takesNoPixel()) {
            if (!ad.root().at("imptrackers").allItems().isEmpty()) {
                ad.report(Rule.NATIVE_TRACKER, "has imptrackers, and no event takes images for impressions.", findings);
            }
        } else if (ad.offer().isNotifiedHere() && urls.stream().noneMatch(url -> url.contains("/notice/imp"))) {
            ad.report(Rule.OWN_IMPRESSION, "no impression tracker fires at the bidder that is notified.", findings);
        }
    }

    private static void checkSecure(final NativeAd ad, final Findings findings) {
        if (!ad.offer().isSecure()) {
            return;
        }
        final List<Json> loaded = new ArrayList<>(ad.root().at("imptrackers").allItems());
        ad.root().at("eventtrackers").objects().forEach(tracker -> loaded.add(tracker.at("url")));
        loaded.addAll(ad.root().at("link").at("clicktrackers").allItems());
        for (final Json asset : ad.assets()) {
            loaded.add(asset.at("img").at("url"));
            loaded.addAll(asset.at("link").at("clicktrackers").allItems());
        }
        loaded.add(ad.root().at("assetsurl"));
        loaded.add(ad.root().at("dcourl"));
        loaded.stream()
                .filter(url -> Urls.isPlainHttp(url.textOr("")))
                .forEach(url -> ad.report(Rule.SECURE, "loads over http: " + url + ".", findings));
    }

    private static void requireUrl(
            final NativeAd ad, final Json url, final Rule rule, final String what, final Findings findings) {
        if (!url.is(Json.Kind.STRING) || !Urls.isAbsolute(url.textOr(""))) {
            ad.report(rule, what + " is " + url + ", no absolute URL.", findings);
        }
    }
}
