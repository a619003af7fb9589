package io.hayate.loadtest.certify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an exchange asks of every answer with a bid, beyond OpenRTB and beyond what {@link
 * io.hayate.loadtest.check.CheckSettings} says of it to the checker. Immutable; shared.
 */
final class ExchangeRules {
    private static final String DEFAULT_CURRENCY = "USD";
    private static final List<String> FORMATS = List.of("banner", "video", "audio", "native");

    private final ExchangeProfile profile;

    ExchangeRules(final ExchangeProfile profile) {
        this.profile = profile;
    }

    List<String> problems(final JsonNode answer) {
        final List<String> problems = new ArrayList<>();
        require(profile.requiredAnswerFields(), answer, "the answer", problems);
        final String currency = answer.path("cur").asText(DEFAULT_CURRENCY);
        if (!profile.currencies().contains(currency)) {
            problems.add("The currency " + currency + " is none of the exchange's " + profile.currencies() + ".");
        }
        final Map<String, Integer> openBidsByImp = new HashMap<>();
        for (final JsonNode seatBid : answer.path("seatbid")) {
            require(profile.requiredSeatFields(), seatBid, "a seatbid", problems);
            for (final JsonNode bid : seatBid.path("bid")) {
                require(profile.requiredBidFields(), bid, "a bid", problems);
                if (!bid.hasNonNull("dealid")) {
                    openBidsByImp.merge(bid.path("impid").toString(), 1, Integer::sum);
                }
            }
        }
        openBidsByImp.forEach((imp, count) -> {
            if (profile.maxOpenBids() > 0 && count > profile.maxOpenBids()) {
                problems.add(count + " open bids for impression " + imp + "; allowed: " + profile.maxOpenBids() + ".");
            }
        });
        return problems;
    }

    /** Empty if the bid does not say. */
    static String format(final JsonNode bid) {
        final int mtype = bid.path("mtype").asInt();
        return mtype >= 1 && mtype <= FORMATS.size() ? FORMATS.get(mtype - 1) : "";
    }

    private static void require(
            final List<String> fields, final JsonNode owner, final String ownerName, final List<String> problems) {
        for (final String field : fields) {
            final JsonNode value = owner.path(field);
            final boolean empty = value.isMissingNode()
                    || value.isNull()
                    || (value.isTextual() && value.textValue().isEmpty())
                    || (value.isArray() && value.isEmpty());
            if (empty) {
                problems.add("The exchange asks for " + field + ", which " + ownerName + " does not have.");
            }
        }
    }
}
