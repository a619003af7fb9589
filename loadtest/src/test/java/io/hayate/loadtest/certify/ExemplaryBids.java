package io.hayate.loadtest.certify;

import static io.hayate.loadtest.certify.ExemplaryBidder.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/** The bids of the exemplary bidder: one advertiser, one seat, one price, and the rules of requests and deals. */
final class ExemplaryBids {
    static final String SEAT = "hayate";
    private static final String DEAL = "certify-deal";
    private static final String DOMAIN = "shop.example";
    private static final String CATEGORY = "IAB22";
    private static final BigDecimal PRICE = new BigDecimal("100");
    private static final List<String> RATES = List.of("USD", "JPY");

    private final String currency;
    private final Fault fault;
    private final ExemplaryMarkup markup;

    /** @param wrapsNative whether native stands inside {@code {"native": ...}} whatever the request looks like */
    ExemplaryBids(final String currency, final boolean wrapsNative, final Fault fault) {
        this.currency = currency;
        this.fault = fault;
        this.markup = new ExemplaryMarkup(wrapsNative, fault);
    }

    String currency() {
        return currency;
    }

    void write(final JsonNode request, final ArrayNode bids, final String ownUrl) {
        if (!isAllowed(request)) {
            return;
        }
        for (final JsonNode imp : request.path("imp")) {
            writeBid(request, imp, bids, ownUrl);
            if (fault == Fault.TWO_OPEN_BIDS) {
                writeBid(request, imp, bids, ownUrl);
            }
        }
    }

    private boolean isAllowed(final JsonNode request) {
        final List<String> currencies = texts(request.path("cur"));
        final List<String> allowedSeats = texts(request.path("wseat"));
        final boolean sameTaxonomy = request.path("cattax").asInt(1) == 1;
        return (currencies.isEmpty() || currencies.contains(currency) || fault == Fault.IGNORES_CUR)
                && (allowedSeats.isEmpty() || allowedSeats.contains(SEAT) || fault == Fault.IGNORES_WSEAT)
                && (!texts(request.path("bseat")).contains(SEAT) || fault == Fault.IGNORES_BSEAT)
                && (!texts(request.path("badv")).contains(DOMAIN) || fault == Fault.IGNORES_BADV)
                && (!sameTaxonomy || !texts(request.path("bcat")).contains(CATEGORY) || fault == Fault.IGNORES_BCAT)
                && (!request.has("acat")
                        || texts(request.path("acat")).contains(CATEGORY)
                        || fault == Fault.IGNORES_ACAT);
    }

    private void writeBid(final JsonNode request, final JsonNode imp, final ArrayNode bids, final String ownUrl) {
        final ObjectNode bid = bids.objectNode();
        if (!markup.write(imp, request.path("device"), bid)) {
            return;
        }
        BigDecimal price = PRICE;
        final JsonNode deal = deal(imp);
        if (deal.isObject()) {
            bid.set("dealid", deal.path("id"));
            price = deal.path("at").asInt() == 3 && fault != Fault.OWN_PRICE_AT_3
                    ? deal.path("bidfloor").decimalValue()
                    : PRICE;
        } else if (imp.at("/pmp/private_auction").asInt() == 1 && fault != Fault.OPEN_BID_IN_PRIVATE_AUCTION) {
            return;
        } else if (!isAboveFloor(imp) || !isAboveTimedFloors(imp, bid)) {
            return;
        }
        if (fault == Fault.DEAL_ID_INVENTED && imp.has("pmp")) {
            bid.put("dealid", "my-own");
        }
        writeIdentity(request, imp, bid, bids.size());
        bid.put("price", price);
        writeNotices(bid, ownUrl);
        bids.add(bid);
    }

    private void writeIdentity(final JsonNode request, final JsonNode imp, final ObjectNode bid, final int number) {
        bid.put("id", "b-" + number);
        bid.set("impid", imp.path("id"));
        if (fault == Fault.IMP_ID_INVENTED) {
            bid.put("impid", "1");
        }
        bid.put("cid", Integer.toString(1001 + number));
        if (fault != Fault.NO_CRID) {
            bid.put("crid", fault == Fault.LONG_CRID ? "あ".repeat(22) : "9001");
        }
        bid.putArray("adomain").add(DOMAIN);
        bid.putArray("cat").add(CATEGORY);
        if (fault == Fault.NO_MTYPE) {
            bid.remove("mtype");
        }
        if (fault == Fault.ECHOES_USERS) {
            bid.put("adid", request.at("/user/id").asText());
        }
    }

    private void writeNotices(final ObjectNode bid, final String ownUrl) {
        if (fault == Fault.NO_NOTICES) {
            return;
        }
        final String base = fault == Fault.NOTICES_RELATIVE ? "" : ownUrl;
        bid.put("nurl", base + "/notice/win?t=a&p=${AUCTION_PRICE}");
        bid.put("lurl", base + "/notice/loss?t=a&p=${AUCTION_PRICE}&r=${AUCTION_LOSS}");
        if (fault != Fault.NO_BURL) {
            bid.put("burl", base + "/notice/bill?t=a&p=${AUCTION_PRICE:X}");
        }
    }

    private JsonNode deal(final JsonNode imp) {
        for (final JsonNode deal : imp.at("/pmp/deals")) {
            final List<String> seats = texts(deal.path("wseat"));
            final List<String> domains = texts(deal.path("wadomain"));
            final boolean allowed = (seats.isEmpty() || seats.contains(SEAT) || fault == Fault.IGNORES_DEAL_WSEAT)
                    && (domains.isEmpty() || domains.contains(DOMAIN) || fault == Fault.IGNORES_DEAL_WADOMAIN)
                    && (isAboveFloor(deal) || fault == Fault.IGNORES_DEAL_FLOOR);
            if (deal.path("id").asText().equals(DEAL) && allowed) {
                return deal;
            }
        }
        return imp.path("no deal");
    }

    private boolean isAboveFloor(final JsonNode owner) {
        final JsonNode floor = owner.path("bidfloor");
        final String floorCurrency = owner.path("bidfloorcur").asText("USD");
        if (fault == Fault.IGNORES_FLOORS || (fault == Fault.IGNORES_FLOORS_AS_TEXT && floor.isTextual())) {
            return true;
        }
        if (!RATES.contains(floorCurrency) && fault != Fault.IGNORES_FLOOR_CURRENCY) {
            return false;
        }
        return !floor.isValueNode() || new BigDecimal(floor.asText("0")).compareTo(PRICE) <= 0;
    }

    private boolean isAboveTimedFloors(final JsonNode imp, final JsonNode bid) {
        final JsonNode media = imp.has("video") ? imp.path("video") : imp.path("audio");
        final boolean perSecond = media.path("mincpmpersec").asDouble() > 1 && fault != Fault.IGNORES_MINCPMPERSEC;
        final boolean range =
                media.at("/durfloors/0/bidfloor").asDouble() > PRICE.doubleValue() && fault != Fault.IGNORES_DURFLOORS;
        return !bid.has("dur") || (!perSecond && !range);
    }
}
