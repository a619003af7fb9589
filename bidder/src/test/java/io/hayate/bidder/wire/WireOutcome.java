package io.hayate.bidder.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What came back, and whether the index accepts it.
 *
 * @param answers without interim ones
 * @param closed the server ended the connection, or did not answer a further request on it
 */
record WireOutcome(List<WireAnswer> answers, int continues, boolean closed) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final List<String> PIPELINED_IDS = List.of("mf-ok", "mf-p2", "mf-p3");

    /** Empty if all is right. */
    Optional<String> complaint(final String accept) {
        for (final WireAnswer answer : answers) {
            final Optional<String> complaint = complaintAbout(answer);
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        return isAccepted(accept) ? Optional.empty() : Optional.of("want " + accept + ", got " + this);
    }

    private static Optional<String> complaintAbout(final WireAnswer answer) {
        if (answer.status() >= 500 && answer.status() != 501 && answer.status() != 505) {
            return Optional.of("status " + answer.status());
        }
        if (answer.status() == 400 && answer.body().length > 0) {
            return Optional.of("400 with content");
        }
        try {
            return answer.status() != 200 || JSON.readTree(answer.body()).isObject()
                    ? Optional.empty()
                    : Optional.of("200 without a JSON object");
        } catch (final IOException e) {
            return Optional.of("200 without valid JSON: " + answer.text());
        }
    }

    private boolean isAccepted(final String accept) {
        return switch (accept) {
            case "3 answers in order" ->
                answers.size() == 3 && isInOrder() && answers.stream().allMatch(WireOutcome::isProcessed);
            case "processed, 400, then processed or close" ->
                answers.size() >= 2
                        && isProcessed(answers.get(0))
                        && answers.get(1).status() == 400
                        && (answers.size() == 3 ? isProcessed(answers.get(2)) : closed);
            case "100 then processed|processed" -> continues <= 1 && answers.size() == 1 && isProcessed(answers.get(0));
            default -> isOneAccepted(accept);
        };
    }

    private boolean isOneAccepted(final String accept) {
        final boolean closeForAll = accept.endsWith(" +close");
        final String alternatives = closeForAll ? accept.substring(0, accept.length() - " +close".length()) : accept;
        for (final String alternative : alternatives.split("\\|", -1)) {
            final boolean closeWanted = closeForAll || alternative.endsWith("+close");
            if ((closed || !closeWanted) && isAlternative(alternative.replace("+close", ""))) {
                return true;
            }
        }
        return false;
    }

    private boolean isAlternative(final String alternative) {
        if (alternative.equals("close")) {
            return answers.isEmpty() && closed;
        }
        if (answers.size() != 1) {
            return false;
        }
        final WireAnswer answer = answers.get(0);
        if (alternative.equals("processed")) {
            return isProcessed(answer);
        }
        if (alternative.startsWith("200+nbr")) {
            final String nbr = alternative.substring("200+nbr".length());
            final JsonNode node = answer.status() == 200 ? jsonOf(answer) : JSON.createObjectNode();
            return node.has("nbr") && (nbr.isEmpty() || node.get("nbr").asText().equals(nbr));
        }
        return alternative.matches("[0-9]+") && answer.status() == Integer.parseInt(alternative);
    }

    private static boolean isProcessed(final WireAnswer answer) {
        return answer.status() == 200 || answer.status() == 204;
    }

    private boolean isInOrder() {
        for (int i = 0; i < answers.size(); i++) {
            final WireAnswer answer = answers.get(i);
            if (answer.status() == 200 && !jsonOf(answer).path("id").asText().equals(PIPELINED_IDS.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode jsonOf(final WireAnswer answer) {
        try {
            return JSON.readTree(answer.text());
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return answers.stream()
                        .map(answer -> answer.status() + " " + answer.text())
                        .toList()
                + (continues > 0 ? " after " + continues + " interim" : "")
                + (closed ? ", closed" : ", open");
    }
}
