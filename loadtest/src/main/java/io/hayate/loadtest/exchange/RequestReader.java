package io.hayate.loadtest.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.hayate.loadtest.exchange.GroundTruth.Feature;
import io.hayate.loadtest.exchange.RequestFacts.Deal;
import io.hayate.loadtest.exchange.RequestFacts.Impression;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the facts of requests, of each distinct one once. Owned by the exchange. */
final class RequestReader {
    /** So many distinct requests are remembered; then all are forgotten, and read again. */
    private static final int MAX_REMEMBERED = 200_000;

    private static final String US_DOLLAR = "USD";

    /** A request that was read, and how often it has come. */
    static final class Seen {
        final RequestFacts facts;
        private final int lengthBytes;
        private long times;

        Seen(final RequestFacts facts, final int lengthBytes) {
            this.facts = facts;
            this.lengthBytes = lengthBytes;
        }

        /** How often it had come before this time. */
        long countTime() {
            return times++;
        }
    }

    private final JsonFactory json = new JsonFactory();
    private final Map<Long, Seen> remembered = new HashMap<>();
    private final GroundTruth truth;

    RequestReader(final GroundTruth truth) {
        this.truth = truth;
    }

    /** @throws IOException if it is no JSON, or of a form that no bidder could have read */
    Seen read(final byte[] request) throws IOException {
        final long hash = RequestHash.of(request);
        final Seen seen = remembered.get(hash);
        if (seen != null && seen.lengthBytes == request.length) {
            return seen;
        }
        final Seen read = new Seen(readFacts(request, hash), request.length);
        if (remembered.size() >= MAX_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(hash, read);
        return read;
    }

    private RequestFacts readFacts(final byte[] request, final long hash) throws IOException {
        try (JsonParser parser = json.createParser(request)) {
            String id = "";
            boolean test = false;
            int auctionType = 0;
            List<Impression> impressions = List.of();
            GroundTruth.Weight audience = GroundTruth.Weight.NONE;
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the request is no object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                final String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "id" -> id = JsonValues.text(parser);
                    case "test" -> test = JsonValues.integer(parser) == 1;
                    case "at" -> auctionType = JsonValues.integer(parser);
                    case "imp" -> impressions = impressions(parser);
                    case "site", "app", "dooh" -> audience = audience.plus(place(parser));
                    case "device" -> audience = audience.plus(device(parser));
                    default -> parser.skipChildren();
                }
            }
            return new RequestFacts(hash, id, test, auctionType, List.copyOf(impressions), audience);
        }
    }

    private GroundTruth.Weight place(final JsonParser parser) throws IOException {
        String domain = "";
        String bundle = "";
        String id = "";
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return GroundTruth.Weight.NONE;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "domain" -> domain = JsonValues.text(parser);
                case "bundle" -> bundle = JsonValues.text(parser);
                case "id" -> id = JsonValues.text(parser);
                default -> parser.skipChildren();
            }
        }
        return truth.weight(Feature.PLACE, !bundle.isEmpty() ? bundle : !domain.isEmpty() ? domain : id);
    }

    private GroundTruth.Weight device(final JsonParser parser) throws IOException {
        GroundTruth.Weight weight = GroundTruth.Weight.NONE;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return weight;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "devicetype" ->
                    weight = weight.plus(truth.weight(Feature.DEVICE_TYPE, JsonValues.integer(parser)));
                case "os" -> weight = weight.plus(truth.weight(Feature.OS, JsonValues.lowerText(parser)));
                case "geo" -> weight = weight.plus(truth.weight(Feature.COUNTRY, country(parser)));
                default -> parser.skipChildren();
            }
        }
        return weight;
    }

    private static String country(final JsonParser parser) throws IOException {
        String country = "";
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return country;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final boolean wanted = "country".equals(parser.currentName());
            parser.nextToken();
            if (wanted) {
                country = JsonValues.lowerText(parser);
            } else {
                parser.skipChildren();
            }
        }
        return country;
    }

    private static List<Impression> impressions(final JsonParser parser) throws IOException {
        final List<Impression> impressions = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            impressions.add(impression(parser)); // one that stands for a list of one
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    impressions.add(impression(parser));
                } else {
                    parser.skipChildren();
                }
            }
        }
        return impressions;
    }

    private static Impression impression(final JsonParser parser) throws IOException {
        String id = "";
        long floor = 0;
        String currency = US_DOLLAR;
        long multiplier = Books.ONE_MICROS;
        int format = 0;
        boolean privateAuction = false;
        final List<Deal> deals = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "id" -> id = JsonValues.text(parser);
                case "bidfloor" -> floor = JsonValues.cpmMicros(parser);
                case "bidfloorcur" -> currency = JsonValues.currency(parser, US_DOLLAR);
                case "qty" -> multiplier = multiplierMicros(parser);
                case "pmp" -> privateAuction = readMarketplace(parser, deals);
                case "banner", "video", "audio", "native" -> {
                    format = format == 0 ? MarkupTypes.of(name) : format;
                    parser.skipChildren();
                }
                default -> parser.skipChildren();
            }
        }
        return new Impression(id, floor, currency, multiplier, format, privateAuction, List.copyOf(deals));
    }

    private static long multiplierMicros(final JsonParser parser) throws IOException {
        long multiplier = Books.ONE_MICROS;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return multiplier;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final boolean wanted = "multiplier".equals(parser.currentName());
            parser.nextToken();
            if (wanted) {
                final long micros = JsonValues.cpmMicros(parser);
                multiplier = micros == 0 ? multiplier : micros;
            } else {
                parser.skipChildren();
            }
        }
        return multiplier;
    }

    /** Adds its deals; true if only these may be bid under. */
    private static boolean readMarketplace(final JsonParser parser, final List<Deal> deals) throws IOException {
        boolean privateAuction = false;
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final String name = parser.currentName();
            final JsonToken value = parser.nextToken();
            if ("private_auction".equals(name)) {
                privateAuction = JsonValues.integer(parser) == 1;
            } else if (value == JsonToken.START_ARRAY && "deals".equals(name)) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    final Deal deal = deal(parser);
                    if (deal != null) {
                        deals.add(deal);
                    }
                }
            } else {
                parser.skipChildren();
            }
        }
        return privateAuction;
    }

    private static @Nullable Deal deal(final JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        String id = "";
        long floor = 0;
        String currency = US_DOLLAR;
        int auctionType = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "id" -> id = JsonValues.text(parser);
                case "bidfloor" -> floor = JsonValues.cpmMicros(parser);
                case "bidfloorcur" -> currency = JsonValues.currency(parser, US_DOLLAR);
                case "at" -> auctionType = JsonValues.integer(parser);
                default -> parser.skipChildren();
            }
        }
        return new Deal(id, floor, currency, auctionType);
    }
}
