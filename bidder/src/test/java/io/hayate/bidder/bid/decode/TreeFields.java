package io.hayate.bidder.bid.decode;

import static io.hayate.bidder.bid.decode.TreeValues.ABSENT;
import static io.hayate.bidder.bid.decode.TreeValues.degreesMicros;
import static io.hayate.bidder.bid.decode.TreeValues.fits;
import static io.hayate.bidder.bid.decode.TreeValues.integer;
import static io.hayate.bidder.bid.decode.TreeValues.isAbsent;
import static io.hayate.bidder.bid.decode.TreeValues.isText;
import static io.hayate.bidder.bid.decode.TreeValues.meaning;
import static io.hayate.bidder.bid.decode.TreeValues.object;
import static io.hayate.bidder.bid.decode.TreeValues.restriction;
import static io.hayate.bidder.bid.decode.TreeValues.textOf;
import static io.hayate.bidder.bid.decode.TreeValues.texts;
import static io.hayate.bidder.bid.decode.TreeValues.tmax;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRequestView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a bid request says according to Jackson's tree: the same fields as {@link ViewFields}, read without a thought of
 * speed and by other code. See {@link JsonTree} for the deliberate differences; besides, half a surrogate pair in an escape
 * is read as U+FFFD.
 */
final class TreeFields {
    private final Map<String, Object> fields = new TreeMap<>();

    private TreeFields() {}

    /** Empty if the body is not a bid request. */
    static Optional<Map<String, Object>> of(final byte[] body) {
        final Optional<JsonNode> tree = JsonTree.of(body);
        if (tree.isEmpty() || !tree.get().isObject()) {
            return Optional.empty();
        }
        final JsonNode request = tree.get();
        final JsonNode id = request.path("id");
        final JsonNode imps = request.path("imp");
        if (!(id.isTextual() || id.isPojo()) || !imps.isArray() || imps.isEmpty()) {
            return Optional.empty();
        }
        for (final JsonNode imp : imps) {
            if (!imp.isObject()) {
                return Optional.empty();
            }
        }
        return Optional.of(new TreeFields().read(request));
    }

    private Map<String, Object> read(final JsonNode request) {
        fields.put("id", meaning(request.path("id")));
        fields.put("test", integer(request.path("test")) == 1);
        fields.put("at", integer(request.path("at"), 2));
        fields.put("tmax", tmax(request.path("tmax")));
        fields.put("cattax", integer(request.path("cattax"), 1));
        boolean unusable = false;
        for (final String rule : List.of("cur", "wseat", "bseat", "bcat", "acat", "badv", "bapp", "wlang", "wlangb")) {
            unusable |= !texts(fields, rule, request.path(rule));
        }
        fields.put("unusable", unusable);
        fields.put("tooComplex", false);
        fields.put("impsOverLimit", Math.max(0, request.path("imp").size() - BidLimits.MAX_IMPRESSIONS));
        final JsonNode site = object(request.path("site"));
        fields.put("site", site.isObject());
        fields.put("site.domain", textOf(site.path("domain")));
        fields.put("site.page", textOf(site.path("page")));
        final JsonNode app = object(request.path("app"));
        fields.put("app", app.isObject());
        fields.put("app.bundle", textOf(app.path("bundle")));
        fields.put("dooh", request.path("dooh").isObject());
        inventory("site", site);
        inventory("app", app);
        inventory("dooh", object(request.path("dooh")));
        device(object(request.path("device")));
        if (!fits(request.path("device"), JsonNode::isObject)) {
            fields.put("device.limit", true);
        }
        user(object(request.path("user")));
        final JsonNode regs = object(request.path("regs"));
        regulations("regs.", regs);
        if (!fits(request.path("regs"), JsonNode::isObject)) {
            fields.put("regs.gdpr", 1);
        }
        regulations("regs.ext.", object(regs.path("ext")));
        if (!fits(regs.path("ext"), JsonNode::isObject)) {
            fields.put("regs.ext.gdpr", 1);
        }
        fields.put(
                "regs.coppa",
                restriction(regs.path("coppa"))
                        || !fits(request.path("regs"), JsonNode::isObject)
                        || !fits(regs.path("ext"), JsonNode::isObject));
        fields.put("regs.ext.gpc", restriction(object(regs.path("ext")).path("gpc")));
        final JsonNode dsaRequired =
                object(object(regs.path("ext")).path("dsa")).path("dsarequired");
        fields.put("regs.ext.dsa", restriction(dsaRequired) && integer(dsaRequired) != 1);
        supplyChain(object(request.path("source")));
        final int imps = Math.min(request.path("imp").size(), BidLimits.MAX_IMPRESSIONS);
        fields.put("imps", imps);
        final boolean rewarded = TreeImpression.rewarded(request.path("ext"));
        for (int i = 0; i < imps; i++) {
            TreeImpression.put(fields, request.path("imp").get(i), "imp[" + i + "].", rewarded);
        }
        return fields;
    }

    private void device(final JsonNode device) {
        fields.put("device.devicetype", integer(device.path("devicetype")));
        fields.put("device.w", integer(device.path("w")));
        fields.put("device.h", integer(device.path("h")));
        for (final String name : List.of("os", "osv", "language", "langb")) {
            fields.put("device." + name, textOf(device.path(name)));
        }
        for (final String name : List.of("make", "carrier", "ifa")) {
            fields.put("device." + name, textOf(device.path(name)));
        }
        fields.put("device.connectiontype", integer(device.path("connectiontype")));
        fields.put("device.limit", restriction(device.path("lmt")) || restriction(device.path("dnt")));
        final JsonNode geo = object(device.path("geo"));
        for (final String name : List.of("country", "region", "metro", "city", "zip")) {
            fields.put("device.geo." + name, textOf(geo.path(name)));
        }
        fields.put("device.geo.lat", degreesMicros(geo.path("lat"), 90));
        fields.put("device.geo.lon", degreesMicros(geo.path("lon"), 180));
    }

