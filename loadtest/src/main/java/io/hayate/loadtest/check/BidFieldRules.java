package io.hayate.loadtest.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/** What the fields of a bid are by themselves, whatever was asked for. Immutable; shared. */
final class BidFieldRules {
    static final List<BidRule> ALL = List.of(
            BidFieldRules::checkId,
            BidFieldRules::checkPrice,
            BidFieldRules::checkIdentity,
            BidFieldRules::checkAdvertiserDomain,
            BidFieldRules::checkTypes);

    private static final List<String> INTEGER_FIELDS =
            List.of("w", "h", "wratio", "hratio", "exp", "dur", "mtype", "cattax", "protocol", "slotinpod", "api");
    private static final List<String> STRING_FIELDS =
            List.of("nurl", "burl", "lurl", "iurl", "adid", "bundle", "tactic", "language", "langb");
    private static final Pattern BARE_DOMAIN = Pattern.compile("[^\\s/:@?#.]+(?:\\.[^\\s/:@?#.]+)+");
    private static final Pattern PLAIN_INTEGER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern ALPHA_2 = Pattern.compile("[a-z]{2}");

    private BidFieldRules() {}

    private static void checkId(final Offer offer, final Findings findings) {
        requireText(offer, "id", Rule.BID_ID, findings);
    }

    private static void checkPrice(final Offer offer, final Findings findings) {
        final Json price = offer.bid().at("price");
        final BigDecimal cpm = price.decimal();
        if (!price.is(Json.Kind.NUMBER) || cpm == null || cpm.signum() <= 0) {
            findings.add(Rule.PRICE, offer.path("price"), "is " + price + ", not a number above 0.");
        }
    }

    private static void checkIdentity(final Offer offer, final Findings findings) {
        requireText(offer, "crid", Rule.CREATIVE_ID, findings);
        requireText(offer, "cid", Rule.CAMPAIGN_ID, findings);
    }

    private static void requireText(final Offer offer, final String field, final Rule rule, final Findings findings) {
        final Json value = offer.bid().at(field);
        if (!value.is(Json.Kind.STRING) || value.textOr("").isEmpty()) {
            findings.add(rule, offer.path(field), "is " + value + ", not a text.");
        }
    }

    private static void checkAdvertiserDomain(final Offer offer, final Findings findings) {
        final Json domains = offer.bid().at("adomain");
        if (!isListOf(domains, Json.Kind.STRING) || domains.allItems().isEmpty()) {
            findings.add(
                    Rule.ADVERTISER_DOMAIN, offer.path("adomain"), "is " + domains + ", not a list of at least one.");
            return;
        }
        for (final Json domain : domains.allItems()) {
            if (!BARE_DOMAIN.matcher(domain.textOr("")).matches()) {
                findings.add(Rule.ADVERTISER_DOMAIN, offer.path("adomain"), domain + " is not a bare domain.");
            }
        }
    }

    private static void checkTypes(final Offer offer, final Findings findings) {
        final Json bid = offer.bid();
        for (final String field : INTEGER_FIELDS) {
            require(isPlainInteger(bid.at(field)), offer, field, "an integer", findings);
        }
        for (final String field : STRING_FIELDS) {
            final Json value = bid.at(field);
            require(value.is(Json.Kind.ABSENT) || value.is(Json.Kind.STRING), offer, field, "a text", findings);
        }
        // A native ad may stand there as an object, if the exchange takes it so.
        final Json markup = bid.at("adm");
        require(
                markup.is(Json.Kind.ABSENT)
                        || markup.is(Json.Kind.STRING)
                        || (offer.isNative() && markup.is(Json.Kind.OBJECT)),
                offer,
                "adm",
                "a text",
                findings);
        for (final String field : List.of("attr", "apis")) {
            final Json list = bid.at(field);
            final boolean integers = list.is(Json.Kind.ABSENT)
                    || (list.is(Json.Kind.ARRAY)
                            && list.allItems().stream().allMatch(i -> i.is(Json.Kind.NUMBER) && isPlainInteger(i)));
            require(integers, offer, field, "a list of integers", findings);
        }
        final Json categories = bid.at("cat");
        require(
                categories.is(Json.Kind.ABSENT) || isListOf(categories, Json.Kind.STRING),
                offer,
                "cat",
                "a list of texts",
                findings);
        final Json language = bid.at("language");
        require(
                !language.is(Json.Kind.STRING)
                        || ALPHA_2.matcher(language.textOr("")).matches(),
                offer,
                "language",
                "an ISO 639-1 code",
                findings);
        final Json seat = offer.seatBid().at("seat");
        require(seat.is(Json.Kind.ABSENT) || seat.is(Json.Kind.STRING), offer, "seat", "a text", findings);
    }

    private static void require(
            final boolean right,
            final Offer offer,
            final String field,
            final String expected,
            final Findings findings) {
        if (!right) {
            findings.add(Rule.FIELD_TYPE, offer.path(field), "is " + offer.bid().at(field) + ", not " + expected + ".");
        }
    }

    private static boolean isPlainInteger(final Json value) {
        final String token = value.text();
        return value.is(Json.Kind.ABSENT)
                || (value.is(Json.Kind.NUMBER)
                        && token != null
                        && PLAIN_INTEGER.matcher(token).matches());
    }

    private static boolean isListOf(final Json list, final Json.Kind kind) {
        return list.is(Json.Kind.ARRAY) && list.allItems().stream().allMatch(item -> item.is(kind));
    }
}
