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
 * @param profile of the exchange; absent: demo
 * @param trackerUrl absent: one with https
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
        String profile,
        String trackerUrl,
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
