package io.hayate.bidder.bid.decode;

import static io.hayate.bidder.bid.decode.TreeValues.ABSENT;
import static io.hayate.bidder.bid.decode.TreeValues.integer;
import static io.hayate.bidder.bid.decode.TreeValues.integers;
import static io.hayate.bidder.bid.decode.TreeValues.restriction;
import static io.hayate.bidder.bid.decode.TreeValues.textOf;
import static io.hayate.bidder.bid.decode.TreeValues.texts;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NativeOffers;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a native object says according to Jackson's tree of it and of the request in it. */
final class TreeNative {
    private static final Pattern VERSION = Pattern.compile("([0-9])(?:\\.([0-9]).*)?", Pattern.DOTALL);
    private static final List<String> KINDS = List.of("title", "img", "video", "data");

    private final Map<String, Object> read = new TreeMap<>();
    private final Set<String> ids = new HashSet<>();

    private TreeNative() {}

    /** Whether it can be bid on; if not, nothing is put. */
    static boolean put(final Map<String, Object> fields, final JsonNode node, final String at) {
        if (!node.isObject()) {
            return false;
        }
        final TreeNative reader = new TreeNative();
        final boolean usable = reader.read(node, at);
        if (usable) {
            fields.putAll(reader.read);
        }
        return usable;
    }

    private boolean read(final JsonNode node, final String at) {
        final JsonNode root = request(node.path("request"));
        final JsonNode request = root.path("native").isObject() ? root.path("native") : root;
        read.put(at + "object", node.path("request").isObject());
        read.put(at + "wrapped", root.path("native").isObject());
        final int version = version(request.path("ver"), version(node.path("ver"), 12));
        read.put(at + "ver", version);
        read.put(at + "privacy", integer(request.path("privacy")) == 1);
        read.put(at + "eventtrackers", eventTrackers(request.path("eventtrackers")));
        integers(read, at + "api", node.path("api"));
        final boolean usable = integers(read, at + "battr", node.path("battr"));
        int assets = 0;
        for (final JsonNode asset : request.path("assets").isArray() ? request.path("assets") : ABSENT) {
            if (!asset.isNull()) {
                asset(asset, at + "asset[" + assets++ + "].");
            }
        }
        read.put(at + "assets", assets);
        return usable && assets > 0;
    }

    private static JsonNode request(final JsonNode node) {
        if (!node.isTextual()) {
            return TreeValues.object(node);
        }
        return JsonTree.of(textOf(node).getBytes(StandardCharsets.UTF_8))
                .map(TreeValues::object)
                .orElse(ABSENT);
    }

    private static int version(final JsonNode node, final int otherwise) {
        final Matcher version = VERSION.matcher(textOf(node));
        if (!version.matches()) {
            return otherwise;
        }
        final String minor = version.group(2) == null ? "0" : version.group(2);
        return Integer.parseInt(version.group(1) + minor);
    }

    private static long eventTrackers(final JsonNode trackers) {
        long bits = 0;
        for (final JsonNode tracker : trackers.isArray() ? trackers : ABSENT) {
            if (!tracker.isObject()) {
                continue;
            }
            bits |= NativeOffers.TRACKERS_LISTED;
            final int event = integer(tracker.path("event"));
            final JsonNode methods = tracker.path("methods");
            for (final JsonNode method : methods.isArray() ? methods : List.of(methods)) {
                if (event >= 1 && event <= 4 && (integer(method) == 1 || integer(method) == 2)) {
                    bits |= NativeOffers.trackerBit(event, integer(method));
                }
            }
        }
        return bits;
    }

    private void asset(final JsonNode asset, final String at) {
        final JsonNode id = asset.path("id");
        final boolean usable = !textOf(id).isEmpty() && ids.add(TreeValues.numberOrText(id));
        read.put(at + "id", usable ? TreeValues.meaning(id) : "none");
        read.put(at + "required", !asset.isObject() || restriction(asset.path("required")));
        final List<String> kinds = KINDS.stream().filter(asset::hasNonNull).toList();
        final JsonNode kind = kinds.size() == 1 ? asset.path(kinds.get(0)) : ABSENT;
        boolean readable = kind.isObject();
        for (final String name : List.of("type", "len", "w", "h", "wmin", "hmin")) {
            final int number = integer(kind.path(name));
            read.put(at + name, number);
            readable &= number != BidRequestView.UNUSABLE;
        }
        readable &= texts(read, at + "mimes", kind.path("mimes"));
        read.put(at + "kind", readable ? KINDS.indexOf(kinds.get(0)) + 1 : NativeOffers.NO_KIND);
    }
}
