package io.hayate.loadtest.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** Reads the bids of one answer after the other. Owned by the exchange. */
final class AnswerReader {
    private static final String DEFAULT_CURRENCY = "USD";

    private final JsonFactory json = new JsonFactory();
    private final List<OfferedBid> bids = new ArrayList<>();
    private String currency = DEFAULT_CURRENCY;
    private String bidId = "";

    /** @throws IOException if it is no BidResponse; nothing of it counts then */
    void read(final byte[] answer) throws IOException {
        bids.clear();
        currency = DEFAULT_CURRENCY;
        bidId = "";
        try (JsonParser parser = json.createParser(answer)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the answer is no object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                final String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "cur" -> currency = JsonValues.currency(parser, DEFAULT_CURRENCY);
                    case "bidid" -> bidId = JsonValues.text(parser);
                    case "seatbid" -> readSeats(parser);
                    default -> parser.skipChildren();
                }
            }
        } catch (final IOException e) {
            bids.clear();
            throw e;
        }
    }

    List<OfferedBid> bids() {
        return bids;
    }

    String currency() {
        return currency;
    }

    /** The answer's own id; empty if it has none. */
    String bidId() {
        return bidId;
    }

    private void readSeats(final JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            requireObject(parser, "seatbid");
            final int first = bids.size();
            String seat = "";
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                final String name = parser.currentName();
                final JsonToken value = parser.nextToken();
                if (name.equals("seat")) {
                    seat = JsonValues.text(parser);
                } else if (name.equals("bid") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        requireObject(parser, "bid");
                        bids.add(readBid(parser));
                    }
                } else {
                    parser.skipChildren();
                }
            }
            for (final OfferedBid bid : bids.subList(first, bids.size())) {
                bid.seat = seat;
            }
        }
    }

    private static void requireObject(final JsonParser parser, final String list) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("what is in " + list + " is no object");
        }
    }

    private OfferedBid readBid(final JsonParser parser) throws IOException {
        final OfferedBid bid = new OfferedBid();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "id" -> bid.id = JsonValues.text(parser);
                case "impid" -> bid.impressionId = JsonValues.text(parser);
                case "price" -> bid.priceCpmMicros = JsonValues.cpmMicros(parser);
                case "cid" -> bid.campaign = JsonValues.text(parser);
                case "crid" -> bid.creative = JsonValues.text(parser);
                case "adid" -> bid.adId = JsonValues.text(parser);
                case "dealid" -> bid.deal = JsonValues.text(parser);
                case "mtype" -> bid.markupType = JsonValues.integer(parser);
                case "nurl" -> bid.nurl = JsonValues.text(parser);
                case "burl" -> bid.burl = JsonValues.text(parser);
                case "lurl" -> bid.lurl = JsonValues.text(parser);
                case "adm" -> bid.adm = markup(parser);
                default -> parser.skipChildren();
            }
        }
        return bid;
    }

    /** Some exchanges take a native ad as an object. */
    private String markup(final JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return JsonValues.text(parser);
        }
        final StringWriter text = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(text)) {
            generator.copyCurrentStructure(parser);
        }
        return text.toString();
    }
}
