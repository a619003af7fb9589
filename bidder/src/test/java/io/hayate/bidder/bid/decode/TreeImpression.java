package io.hayate.bidder.bid.decode;

import static io.hayate.bidder.bid.decode.TreeValues.ABSENT;
import static io.hayate.bidder.bid.decode.TreeValues.factor;
import static io.hayate.bidder.bid.decode.TreeValues.fits;
import static io.hayate.bidder.bid.decode.TreeValues.floor;
import static io.hayate.bidder.bid.decode.TreeValues.integer;
import static io.hayate.bidder.bid.decode.TreeValues.integers;
import static io.hayate.bidder.bid.decode.TreeValues.isAbsent;
import static io.hayate.bidder.bid.decode.TreeValues.object;
import static io.hayate.bidder.bid.decode.TreeValues.restriction;
import static io.hayate.bidder.bid.decode.TreeValues.textOf;
import static io.hayate.bidder.bid.decode.TreeValues.texts;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.bid.BidRequestView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What an impression says according to Jackson's tree, its formats and deals with it. */
final class TreeImpression {
    private final Map<String, Object> fields;
    private final boolean rewardedRequest;

    private TreeImpression(final Map<String, Object> fields, final boolean rewardedRequest) {
        this.fields = fields;
        this.rewardedRequest = rewardedRequest;
    }

    static void put(
            final Map<String, Object> fields, final JsonNode imp, final String at, final boolean rewardedRequest) {
        new TreeImpression(fields, rewardedRequest).put(imp, at);
    }

    private void put(final JsonNode imp, final String at) {
        id(imp.path("id"), at);
        fields.put(at + "instl", integer(imp.path("instl")) == 1);
        fields.put(at + "secure", restriction(imp.path("secure")));
        fields.put(at + "exp", Math.max(BidRequestView.UNKNOWN, integer(imp.path("exp"))));
        final JsonNode qty = imp.path("qty");
        fields.put(at + "multiplier", fits(qty, JsonNode::isObject) ? multiplier(qty.path("multiplier")) : 0L);
        fields.put(at + "rewarded", restriction(imp.path("rwdd")) || rewarded(imp.path("ext")) || rewardedRequest);
        final JsonNode billing = object(imp.path("ext")).path("billing_id");
        final List<String> billingIds = new ArrayList<>();
        for (final JsonNode id : billing.isArray() ? billing : List.of(billing)) {
            if (TreeValues.isText(id) && !isAbsent(id)) {
                billingIds.add(TreeValues.meaning(id));
            }
        }
        fields.put(at + "billing_id", billingIds);
        fields.put(at + "bidfloor", floor(imp.path("bidfloor")));
        fields.put(at + "bidfloorcur", textOf(imp.path("bidfloorcur")));
        fields.put(
                at + "formats",
                (banner(imp.path("banner"), at + "banner.") ? BidRequestView.BANNER : 0)
                        | (TreeMedia.put(fields, imp.path("video"), at + "video.") ? BidRequestView.VIDEO : 0)
                        | (TreeMedia.put(fields, imp.path("audio"), at + "audio.") ? BidRequestView.AUDIO : 0)
                        | (TreeNative.put(fields, imp.path("native"), at + "native.") ? BidRequestView.NATIVE : 0));
        final JsonNode pmp = object(imp.path("pmp"));
        fields.put(
                at + "unusable",
                !fits(imp.path("bidfloorcur"), TreeValues::isText)
                        || !fits(imp.path("pmp"), JsonNode::isObject)
                        || !fits(pmp.path("deals"), JsonNode::isArray));
        fields.put(at + "private", restriction(pmp.path("private_auction")));
        int deals = 0;
        for (final JsonNode deal : pmp.path("deals").isArray() ? pmp.path("deals") : ABSENT) {
            if (deal.isObject()) {
                deal(deal, at + "deal[" + deals++ + "].");
            }
        }
        fields.put(at + "deals", deals);
    }

