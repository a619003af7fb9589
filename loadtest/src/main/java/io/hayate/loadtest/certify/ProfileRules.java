package io.hayate.loadtest.certify;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an exchange asks of every answer with a bid, beyond OpenRTB. Immutable; shared. */
final class ProfileRules {
    private static final String DEFAULT_CURRENCY = "USD";
    private static final List<String> FORMATS = List.of("banner", "video", "audio", "native");

    private final ExchangeProfile profile;

    ProfileRules(final ExchangeProfile profile) {
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
                checkBid(bid, problems);
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

    private void checkBid(final JsonNode bid, final List<String> problems) {
        require(profile.requiredBidFields(), bid, "a bid", problems);
        final int cridBytes = bid.path("crid").asText("").getBytes(StandardCharsets.UTF_8).length;
        if (profile.maxCridBytes() > 0 && cridBytes > profile.maxCridBytes()) {
            problems.add("A crid has " + cridBytes + " bytes; allowed: " + profile.maxCridBytes() + ".");
        }
        final boolean object = profile.nativeMarkup().equals("object");
        if (format(bid).equals("native") && bid.has("adm") && bid.path("adm").isObject() != object) {
            problems.add("The adm of native is " + (object ? "not an object." : "not a text."));
        }
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
