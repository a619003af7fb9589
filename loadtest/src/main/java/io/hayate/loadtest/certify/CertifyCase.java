package io.hayate.loadtest.certify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One case as its file tells it: a request, and what may come back. Immutable; shared.
 *
 * @param rule in a sentence
 * @param source the document and section that the rule comes from
 * @param base name of the request to start from; null with a body of its own
 * @param body sent as it stands
 * @param bodyHex the same, in hexadecimal, for what is no text
 * @param set JSON pointer of a field to its value; placeholders: {@link CaseRequest}
 * @param setRaw the same with the JSON text to write, kept to the letter
 * @param remove JSON pointers
 * @param headers to send; an empty one is left out
 * @param gzip whether the body is compressed
 * @param padTo bytes that the body is filled up to; 0: as it is
 * @param repeat requests over one connection
 * @param malformedFirst whether a malformed request goes before, over the same connection
 * @param afterBid whether the base must have been bid on, so that a no-bid tells something
 * @param answerHeaders regular expressions for header values; an absent header is empty
 * @param contentAnswerHeaders the same, where the answer has content
 * @param neverInAnswer texts that the answer must not hold
 * @param withinTmax whether the answer must be there within the request's tmax
 * @param notices whether notice URLs are to be fired
 */
record CertifyCase(
        String name,
        String rule,
        String source,
        @Nullable String base,
        @Nullable String body,
        @Nullable String bodyHex,
        Map<String, JsonNode> set,
        Map<String, String> setRaw,
        List<String> remove,
        Map<String, String> headers,
        boolean gzip,
        int padTo,
        int repeat,
        boolean malformedFirst,
        boolean afterBid,
        Expected answer,
        Map<String, String> answerHeaders,
        Map<String, String> contentAnswerHeaders,
        List<String> neverInAnswer,
        boolean withinTmax,
        boolean notices) {

    /** What may come back. */
    enum Expected {
        /** A bid that keeps all rules, or a no-bid. */
        ANY,
        /** A bid. */
        BID,
        /** A no-bid. */
        NONE,
        /** What the profile names for a request that is none. */
        MALFORMED
    }

    // The file leaves out most fields.
    @SuppressWarnings({"ConstantValue", "RedundantNullCheck"})
    CertifyCase {
        set = set == null ? Map.of() : set;
        setRaw = setRaw == null ? Map.of() : setRaw;
        remove = remove == null ? List.of() : remove;
        headers = headers == null ? Map.of() : headers;
        repeat = Math.max(1, repeat);
        answer = answer == null ? Expected.ANY : answer;
        answerHeaders = answerHeaders == null ? Map.of() : answerHeaders;
        contentAnswerHeaders = contentAnswerHeaders == null ? Map.of() : contentAnswerHeaders;
        neverInAnswer = neverInAnswer == null ? List.of() : neverInAnswer;
    }

    /** Whether the request is made from the bid that its base got. */
    boolean isMadeFromBid() {
        return set.values().stream().anyMatch(value -> value.toString().contains("${bid."));
    }

    boolean needsBidBefore() {
        return afterBid || isMadeFromBid();
    }

    /** Cases about one group of rules, from one file. */
    record Group(String group, List<CertifyCase> cases) {}
}
