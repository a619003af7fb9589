package io.hayate.loadtest.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;

/**
 * Fields that restrict bids and are of a type that even a forgiving reader gets nothing from: what they forbid is
 * unknown, so a bid is a violation. Immutable; shared.
 */
final class UnusableFields {
    private static final List<String> REQUEST_TEXT_LISTS =
            List.of("wseat", "bseat", "cur", "wlang", "wlangb", "bcat", "acat", "badv", "bapp");

    private static final List<String> LIMITS =
            List.of("minduration", "maxduration", "poddur", "mincpmpersec", "minbitrate", "maxbitrate", "skip");
    private static final List<String> PLAYABLE_CODES = List.of("protocols", "rqddurs", "delivery");

    private UnusableFields() {}

    static void check(final Offer offer, final Findings findings) {
        require(offer, "request", offer.request(), REQUEST_TEXT_LISTS, UnusableFields::isTextList, findings);
        if (Floor.of(offer).isOfImpression()) {
            require(offer, "imp", offer.imp(), List.of("bidfloor"), UnusableFields::isDecimal, findings);
        }
        final Json pmp = offer.imp().at("pmp");
        require(offer, "pmp", pmp, List.of("private_auction"), UnusableFields::isInteger, findings);
        require(offer, "deal", offer.deal(), List.of("bidfloor"), UnusableFields::isDecimal, findings);
        require(offer, "deal", offer.deal(), List.of("wseat", "wadomain"), UnusableFields::isTextList, findings);
        final Json media = offer.media();
        require(offer, offer.mediaName(), media, List.of("battr"), UnusableFields::isIntegerList, findings);
        if (!offer.isNative()) {
            require(offer, offer.mediaName(), media, List.of("mimes"), UnusableFields::isTextList, findings);
        }
        if (offer.isPlayable()) {
            require(offer, "deal", offer.deal(), List.of("mincpmpersec"), UnusableFields::isDecimal, findings);
            require(offer, "deal", offer.deal(), List.of("durfloors"), UnusableFields::isObjects, findings);
            require(offer, offer.mediaName(), media, LIMITS, UnusableFields::isDecimal, findings);
            require(offer, offer.mediaName(), media, PLAYABLE_CODES, UnusableFields::isIntegerList, findings);
            require(offer, offer.mediaName(), media, List.of("durfloors"), UnusableFields::isObjects, findings);
        } else if (offer.isBanner()) {
            require(offer, offer.mediaName(), media, List.of("btype"), UnusableFields::isIntegerList, findings);
            require(offer, offer.mediaName(), media, List.of("format"), UnusableFields::isObjectList, findings);
        }
        if (offer.mediaName().equals("video")) {
            require(offer, offer.mediaName(), media, List.of("linearity"), UnusableFields::isDecimal, findings);
        }
    }

    private static void require(
            final Offer offer,
            final String ownerName,
            final Json owner,
            final List<String> fields,
            final Predicate<Json> usable,
            final Findings findings) {
        for (final String field : fields) {
            final Json value = owner.at(field);
            if (value.isPresent() && !isEmptyText(value) && !usable.test(value)) {
                findings.add(Rule.UNUSABLE_FIELD, offer.path(), ownerName + "." + field + " is " + value + ".");
            }
        }
    }

    private static boolean isEmptyText(final Json value) {
        return value.is(Json.Kind.STRING) && value.textOr("").isEmpty();
    }

    private static boolean isDecimal(final Json value) {
        return value.decimal() != null;
    }

    /** Of any size: one beyond a long is odd, and yet says what it is not. */
    private static boolean isInteger(final Json value) {
        final BigDecimal decimal = value.decimal();
        return decimal != null && decimal.stripTrailingZeros().scale() <= 0;
    }

    private static boolean isTextList(final Json value) {
        return value.text() != null
                || (value.is(Json.Kind.ARRAY) && value.items().stream().allMatch(item -> item.text() != null));
    }

    private static boolean isObjectList(final Json value) {
        return value.is(Json.Kind.ARRAY) && value.items().stream().allMatch(item -> item.is(Json.Kind.OBJECT));
    }

    private static boolean isObjects(final Json value) {
        return value.is(Json.Kind.OBJECT) || isObjectList(value);
    }

    private static boolean isIntegerList(final Json value) {
        return isInteger(value)
                || (value.is(Json.Kind.ARRAY)
                        && value.items().stream().allMatch(item -> isEmptyText(item) || isInteger(item)));
    }
}
