package io.hayate.bidder.exchanges;

import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.exchanges.AnswerForm.ContentType;
import io.hayate.bidder.exchanges.AnswerForm.NativeForm;
import io.hayate.bidder.exchanges.AnswerForm.NoBidForm;
import io.hayate.bidder.exchanges.PriceMacro.Encoding;
import io.hayate.bidder.exchanges.PriceMacro.Unit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a profile of its fields: which there are, and what each may be. Immutable; shared. */
final class ProfileBuilder {
    private static final int MAX_TMAX_MS = 10_000;
    private static final int MAX_BIDS_PER_IMPRESSION = 16;
    private static final int MAX_BIDS_PER_ANSWER = 128;
    private static final int MAX_CRID_BYTES = 1_024;

    private static final Pattern SEAT = Pattern.compile("[\\x20-\\x7e&&[^\"\\\\]]{1,64}");
    private static final Pattern ANY = Pattern.compile(".*");
    private static final Pattern FIELD_PATH = Pattern.compile("[a-z]{1,32}(\\.[a-z]{1,32}){0,3}");
    private static final Pattern BILLING_ID = Pattern.compile("[0-9]{1,19}");
    private static final Pattern KEYS = Pattern.compile("[a-z0-9-]{0,32}");

    private static final Pattern DOMAIN = Pattern.compile("(?=.{1,253}$)[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})+");

    /** It stands inside a URL, that inside a JSON string. */
    private static final Pattern MACRO = Pattern.compile("[\\x21-\\x7e&&[^\"\\\\&#<>]]{1,64}");

    private ProfileBuilder() {}

    static ExchangeProfile build(
            final String name, final int ordinal, final ProfileFields fields, final @Nullable PriceKeys keys) {
        final ExchangeProfile profile = new ExchangeProfile(
                name,
                ordinal,
                fields.flag("enabled"),
                parties(fields),
                terms(fields),
                limits(fields),
                answers(fields),
                price(fields.mapping("price"), keys));
        fields.refuseUnknown("like");
        return profile;
    }

    private static Parties parties(final ProfileFields fields) {
        return new Parties(
                fields.text("seat", SEAT, "1 to 64 printable ASCII characters without quote and backslash"),
                new AdSystems(fields.texts("asi", DOMAIN, "domains in lower case such as exchange.example")),
                new BillingIds(fields.texts("billingIds", BILLING_ID, "ids in quotes, of 1 to 19 digits")));
    }

    private static BuyingTerms terms(final ProfileFields fields) {
        final String expected = "currencies by their ISO 4217 codes, such as USD";
        final Set<Integer> currencies = new LinkedHashSet<>();
        addCurrency("currency", fields.text("currency", ANY, expected), currencies, fields);
        for (final String each : fields.texts("otherCurrencies", ANY, expected)) {
            addCurrency("otherCurrencies", each, currencies, fields);
        }
        return new BuyingTerms(
                new ArrayList<>(currencies),
                fields.choice("billsOn", BillsOn.values(), each -> each.name().toLowerCase(Locale.ROOT)),
                fields.flag("shading"),
                fields.amountNanos("maxSpendPerHour"));
    }

    private static void addCurrency(
            final String field, final String text, final Set<Integer> currencies, final ProfileFields fields) {
        final int code = CurrencyCode.of(text);
        if (!CurrencyCode.isKnown(code) || !CurrencyCode.text(code).equals(text)) {
            fields.problem(field, "a currency by its ISO 4217 code, such as USD, not " + text);
        } else if (!currencies.add(code)) {
            fields.problem(field, "each currency once, not " + text + " again");
        }
    }

    private static ExchangeLimits limits(final ProfileFields fields) {
        final int maxTmaxMs = fields.number("maxTmaxMs", 1, MAX_TMAX_MS);
        return new ExchangeLimits(
                maxTmaxMs,
                fields.number("marginMs", 0, maxTmaxMs - 1),
                fields.number("openBids", 0, MAX_BIDS_PER_IMPRESSION),
                fields.number("dealBids", 0, MAX_BIDS_PER_IMPRESSION),
                fields.number("maxBidsPerAnswer", 1, MAX_BIDS_PER_ANSWER),
                fields.number("maxCridBytes", ExchangeLimits.MIN_CRID_BYTES, MAX_CRID_BYTES));
    }

    private static AnswerForm answers(final ProfileFields fields) {
        final List<String> required =
                fields.texts("requiredFields", FIELD_PATH, "paths in a BidResponse such as seatbid.bid.crid");
        return new AnswerForm(
                fields.choice("noBid", NoBidForm.values(), each -> each.text),
                fields.choice("contentType", ContentType.values(), each -> each.text),
                fields.choice("nativeForm", NativeForm.values(), each -> each.text),
                fields.flag("gzip"),
                fields.flag("httpsOnly"),
                new LinkedHashSet<>(required));
    }

    private static PriceMacro price(final ProfileFields fields, final @Nullable PriceKeys keys) {
        final PriceMacro price = new PriceMacro(
                fields.text(
                        "macro", MACRO, "1 to 64 printable ASCII characters without space, quotes, \\, &, #, < and >"),
                fields.choice("encoding", Encoding.values(), each -> each.text),
                fields.choice("unit", Unit.values(), each -> each.text),
                fields.text("keys", KEYS, "an id of price-keys"));
        if (keys != null && price.encoding() != Encoding.PLAIN && keys.find(price.keys()) == null) {
            fields.problem("keys", "an id of price-keys, which has " + keys.ids() + ", not \"" + price.keys() + '"');
        }
        fields.refuseUnknown();
        return price;
    }
}
