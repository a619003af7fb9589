package io.hayate.loadtest.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds for the answer as a whole and between its bids. Immutable; shared. */
final class AnswerRules {
    private static final int LAST_LISTED_NBR = 17;
    private static final int FIRST_OWN_NBR = 500;

    private AnswerRules() {}

    static void checkEnvelope(
            final Json request, final Json answer, final CheckSettings settings, final Findings findings) {
        if (!answer.at("id").isSameToken(request.at("id"))) {
            findings.add(
                    Rule.ANSWER_ID, "id", "is " + answer.at("id") + ", the request's is " + request.at("id") + ".");
        }
        checkCurrency(request, answer, findings);
        final Json seatBids = answer.at("seatbid");
        if (seatBids.is(Json.Kind.ABSENT) && answer.at("nbr").is(Json.Kind.NUMBER)) {
            checkNoBid(answer.at("nbr"), settings, findings);
            return;
        }
        if (!seatBids.is(Json.Kind.ARRAY) || seatBids.allItems().isEmpty()) {
            findings.add(Rule.SEATBID, "seatbid", "is " + seatBids + ", not a list of at least one.");
        }
        for (int i = 0; i < seatBids.allItems().size(); i++) {
            final Json bids = seatBids.allItems().get(i).at("bid");
            if (!bids.is(Json.Kind.ARRAY) || bids.allItems().isEmpty()) {
                findings.add(Rule.SEATBID, "seatbid[" + i + "].bid", "is " + bids + ", not a list of at least one.");
            }
        }
    }

    private static void checkNoBid(final Json nbr, final CheckSettings settings, final Findings findings) {
        if (settings.noBidForm() == CheckSettings.NoBidForm.NO_CONTENT) {
            findings.add(Rule.NO_BID_FORM, "", "200 with nbr, where a no-bid is a 204.");
        }
        final Long code = nbr.integer();
        if (code == null || code < 0 || (code > LAST_LISTED_NBR && code < FIRST_OWN_NBR)) {
            findings.add(Rule.NO_BID_FORM, "nbr", "is " + nbr + ", which is no code of the list.");
        }
    }

    private static void checkCurrency(final Json request, final Json answer, final Findings findings) {
        final Json cur = answer.at("cur");
        if (!cur.is(Json.Kind.ABSENT)
                && !(cur.is(Json.Kind.STRING) && cur.textOr("").matches("[A-Z]{3}"))) {
            findings.add(Rule.CURRENCY, "cur", "is " + cur + ", not an ISO 4217 code.");
        }
        final List<String> allowed = request.at("cur").strings();
        final String currency = Offer.currencyOf(cur);
        if (!allowed.isEmpty() && allowed.stream().noneMatch(currency::equalsIgnoreCase)) {
            findings.add(Rule.CURRENCY, "cur", "is " + currency + ", the request allows " + allowed + ".");
        }
    }

    /** How often ids, impressions, deals and campaigns occur in the answer. */
    static void checkCounts(
            final Json request, final List<Offer> offers, final CheckSettings settings, final Findings findings) {
        final Map<String, Integer> impsById = new HashMap<>();
        for (final Json imp : request.at("imp").items()) {
            impsById.merge(key(imp.at("id")), 1, Integer::sum);
        }
        final Set<String> bidIds = new HashSet<>();
        final Map<String, Integer> bidsByPlace = new HashMap<>();
        final Set<String> campaigns = new HashSet<>();
        for (final Offer offer : offers) {
            final Json bid = offer.bid();
            final Json impId = bid.at("impid");
            if (bid.at("id").text() != null && !bidIds.add(key(bid.at("id")))) {
                findings.add(Rule.BID_ID, offer.path("id"), bid.at("id") + " stands twice.");
            }
            // Of two impressions with one id nobody can tell which a bid is for: one bid serves both.
            final boolean shared = impsById.getOrDefault(key(impId), 0) > 1;
            final String place = key(impId) + (shared ? "" : " under " + key(bid.at("dealid")));
            final int most = shared ? 1 : mostBids(bid, settings);
            final int count = bidsByPlace.merge(place, 1, Integer::sum);
            if (count > most) {
                findings.add(
                        Rule.ONE_BID,
                        offer.path("impid"),
                        "bid " + count + " for impression " + impId + ", deal " + bid.at("dealid") + ", where " + most
                                + " may be.");
            }
            if (bid.at("cid").text() != null && !campaigns.add(key(impId) + " by " + key(bid.at("cid")))) {
                findings.add(
                        Rule.CAMPAIGN_ONCE,
                        offer.path("cid"),
                        "campaign " + bid.at("cid") + " bids twice on impression " + impId + ".");
            }
        }
    }

    private static int mostBids(final Json bid, final CheckSettings settings) {
        return bid.at("dealid").isPresent() ? settings.dealBidsPerImp() : settings.openBidsPerImp();
    }

    private static String key(final Json token) {
        return token.kind() + ":" + token.text();
    }
}
