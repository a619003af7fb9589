package io.hayate.bidder.bid.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRequestView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a bid request says according to Jackson's tree: the same fields as {@link ViewFields}, read without a thought of
 * speed and by other code.
 *
 * <p>Deliberate differences between the decoder and Jackson alone, made equal here: invalid UTF-8 is refused (Jackson takes
 * overlong forms and encoded surrogates), so is nesting beyond {@link BidLimits#MAX_DEPTH}; a byte order mark is passed
 * over; half a surrogate pair in an escape is read as U+FFFD. (In a key Jackson refuses it; no key here has one.)
 */
final class TreeFields {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal MAX_INT = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final BigDecimal MAX_MICROS = new BigDecimal(BigInteger.valueOf(Long.MAX_VALUE));
    private static final JsonNode ABSENT = MissingNode.getInstance();

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1_000_000)
                    .maxNumberLength(1_000_000)
                    .maxNameLength(1_000_000)
                    .build())
            .build());

    private final Map<String, Object> fields = new TreeMap<>();

    private TreeFields() {}

    /** A number's text as it stood, which a JsonNode would not keep. */
    record NumberText(String text) {
        BigDecimal value() {
            return new BigDecimal(text);
        }
    }

    /** Hands numbers to the tree as {@link NumberText}. */
    private static final class NumberKeepingParser extends JsonParserDelegate {
        NumberKeepingParser(final JsonParser parser) {
            super(parser);
        }

        @Override
        public JsonToken nextToken() throws IOException {
            super.nextToken();
            return currentToken();
        }

        @Override
        public JsonToken currentToken() {
            final JsonToken token = super.currentToken();
            return token != null && token.isNumeric() ? JsonToken.VALUE_EMBEDDED_OBJECT : token;
        }

        @Override
        public int currentTokenId() {
            final JsonToken token = currentToken();
            return token == null ? JsonToken.NOT_AVAILABLE.id() : token.id();
        }

        @Override
        public Object getEmbeddedObject() throws IOException {
            return new NumberText(getText());
        }
    }

    /** Empty if the body is not a bid request. */
    static Optional<Map<String, Object>> of(final byte[] body) {
        final Optional<JsonNode> tree = tree(body);
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

    /** Empty if the body is not JSON as the decoder takes it. */
    private static Optional<JsonNode> tree(final byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            text = text.startsWith("\uFEFF") ? text.substring(1) : text;
            if (isTooDeep(text)) {
                return Optional.empty();
            }
            try (JsonParser parser = new NumberKeepingParser(MAPPER.createParser(text))) {
                final JsonNode tree = MAPPER.readTree(parser);
                return tree == null || parser.nextToken() != null ? Optional.empty() : Optional.of(tree);
            }
        } catch (final CharacterCodingException | JsonProcessingException e) {
            return Optional.empty();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isTooDeep(final String text) throws IOException {
        try (JsonParser parser = MAPPER.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.getParsingContext().getNestingDepth() > BidLimits.MAX_DEPTH) {
                    return true;
                }
            }
            return false;
        }
    }

    static String tokenMeaning(final String token) {
        return tree(token.getBytes(StandardCharsets.UTF_8))
                .map(TreeFields::meaning)
                .orElse("broken token " + token);
    }

    private static String meaning(final JsonNode node) {
        return (node.isTextual() ? "string " : "number ") + textOf(node);
    }

    private Map<String, Object> read(final JsonNode request) {
        fields.put("id", meaning(request.path("id")));
        fields.put("test", integer(request.path("test")) == 1);
        fields.put("at", integer(request.path("at"), 2));
        fields.put("tmax", tmax(request.path("tmax")));
        fields.put("cattax", integer(request.path("cattax"), 1));
        boolean unusable = false;
        for (final String rule : List.of("cur", "wseat", "bseat", "bcat", "acat", "badv", "bapp", "wlang", "wlangb")) {
            unusable |= !list(rule, request.path(rule), TreeFields::isText, TreeFields::textOf);
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
        user(object(request.path("user")));
        final JsonNode regs = object(request.path("regs"));
        regulations("regs.", regs);
        if (!fits(request.path("regs"), JsonNode::isObject)) {
            fields.put("regs.gdpr", 1);
        }
        regulations("regs.ext.", object(regs.path("ext")));
        fields.put("regs.coppa", restriction(regs.path("coppa")) || !fits(request.path("regs"), JsonNode::isObject));
        fields.put("regs.ext.gpc", restriction(object(regs.path("ext")).path("gpc")));
        final int imps = Math.min(request.path("imp").size(), BidLimits.MAX_IMPRESSIONS);
        fields.put("imps", imps);
        for (int i = 0; i < imps; i++) {
            impression(request.path("imp").get(i), "imp[" + i + "].");
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
        for (final String name : List.of("make", "carrier")) {
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

    private static int degreesMicros(final JsonNode node, final int max) {
        final Optional<BigDecimal> number = number(node);
        if (number.isEmpty()) {
            return BidRequestView.NO_COORDINATE;
        }
        final BigDecimal micros = number.get().multiply(MILLION).setScale(0, RoundingMode.DOWN);
        return micros.abs().compareTo(MILLION.multiply(BigDecimal.valueOf(max))) > 0
                ? BidRequestView.NO_COORDINATE
                : micros.intValueExact();
    }

    private void impression(final JsonNode imp, final String at) {
        id(imp.path("id"), at);
        boolean unusable =
                !fits(imp.path("banner"), JsonNode::isObject) || !fits(imp.path("bidfloorcur"), TreeFields::isText);
        fields.put(at + "instl", integer(imp.path("instl")) == 1);
        fields.put(at + "secure", restriction(imp.path("secure")));
        fields.put(at + "bidfloor", floor(imp.path("bidfloor")));
        fields.put(at + "bidfloorcur", textOf(imp.path("bidfloorcur")));
        final JsonNode banner = object(imp.path("banner"));
        fields.put(
                at + "formats",
                (banner.isObject() ? BidRequestView.BANNER : 0)
                        | (imp.path("video").isObject() ? BidRequestView.VIDEO : 0)
                        | (imp.path("audio").isObject() ? BidRequestView.AUDIO : 0)
                        | (imp.hasNonNull("native") ? BidRequestView.NATIVE : 0));
        for (final String name : List.of("w", "h", "wmin", "wmax", "hmin", "hmax", "pos")) {
            fields.put(at + name, integer(banner.path(name)));
        }
        unusable |= !integers(at + "battr", banner.path("battr"));
        unusable |= !integers(at + "btype", banner.path("btype"));
        final JsonNode format = banner.path("format");
        unusable |= !fits(format, JsonNode::isArray)
                && !(format.isTextual() && format.asText().isEmpty());
        final List<Long> sizes = new ArrayList<>();
        if (format.isArray()) {
            format.forEach(size -> sizes.add(size(size)));
        }
        fields.put(at + "format", sizes);
        final JsonNode pmp = object(imp.path("pmp"));
        unusable |= !fits(imp.path("pmp"), JsonNode::isObject) || !fits(pmp.path("deals"), JsonNode::isArray);
        fields.put(at + "unusable", unusable);
        fields.put(at + "private", restriction(pmp.path("private_auction")));
        int deals = 0;
        for (final JsonNode deal : pmp.path("deals").isArray() ? pmp.path("deals") : ABSENT) {
            if (deal.isObject()) {
                deal(deal, at + "deal[" + deals++ + "].");
            }
        }
        fields.put(at + "deals", deals);
    }

    private void deal(final JsonNode deal, final String at) {
        id(deal.path("id"), at);
        fields.put(at + "bidfloor", floor(deal.path("bidfloor")));
        fields.put(at + "bidfloorcur", textOf(deal.path("bidfloorcur")));
        fields.put(at + "at", integer(deal.path("at")));
        boolean usable = fits(deal.path("bidfloorcur"), TreeFields::isText);
        usable &= list(at + "wseat", deal.path("wseat"), TreeFields::isText, TreeFields::textOf);
        usable &= list(at + "wadomain", deal.path("wadomain"), TreeFields::isText, TreeFields::textOf);
        fields.put(at + "unusable", !usable);
    }

    private void id(final JsonNode id, final String at) {
        fields.put(at + "id", textOf(id));
        fields.put(at + "idToken", textOf(id).isEmpty() ? "none" : meaning(id));
    }

    private static long size(final JsonNode size) {
        final int width = integer(size.path("w"));
        final int height = integer(size.path("h"));
        return width < 0 || height < 0 ? BidRequestView.UNKNOWN : BidRequestView.size(width, height);
    }

    private boolean integers(final String name, final JsonNode node) {
        return list(name, node, item -> integer(item) != BidRequestView.UNUSABLE, item -> (long) integer(item));
    }

    /** Puts the list; whether it can be read. */
    private <T> boolean list(
            final String name,
            final JsonNode node,
            final Function<JsonNode, Boolean> readable,
            final Function<JsonNode, T> read) {
        final List<T> items = new ArrayList<>();
        boolean allReadable = !(node.isTextual() && node.asText().contains(","));
        for (final JsonNode item : node.isArray() ? node : List.of(node)) {
            if (isAbsent(item)) {
                continue;
            }
            if (readable.apply(item)) {
                items.add(read.apply(item));
            } else {
                allReadable = false;
            }
        }
        fields.put(name, allReadable ? items : List.of());
        return allReadable;
    }

    private static boolean fits(final JsonNode node, final Function<JsonNode, Boolean> type) {
        return node.isMissingNode() || node.isNull() || type.apply(node);
    }

    private static boolean isAbsent(final JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || (node.isTextual() && node.asText().isEmpty());
    }

    private static boolean isText(final JsonNode node) {
        return node.isTextual() || node.isPojo();
    }

    private static JsonNode object(final JsonNode node) {
        return node.isObject() ? node : ABSENT;
    }

    private static String textOf(final JsonNode node) {
        if (node.isPojo()) {
            return numberText(node);
        }
        return node.isTextual() ? withoutLoneSurrogates(node.asText()) : "";
    }

    private static String numberText(final JsonNode node) {
        return ((NumberText) ((POJONode) node).getPojo()).text();
    }

    private static String withoutLoneSurrogates(final String text) {
        return text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Empty: no number. */
    private static Optional<BigDecimal> number(final JsonNode node) {
        final String text = textOf(node);
        return text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    private static int integer(final JsonNode node, final int absent) {
        return isAbsent(node) ? absent : integer(node);
    }

    private static int integer(final JsonNode node) {
        if (isAbsent(node)) {
            return BidRequestView.UNKNOWN;
        }
        if (node.isBoolean()) {
            return node.asBoolean() ? 1 : 0;
        }
        final Optional<BigDecimal> number = number(node);
        if (number.isEmpty()
                || number.get().signum() < 0
                || number.get().stripTrailingZeros().scale() > 0) {
            return BidRequestView.UNUSABLE;
        }
        return number.get().min(MAX_INT).intValueExact();
    }

    private static boolean restriction(final JsonNode node) {
        final int value = integer(node);
        return value != BidRequestView.UNKNOWN && value != 0;
    }

    private static int tmax(final JsonNode node) {
        if (isAbsent(node)) {
            return BidRequestView.UNKNOWN;
        }
        final Optional<BigDecimal> number = number(node);
        return number.isEmpty() || number.get().compareTo(BigDecimal.ONE) < 0
                ? BidRequestView.UNUSABLE
                : number.get().min(MAX_INT).intValue();
    }

    private static long floor(final JsonNode node) {
        if (isAbsent(node)) {
            return 0;
        }
        final Optional<BigDecimal> number = number(node);
        if (number.isEmpty()) {
            return BidRequestView.FLOOR_OUT_OF_REACH;
        }
        if (number.get().signum() < 0) {
            return 0;
        }
        return number.get()
                .multiply(MILLION)
                .min(MAX_MICROS)
                .setScale(0, RoundingMode.UP)
                .longValueExact();
    }
}
