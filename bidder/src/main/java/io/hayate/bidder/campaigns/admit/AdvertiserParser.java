package io.hayate.bidder.campaigns.admit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.campaigns.Advertiser;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads one advertiser's JSON: everything is checked and normalised, or refused. Immutable; shared. */
public final class AdvertiserParser {
    private static final Pattern EXCHANGE = Pattern.compile("[a-z0-9-]{1,32}");

    /** As the seat of a profile: it is written into answers as it stands. */
    private static final Pattern SEAT = Pattern.compile("[\\x20-\\x7e&&[^\"\\\\]]{1,64}");

    private final DocumentLimits limits;

    public AdvertiserParser() {
        this(DocumentLimits.DEFAULT);
    }

    public AdvertiserParser(final DocumentLimits limits) {
        this.limits = limits;
    }

    public ParsedAdvertiser parse(final byte[] bytes) {
        return parse(bytes, limits);
    }

    /** Reads a document as this class has given it out, under whatever limits. */
    public static ParsedAdvertiser parseStored(final byte[] json) {
        return parse(json, DocumentLimits.NONE);
    }

    private static ParsedAdvertiser parse(final byte[] bytes, final DocumentLimits limits) {
        final Problems problems = new Problems(1);
        final ObjectNode document = JsonDocument.parse(bytes, limits.documentBytes(), problems);
        if (document == null) {
            return new ParsedAdvertiser(null, new byte[0], problems.refusals());
        }
        final Fields fields = new Fields(document, "", problems);
        final long id = fields.requiredInteger("id", 1, CampaignLimits.MAX_ID);
        problems.id(id);
        final Advertiser advertiser = new Advertiser(
                id, CampaignParser.name(fields), seats(fields.object("seats")), blockedDomains(fields, limits));
        fields.refuseUnknown();
        return problems.isEmpty()
                ? new ParsedAdvertiser(advertiser, JsonDocument.write(document), List.of())
                : new ParsedAdvertiser(null, new byte[0], problems.refusals());
    }

    /** The document of one that nobody has written yet. */
    public static byte[] emptyDocument(final long id) {
        final ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("id", id).put("name", "");
        document.putObject("seats");
        document.putArray("blockedDomains");
        return JsonDocument.write(document);
    }

    private static Map<String, String> seats(final Fields seats) {
        final Map<String, String> seatByExchange = new TreeMap<>();
        final List<String> names = seats.names();
        if (names.size() > CampaignLimits.MAX_SEATS) {
            seats.refuseWhole("has " + names.size() + " seats; "
                    + Limit.fixed(CampaignLimits.MAX_SEATS).allowed());
            return Map.of();
        }
        for (final String name : names) {
            final String exchange = name.toLowerCase(Locale.ROOT);
            if (!EXCHANGE.matcher(exchange).matches()) {
                seats.refuse(Texts.shown(name), "is not an exchange's name: letters, digits and hyphens, at most 32");
                continue;
            }
            final String seat = seats.text(name, CampaignLimits.MAX_VALUE_CHARS);
            if (seat != null && !SEAT.matcher(seat).matches()) {
                seats.refuse(name, "must be 1 to 64 printable ASCII characters without quote and backslash");
            } else if (seat != null && seatByExchange.putIfAbsent(exchange, seat) != null) {
                seats.refuse(name, "is there twice, in other letter case");
            }
        }
        return Map.copyOf(seatByExchange);
    }

    private static List<String> blockedDomains(final Fields fields, final DocumentLimits limits) {
        final Set<String> domains = new LinkedHashSet<>();
        fields.items("blockedDomains", limits.listValues(), (item, path) -> {
            final String text = fields.text(item, path, CampaignLimits.MAX_VALUE_CHARS);
            final String domain = text == null ? null : Texts.domain(text);
            if (domain != null) {
                domains.add(domain);
            } else if (text != null) {
                fields.problems()
                        .add(
                                path,
                                "must be a domain such as news.example, without scheme or path, not '"
                                        + Texts.shown(text) + "'");
            }
        });
        return List.copyOf(domains);
    }
}