    /** Whether an ext object says that the viewer is rewarded. */
    static boolean rewarded(final JsonNode node) {
        final JsonNode ext = object(node);
        return Stream.of(
                                ext.path("rwdd"),
                                ext.path("reward"),
                                ext.path("rewarded"),
                                ext.path("is_rewarded"),
                                ext.path("is_rewarded_inventory"),
                                object(ext.path("prebid")).path("is_rewarded_inventory"))
                        .anyMatch(flag -> integer(flag) == 1)
                || Stream.of(ext.path("videotype"), ext.path("placementtype"))
                        .anyMatch(type -> textOf(type).equalsIgnoreCase("rewarded"));
    }

    private static long multiplier(final JsonNode node) {
        final long micros = factor(node);
        return micros > 1_000_000 * 1_000_000L ? 0 : micros;
    }

    /** Whether it can be bid on; if not, it says nothing. */
    private boolean banner(final JsonNode banner, final String at) {
        final Map<String, Object> read = new TreeMap<>();
        final boolean usable = banner.isObject() && readBanner(banner, at, read);
        if (!usable) {
            read.clear();
            readBanner(ABSENT, at, read);
        }
        fields.putAll(read);
        return usable;
    }

    private static boolean readBanner(final JsonNode banner, final String at, final Map<String, Object> read) {
        for (final String name : List.of("w", "h", "wmin", "wmax", "hmin", "hmax", "pos")) {
            read.put(at + name, integer(banner.path(name)));
        }
        boolean usable = true;
        for (final String name : List.of("battr", "btype", "expdir")) {
            usable &= integers(read, at + name, banner.path(name));
        }
        integers(read, at + "api", banner.path("api"));
        usable &= texts(read, at + "mimes", banner.path("mimes"));
        final JsonNode formats = banner.path("format");
        final List<Long> sizes = new ArrayList<>();
        final List<Long> ratios = new ArrayList<>();
        for (final JsonNode format : formats.isArray() ? formats : ABSENT) {
            final long size = size(format);
            sizes.add(size);
            if (size == BidRequestView.UNKNOWN
                    && integer(format.path("wratio")) > 0
                    && integer(format.path("hratio")) > 0
                    && integer(format.path("wmin")) != BidRequestView.UNUSABLE) {
                for (final String name : List.of("wratio", "hratio", "wmin")) {
                    ratios.add((long) integer(format.path(name)));
                }
            }
        }
        read.put(at + "format", sizes);
        read.put(at + "ratio", ratios);
        return usable && (formats.isArray() || isAbsent(formats));
    }

    static long size(final JsonNode size) {
        final int width = integer(size.path("w"));
        final int height = integer(size.path("h"));
        return width < 0 || height < 0 ? BidRequestView.UNKNOWN : BidRequestView.size(width, height);
    }

    private void deal(final JsonNode deal, final String at) {
        id(deal.path("id"), at);
        fields.put(at + "bidfloor", floor(deal.path("bidfloor")));
        fields.put(at + "bidfloorcur", textOf(deal.path("bidfloorcur")));
        fields.put(at + "at", integer(deal.path("at")));
        fields.put(at + "guar", integer(deal.path("guar")) == 1);
        fields.put(at + "mincpmpersec", floor(deal.path("mincpmpersec")));
        boolean usable = fits(deal.path("bidfloorcur"), TreeValues::isText)
                && integer(deal.path("at")) != BidRequestView.UNUSABLE;
        usable &= texts(fields, at + "wseat", deal.path("wseat"));
        usable &= texts(fields, at + "wadomain", deal.path("wadomain"));
        usable &= TreeMedia.durationFloors(fields, at + "durfloors", deal.path("durfloors"));
        fields.put(at + "unusable", !usable);
    }

    private void id(final JsonNode id, final String at) {
        fields.put(at + "id", textOf(id));
        fields.put(at + "idToken", textOf(id).isEmpty() ? "none" : TreeValues.meaning(id));
    }
}
