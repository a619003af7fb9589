package io.hayate.loadtest.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * What an exchange's requests have that others' have not, by its public rules. Bids go to the path of its name. Immutable; shared.
 */
public enum ExchangeShape {
    /** As generated. */
    DEMO(""),
    /** As generated. */
    GENERIC(""),
    /** Authorized Buyers, OpenRTB in JSON: https only, a query id, a billing id for each impression, its own node in supply chains. */
    GOOGLE("google.com") {
        @Override
        void shape(final ObjectNode request, final long number) {
            extension(request).put("google_query_id", "query-" + number);
            for (final JsonNode imp : request.path("imp")) {
                ((ObjectNode) imp).put("secure", 1);
                extension((ObjectNode) imp).putArray("billing_id").add("41048190");
            }
        }
    },
    /** Index Exchange: dollars, a supply chain in every request. */
    INDEX("indexexchange.com") {
        @Override
        void shape(final ObjectNode request, final long number) {
            request.putArray("cur").add("USD");
            if (supplyChain(request).isMissingNode()) {
                final ObjectNode chain = object(extension(object(request, "source")), "schain");
                chain.put("complete", 1).put("ver", "1.0");
                chain.putArray("nodes")
                        .addObject()
                        .put("asi", asi())
                        .put("sid", "1" + number % 1000)
                        .put("hp", 1);
            }
        }
    },
    /** fluct, of Japan: yen, at most 120 ms. */
    FLUCT("") {
        @Override
        void shape(final ObjectNode request, final long number) {
            final ArrayNode currencies = request.putArray("cur").add("JPY");
            if (number % 2 == 0) {
                currencies.add("USD");
            }
            request.put("tmax", 120);
            for (final JsonNode imp : request.path("imp")) {
                if (isInDollars(imp)) {
                    TIMED.forEach(format -> timedInYen(imp.path(format)));
                }
                inYen((ObjectNode) imp);
                for (final JsonNode deal : imp.path("pmp").path("deals")) {
                    inYen((ObjectNode) deal);
                }
            }
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TIMED = List.of("video", "audio");
    /** Not a rate of a day: what makes floors in yen of the size that floors in dollars have. */
    private static final int YEN_PER_DOLLAR = 150;

    private final String asi;

    ExchangeShape(final String asi) {
        this.asi = asi;
    }

    String asi() {
        return asi;
    }

    /** Where its requests go on a bidder that has a path for each exchange. */
    public String path() {
        return "/openrtb2/" + this;
    }

    /** A generated request in this exchange's shape. */
    public byte[] shaped(final byte[] generated, final long number) {
        if (this == DEMO || this == GENERIC) {
            return generated;
        }
        try {
            if (!(JSON.readTree(generated) instanceof ObjectNode request)) {
                return generated;
            }
            shape(request, number);
            // An exchange is the last node of the chains that it passes on.
            final JsonNode nodes = supplyChain(request).path("nodes");
            if (!asi.isEmpty() && nodes.size() > 0 && nodes.get(nodes.size() - 1) instanceof ObjectNode last) {
                last.put("asi", asi);
            }
            return JSON.writeValueAsBytes(request);
        } catch (final IOException e) {
            throw new UncheckedIOException("what was generated cannot be read", e);
        }
    }

    /** Changes a request as it was generated. */
    void shape(final ObjectNode request, final long number) {}

    private static JsonNode supplyChain(final ObjectNode request) {
        final JsonNode source = request.path("source");
        return source.path("schain").isObject()
                ? source.path("schain")
                : source.path("ext").path("schain");
    }

    private static ObjectNode extension(final ObjectNode parent) {
        return object(parent, "ext");
    }

    private static ObjectNode object(final ObjectNode parent, final String name) {
        return parent.get(name) instanceof ObjectNode child ? child : parent.putObject(name);
    }

    /** Floors by second and by duration have no currency of their own. */
    private static void timedInYen(final JsonNode format) {
        if (format.hasNonNull("mincpmpersec")) {
            ((ObjectNode) format)
                    .put("mincpmpersec", format.path("mincpmpersec").asDouble() * YEN_PER_DOLLAR);
        }
        for (final JsonNode range : format.path("durfloors")) {
            ((ObjectNode) range)
                    .put("bidfloor", Math.round(range.path("bidfloor").asDouble() * YEN_PER_DOLLAR));
        }
    }

    private static boolean isInDollars(final JsonNode priced) {
        return "USD".equals(priced.path("bidfloorcur").asText("USD"));
    }

    private static void inYen(final ObjectNode priced) {
        if (priced.hasNonNull("bidfloor") && isInDollars(priced)) {
            priced.put("bidfloor", Math.round(priced.path("bidfloor").asDouble() * YEN_PER_DOLLAR));
            priced.put("bidfloorcur", "JPY");
        }
    }

    /** As the command line and paths spell it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
