package io.hayate.loadtest.certify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;

/** Values for a request that are made from a bid. Immutable; shared. */
final class BidFields {
    private static final BigDecimal STEP = new BigDecimal("0.01");

    private BidFields() {}

    /** @param placeholder such as <code>${bid.adomain}</code> */
    static JsonNode value(final String placeholder, final JsonNode bid) throws MissingBidFieldException {
        final String field = placeholder.substring("${bid.".length(), placeholder.length() - 1);
        final ArrayNode list = JsonNodeFactory.instance.arrayNode();
        switch (field) {
            case "priceAbove" -> {
                return DecimalNode.valueOf(bid.path("price").decimalValue().add(STEP));
            }
            case "cattax" -> {
                return IntNode.valueOf(bid.path("cattax").asInt(1));
            }
            case "adomainParents" -> bid.path("adomain").forEach(domain -> list.add(parent(domain.asText())));
            case "adomain", "cat" -> bid.path(field).forEach(list::add);
            case "seat", "bundle" -> {
                if (bid.hasNonNull(field)) {
                    list.add(bid.get(field));
                }
            }
            default -> throw new IllegalStateException("unknown placeholder " + placeholder);
        }
        if (list.isEmpty()) {
            throw new MissingBidFieldException("the bid before names no " + field);
        }
        return list;
    }

    /** One label less, if two remain. */
    private static String parent(final String domain) {
        final String parent = domain.substring(domain.indexOf('.') + 1);
        return parent.indexOf('.') < 0 ? domain : parent;
    }
}