    private void inventory(final String at, final JsonNode inventory) {
        fields.put(at + ".publisher", textOf(object(inventory.path("publisher")).path("id")));
        for (final String name : List.of("cat", "sectioncat", "pagecat")) {
            readableTexts(at + "." + name, inventory.path(name));
        }
        readableTexts(at + ".content.cat", object(inventory.path("content")).path("cat"));
    }

    private void readableTexts(final String name, final JsonNode node) {
        final List<String> items = new ArrayList<>();
        for (final JsonNode item : node.isArray() ? node : List.of(node)) {
            if (!textOf(item).isEmpty()) {
                items.add(textOf(item));
            }
        }
        fields.put(name, items);
    }

    private static void eids(final JsonNode list, final List<String> eids) {
        for (final JsonNode eid : list.isArray() ? list : ABSENT) {
            final String source = textOf(object(eid).path("source"));
            String id = "";
            for (final JsonNode uid : eid.path("uids").isArray() ? eid.path("uids") : ABSENT) {
                id = id.isEmpty() ? textOf(object(uid).path("id")) : id;
            }
            if (!source.isEmpty() && !id.isEmpty()) {
                eids.add(source);
                eids.add(id);
            }
        }
    }

    private void user(final JsonNode user) {
        final List<String> ids = new ArrayList<>();
        for (final JsonNode provider : user.path("data").isArray() ? user.path("data") : ABSENT) {
            for (final JsonNode segment : provider.path("segment").isArray() ? provider.path("segment") : ABSENT) {
                final String id = textOf(segment.path("id"));
                if (!id.isEmpty()) {
                    ids.add(id);
                }
            }
        }
        fields.put("user.data.segment.id", ids);
        fields.put("user.id", textOf(user.path("id")));
        fields.put("user.buyeruid", textOf(user.path("buyeruid")));
        final List<String> eids = new ArrayList<>();
        eids(user.path("eids"), eids);
        eids(object(user.path("ext")).path("eids"), eids);
        fields.put("user.eids", eids);
        fields.put("user.geo.country", textOf(object(user.path("geo")).path("country")));
        fields.put("user.consent", textOrUnreadable(user.path("consent")));
        fields.put("user.ext.consent", textOrUnreadable(object(user.path("ext")).path("consent")));
    }

    private void regulations(final String at, final JsonNode from) {
        final int gdpr = integer(from.path("gdpr"));
        fields.put(at + "gdpr", gdpr == BidRequestView.UNUSABLE ? 1 : Math.min(gdpr, 1));
        fields.put(at + "us_privacy", textOrUnreadable(from.path("us_privacy")));
        fields.put(at + "gpp", textOrUnreadable(from.path("gpp")));
        final JsonNode sections = from.path("gpp_sid");
        long mask = 0;
        for (final JsonNode each : sections.isArray() ? sections : List.of(sections)) {
            mask |= sections(each);
        }
        fields.put(at + "gpp_sid", mask);
    }

    /** Bit 0: none, bit 63: one that is no section, else the bit of the section's number. */
    private static long sections(final JsonNode node) {
        if (!isAbsent(node) && !isText(node)) {
            return 1L << 63;
        }
        long mask = 0;
        for (final String part : textOf(node).split(",", -1)) {
            final String text = part.replaceAll("^ +| +$", "");
            if (text.equals("-1")) {
                mask |= 1;
            } else if (!text.isEmpty()) {
                final int id = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
                mask |= id >= 1 && id <= 62 ? 1L << id : 1L << 63;
            }
        }
        return mask;
    }

    private static String textOrUnreadable(final JsonNode node) {
        return isAbsent(node) || isText(node) ? textOf(node) : "unreadable";
    }

    private void supplyChain(final JsonNode source) {
        final List<JsonNode> chains = new ArrayList<>();
        for (final JsonNode chain : List.of(object(source.path("ext")).path("schain"), source.path("schain"))) {
            if (!chain.isMissingNode() && !chain.isNull()) {
                chains.add(chain);
            }
        }
        boolean complete = !chains.isEmpty();
        final List<List<String>> nodesOfChains = new ArrayList<>();
        for (final JsonNode chain : chains) {
            complete &= integer(chain.path("complete")) == 1 && fits(chain.path("nodes"), JsonNode::isArray);
            final List<String> nodes = new ArrayList<>();
            for (final JsonNode node : chain.path("nodes").isArray() ? chain.path("nodes") : ABSENT) {
                nodes.add(textOf(node.path("asi")));
                nodes.add(textOf(node.path("sid")));
            }
            nodesOfChains.add(nodes);
        }
        fields.put("schain", !chains.isEmpty());
        fields.put("schain.complete", complete);
        fields.put(
                "schain.nodes",
                nodesOfChains.stream().distinct().flatMap(List::stream).toList());
        final boolean two = nodesOfChains.stream().distinct().count() == 2
                && nodesOfChains.stream().noneMatch(List::isEmpty);
        fields.put("schain.ext", two ? nodesOfChains.get(0).size() : 0);
    }
}
