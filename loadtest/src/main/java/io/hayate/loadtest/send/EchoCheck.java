package io.hayate.loadtest.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The least an answer must be: JSON that echoes the request's id and bids on its impressions only. Immutable; shared. */
public final class EchoCheck implements AnswerCheck {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public List<String> violations(final byte[] request, final byte[] answer) {
        final JsonNode asked;
        final JsonNode answered;
        try {
            asked = JSON.readTree(request);
            answered = JSON.readTree(answer);
        } catch (final IOException e) {
            return List.of("not JSON: " + e.getMessage());
        }
        final List<String> violations = new ArrayList<>();
        if (!asked.path("id").equals(answered.path("id"))) {
            violations.add("id is not the request's");
        }
        final Set<String> impressionIds = new HashSet<>();
        asked.path("imp").forEach(imp -> impressionIds.add(imp.path("id").asText()));
        for (final JsonNode seatBid : answered.path("seatbid")) {
            for (final JsonNode bid : seatBid.path("bid")) {
                if (!impressionIds.contains(bid.path("impid").asText())) {
                    violations.add("impid is none of the request's");
                }
            }
        }
        return violations;
    }
}
