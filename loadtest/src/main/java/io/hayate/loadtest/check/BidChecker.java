package io.hayate.loadtest.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds an answer against the request it is for; the rules are those of {@link Rule}.
 *
 * <p>Answers without content (204, 400) are the caller's: {@link #checkStatus} says whether status and body agree.
 * Immutable; shared.
 */
public final class BidChecker {
    private static final List<BidRule> BID_RULES = Stream.of(
                    BidFieldRules.ALL, RequestRules.ALL, AdvertiserRules.ALL, ProfileRules.ALL)
            .flatMap(List::stream)
            .toList();
    private static final List<BidRule> IMP_RULES = Stream.of(
                    List.<BidRule>of(UnusableFields::check),
                    DealRules.ALL,
                    ProfileRules.OF_IMPRESSION,
                    FloorRules.ALL,
                    MediaRules.ALL,
                    BannerRules.ALL,
                    PlayableRules.ALL,
                    MarkupRules.ALL,
                    List.<BidRule>of(VastRules::check, NativeRules::check))
            .flatMap(List::stream)
            .toList();

    private final CheckSettings settings;

    /** With {@link CheckSettings#defaults}. */
    public BidChecker() {
        this(CheckSettings.defaults());
    }

    public BidChecker(final CheckSettings settings) {
        this.settings = settings;
    }

    /** @return what is wrong with a 200 answer, in the order of the rules; empty if nothing */
    public List<Violation> check(final byte[] requestBody, final byte[] responseBody) {
        final Findings findings = new Findings();
        final Json request;
        try {
            request = JsonDocument.readRequest(requestBody).root();
        } catch (final IOException e) {
            findings.add(Rule.REQUEST_READABLE, "", "the request is no JSON document, yet it is answered.");
            return findings.toList();
        }
        final JsonDocument document;
        try {
            document = JsonDocument.read(responseBody);
        } catch (final IOException e) {
            findings.add(Rule.ANSWER_JSON, "", "is no JSON document in UTF-8: " + firstLine(e) + ".");
            return findings.toList();
        }
        final Json answer = document.root();
        for (final String key : document.duplicateKeys()) {
            findings.add(Rule.ANSWER_JSON, "", "the key " + key + " stands twice in an object.");
        }
        if (!answer.is(Json.Kind.OBJECT)) {
            findings.add(Rule.ANSWER_JSON, "", "is not an object.");
            return findings.toList();
        }
        checkRequest(request, findings);
        AnswerRules.checkEnvelope(request, answer, settings, findings);
        final List<Offer> offers = offers(request, answer);
        for (final Offer offer : offers) {
            checkBid(offer, findings);
        }
        AnswerRules.checkCounts(request, offers, settings, findings);
        PrivacyRules.check(request, answer, settings, findings);
        SupplyChainRule.check(request, answer, settings, findings);
        return findings.toList();
    }

    /** {@link #check} in a sentence each. */
    public List<String> sentences(final byte[] requestBody, final byte[] responseBody) {
        return check(requestBody, responseBody).stream()
                .map(Violation::toString)
                .toList();
    }

    /** Whether a status and its body agree with each other; says nothing about the content of a 200. */
    public List<Violation> checkStatus(final int status, final byte[] body) {
        final Findings findings = new Findings();
        final boolean empty = body.length == 0;
        switch (status) {
            case 200 -> {
                if (empty) {
                    findings.add(Rule.STATUS, "", "200 without content.");
                }
            }
            case 204, 400 -> {
                if (!empty) {
                    findings.add(Rule.STATUS, "", status + " with " + body.length + " bytes of content.");
                }
                if (status == 204 && settings.noBidForm() == CheckSettings.NoBidForm.REASON) {
                    findings.add(Rule.NO_BID_FORM, "", "204, where a no-bid is a 200 with nbr.");
                }
            }
            default -> findings.add(Rule.STATUS, "", "unexpected status " + status + ".");
        }
        return findings.toList();
    }

    private static void checkRequest(final Json request, final Findings findings) {
        final boolean bidRequest = request.at("id").text() != null
                && request.at("imp").items().stream().anyMatch(imp -> imp.is(Json.Kind.OBJECT));
        if (!bidRequest) {
            findings.add(Rule.REQUEST_READABLE, "", "the request has no id or no impression, yet it is answered.");
        }
    }

    private List<Offer> offers(final Json request, final Json answer) {
        final List<Offer> offers = new ArrayList<>();
        final List<Json> seatBids = answer.at("seatbid").allItems();
        for (int s = 0; s < seatBids.size(); s++) {
            final List<Json> bids = seatBids.get(s).at("bid").allItems();
            for (int b = 0; b < bids.size(); b++) {
                final String path = "seatbid[" + s + "].bid[" + b + "]";
                offers.add(new Offer(
                        settings, request, Json.ABSENT, Json.ABSENT, answer, seatBids.get(s), bids.get(b), path));
            }
        }
        return offers;
    }

    private static void checkBid(final Offer offer, final Findings findings) {
        for (final BidRule rule : BID_RULES) {
            rule.check(offer, findings);
        }
        final List<Json> imps =
                withId(offer.request().at("imp").items(), offer.bid().at("impid"));
        if (imps.isEmpty()) {
            findings.add(
                    Rule.IMP_ID, offer.path("impid"), offer.bid().at("impid") + " is no impression of the request.");
            return;
        }
        // Ids may stand twice in a request; the bid is right if one reading of it is.
        imps.stream()
                .flatMap(imp -> deals(imp, offer.bid()).map(deal -> offer.placed(imp, deal)))
                .map(BidChecker::checkPlaced)
                .min(Comparator.comparingInt(Findings::count))
                .ifPresent(findings::addAll);
    }

    private static Stream<Json> deals(final Json imp, final Json bid) {
        final List<Json> deals = withId(imp.at("pmp").at("deals").items(), bid.at("dealid"));
        return deals.isEmpty() ? Stream.of(Json.ABSENT) : deals.stream();
    }

    private static List<Json> withId(final List<Json> items, final Json id) {
        return items.stream().filter(item -> item.at("id").isSameToken(id)).toList();
    }

    private static Findings checkPlaced(final Offer offer) {
        final Findings findings = new Findings();
        for (final BidRule rule : IMP_RULES) {
            rule.check(offer, findings);
        }
        return findings;
    }

    private static String firstLine(final IOException e) {
        final String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
