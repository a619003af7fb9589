package io.hayate.bidder.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * One case as its file says it; README.md beside the files explains the keys. A key that is not among these is an error.
 *
 * @param why the idea in a sentence, with the section of the document it comes from
 * @param campaigns names of campaign files, or mappings with {@code like} and what differs
 * @param advertisers documents of those that campaigns name; absent ones are empty
 * @param profile one of those built in; absent: demo
 * @param billingIds our accounts with the exchange; absent: none
 * @param trackerUrl absent: one with https
 * @param rates {@code base}, and by currency how much of it one of the base is; absent: none
 * @param tcfVendor our id with the TCF, registered for purposes 1, 3 and 4 by consent, 2 and 7 by either basis; absent: none
 * @param noBidWithoutConsent true: no bid where consent is needed and cannot be told
 * @param blockedAsi domains whose nodes rule a supply chain out
 * @param schainComplete true: only complete supply chains are bid through
 * @param sellers lines of a file of authorised sellers
 * @param sellersRequired true: no bid where none are loaded
 * @param encoding of the request's bytes; absent: UTF-8
 * @param request the body, as it is sent
 * @param bids what the answer holds, in any order
 * @param noBid label of the reason for a no-bid
 * @param badRequest true: answered 400
 * @param answer fields of the answer itself
 * @param answerHas texts that stand in the answer's bytes
 */
record CaseDocument(
        String why,
        List<JsonNode> campaigns,
        List<JsonNode> advertisers,
        String profile,
        List<String> billingIds,
        String trackerUrl,
        Map<String, JsonNode> rates,
        Integer tcfVendor,
        boolean noBidWithoutConsent,
        List<String> blockedAsi,
        boolean schainComplete,
        List<JsonNode> sellers,
        boolean sellersRequired,
        String encoding,
        String request,
        List<Map<String, JsonNode>> bids,
        String noBid,
        boolean badRequest,
        Map<String, JsonNode> answer,
        List<String> answerHas) {

    CaseDocument {
        require(why != null && !why.isBlank(), "a case says why");
        require(why == null || why.contains("("), "why names a section in brackets");
        require(request != null && !request.isBlank(), "a case has a request");
        require(
                (bids == null ? 0 : 1) + (noBid == null ? 0 : 1) + (badRequest ? 1 : 0) == 1,
                "a case expects one of bids, noBid and badRequest");
        require(bids != null || (answer == null && answerHas == null), "only bids come with an answer");
        campaigns = campaigns == null ? List.of() : campaigns;
        advertisers = advertisers == null ? List.of() : advertisers;
        billingIds = billingIds == null ? List.of() : billingIds;
        blockedAsi = blockedAsi == null ? List.of() : blockedAsi;
        sellers = sellers == null ? List.of() : sellers;
        rates = rates == null ? Map.of() : rates;
        answer = answer == null ? Map.of() : answer;
        answerHas = answerHas == null ? List.of() : answerHas;
    }

    byte[] requestBytes() {
        return request.stripTrailing().getBytes(encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding));
    }

    private static void require(final boolean condition, final String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
