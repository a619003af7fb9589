package io.hayate.loadtest.check;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What an exchange asks of every bid beside the specification, and of seatbid and exp. Immutable; shared. */
final class ProfileRules {
    static final List<BidRule> ALL = List.of(
            ProfileRules::checkRequiredFields,
            ProfileRules::checkCreativeIdLength,
            ProfileRules::checkExpiry,
            ProfileRules::checkGroup);

    /** Those that look at the impression. */
    static final List<BidRule> OF_IMPRESSION = List.of(ProfileRules::checkBillingId);

    private ProfileRules() {}

    private static void checkRequiredFields(final Offer offer, final Findings findings) {
        for (final String field : offer.settings().requiredFields()) {
            final Json owner = field.equals("seat") ? offer.seatBid() : offer.bid();
            final Json value = owner.at(field);
            if (!value.says() || (value.is(Json.Kind.ARRAY) && value.items().isEmpty())) {
                findings.add(Rule.REQUIRED_FIELD, offer.path(field), "is " + value + ", the exchange asks for it.");
            }
        }
    }

    private static void checkCreativeIdLength(final Offer offer, final Findings findings) {
        final int maxBytes = offer.settings().maxCridBytes();
        final int bytes = offer.bid().at("crid").textOr("").getBytes(StandardCharsets.UTF_8).length;
        if (maxBytes > 0 && bytes > maxBytes) {
            findings.add(Rule.CREATIVE_ID_LENGTH, offer.path("crid"), "has " + bytes + " bytes, not " + maxBytes + ".");
        }
    }

    private static void checkBillingId(final Offer offer, final Findings findings) {
        final List<String> offered = offer.imp().at("ext").at("billing_id").strings();
        final Json named = offer.bid().at("ext").at("billing_id");
        final boolean right = named.says() ? offered.contains(named.textOr("")) : offered.size() <= 1;
        if (!right) {
            findings.add(
                    Rule.BILLING_ID, offer.path("ext.billing_id"), "is " + named + ", offered are " + offered + ".");
        }
    }

    private static void checkExpiry(final Offer offer, final Findings findings) {
        final Json expiry = offer.bid().at("exp");
        final Long seconds = expiry.integer();
        if (seconds != null && seconds <= 0) {
            findings.add(Rule.EXPIRY, offer.path("exp"), "is " + expiry + ", not above 0.");
        }
    }

    // All or nothing makes sense only where the exchange knows that it offers all there is.
    private static void checkGroup(final Offer offer, final Findings findings) {
        final Json group = offer.seatBid().at("group");
        if (group.is(Json.Kind.ABSENT) || group.isInteger(0)) {
            return;
        }
        if (!group.isInteger(1)) {
            findings.add(Rule.GROUP, offer.path(), "seatbid.group is " + group + ", not 0 or 1.");
        } else if (!offer.request().at("allimps").isInteger(1)) {
            findings.add(Rule.GROUP, offer.path(), "all or nothing, and allimps is not 1.");
        }
    }
}
