package io.hayate.bidder.campaigns.admit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.campaigns.live.AuthorizedSellers.Seller;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a line of authorised sellers, of a {@code domain} or of a {@code bundle}; no sellers: nobody is authorised.
 *
 * <pre>
 *  {"domain": "news.example", "sellers": [{"asi": "exchange.example", "sid": "123", "relationship": "DIRECT"}]}
 * </pre>
 *
 * Immutable; shared.
 */
public final class SellersParser {
    /** Of one domain or app; the longest files that publishers have are of a few thousand lines. */
    public static final int MAX_SELLERS = 20_000;

    /** Of one line. */
    public static final int MAX_LINE_BYTES = 1024 * 1024;

    /** An account's id is at most 64 characters (OpenRTB 2.6, 3.2.26); the rest is for who does not know. */
    static final int MAX_SID_CHARS = 256;

    private SellersParser() {}

    /** @param line its number, from 1, for refusals */
    public static ParsedSellers parse(final byte[] bytes, final int line) {
        final Problems problems = new Problems(line);
        final ObjectNode root = JsonDocument.parse(bytes, Limit.fixed(MAX_LINE_BYTES), problems);
        if (root == null) {
            return new ParsedSellers(null, null, List.of(), problems.refusals());
        }
        final Fields fields = new Fields(root, "", problems);
        final String domain = domain(fields, "domain");
        final String bundle = fields.text("bundle", CampaignLimits.MAX_VALUE_CHARS);
        if (fields.has("domain") == fields.has("bundle")) {
            fields.refuseWhole("must have one of domain and bundle");
        }
        if (!fields.has("sellers")) {
            fields.refuse("sellers", "is required");
        }
        final List<Seller> sellers = new ArrayList<>();
        fields.items("sellers", MAX_SELLERS, (item, path) -> {
            final Seller seller = seller(item, path, problems);
            if (seller != null) {
                sellers.add(seller);
            }
        });
        fields.refuseUnknown();
        return new ParsedSellers(domain, bundle, sellers, problems.refusals());
    }

    private static @Nullable Seller seller(final JsonNode item, final String path, final Problems problems) {
        if (!(item instanceof final ObjectNode object)) {
            problems.add(path, "must be an object");
            return null;
        }
        final Fields fields = new Fields(object, path, problems);
        if (!fields.has("asi")) {
            fields.refuse("asi", "is required");
        }
        final String system = domain(fields, "asi");
        final String account = fields.requiredText("sid", MAX_SID_CHARS).strip();
        final String relationship = fields.requiredText("relationship", CampaignLimits.MAX_VALUE_CHARS);
        if (fields.has("relationship") && !isRelationship(relationship)) {
            fields.refuse("relationship", "must be DIRECT or RESELLER");
        }
        fields.refuseUnknown();
        return system == null ? null : new Seller(system, account);
    }

    /** Letter case does not count there in ads.txt. */
    private static boolean isRelationship(final String text) {
        final String upper = text.strip().toUpperCase(Locale.ROOT);
        return upper.equals("DIRECT") || upper.equals("RESELLER");
    }

    private static @Nullable String domain(final Fields fields, final String name) {
        final String text = fields.text(name, CampaignLimits.MAX_VALUE_CHARS);
        final String domain = text == null ? null : Texts.domain(text.strip());
        if (text != null && domain == null) {
            fields.refuse(name, "must be a domain such as news.example");
        }
        return domain;
    }
}
