package io.hayate.loadtest.certify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.loadtest.certify.CertifyCase.Expected;
import io.hayate.loadtest.check.BidChecker;
import io.hayate.loadtest.check.CheckSettings;
import io.hayate.loadtest.check.CheckSettings.NativeForm;
import io.hayate.loadtest.check.Rule;
import io.hayate.loadtest.check.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Holds an answer against its case, the rules of OpenRTB and the exchange's profile. Immutable; shared. */
final class AnswerJudge {
    private static final String STATUS_204 = "204";

    private static final String OWN_IMPRESSION = "own-impression";
    private static final int DEFAULT_TMAX_MS = 1000;

    private final ExchangeProfile profile;
    private final ExchangeRules exchangeRules;
    private final BidChecker checker;

    AnswerJudge(final ExchangeProfile profile) {
        this.profile = profile;
        this.exchangeRules = new ExchangeRules(profile);
        this.checker = new BidChecker(
                CheckSettings.defaults().withNativeForm(nativeForm(profile)).withMaxCridBytes(profile.maxCridBytes()));
    }

    private static NativeForm nativeForm(final ExchangeProfile profile) {
        return switch (profile.nativeMarkup()) {
            case "wrapped-text" -> NativeForm.WRAPPED_STRING;
            case "object" -> NativeForm.OBJECT;
            default -> NativeForm.STRING;
        };
    }

    /** @return what is wrong, in a sentence each */
    List<String> problems(final CertifyCase certifyCase, final byte[] request, final HttpAnswer answer) {
        final List<String> problems = new ArrayList<>();
        if (answer.closed()) {
            problems.add("The connection was closed after the answer.");
        }
        checkHeaders(certifyCase.answerHeaders(), answer, problems);
        if (answer.raw().length > 0) {
            checkHeaders(certifyCase.contentAnswerHeaders(), answer, problems);
        }
        if (certifyCase.withinTmax()) {
            checkTime(request, answer, problems);
        }
        final String text = new String(answer.body(), StandardCharsets.UTF_8);
        for (final String secret : certifyCase.neverInAnswer()) {
            if (text.contains(secret)) {
                problems.add("'" + secret + "' of the request stands in the answer.");
            }
        }
        if (certifyCase.answer() == Expected.MALFORMED) {
            checkMalformed(answer, problems);
        } else {
            checkContent(certifyCase, request, answer, problems);
        }
        return problems;
    }

    /** The bids of an answer, each with its seat beside its own fields; none if it is a no-bid or unreadable. */
    static List<JsonNode> bids(final HttpAnswer answer) {
        final List<JsonNode> bids = new ArrayList<>();
        for (final JsonNode seatBid : root(answer).path("seatbid")) {
            for (final JsonNode bid : seatBid.path("bid")) {
                if (bid.isObject()) {
                    final ObjectNode withSeat = bid.deepCopy();
                    bids.add(seatBid.has("seat") ? withSeat.set("seat", seatBid.get("seat")) : withSeat);
                }
            }
        }
        return bids;
    }

    private void checkContent(
            final CertifyCase certifyCase, final byte[] request, final HttpAnswer answer, final List<String> problems) {
        if (answer.status() != 200 && answer.status() != 204) {
            problems.add("The status is " + answer.status() + ", not 200 or 204.");
            return;
        }
        for (final Violation violation : checker.checkStatus(answer.status(), answer.raw())) {
            problems.add(violation.toString());
        }
        if (answer.status() == 200 && root(answer).isMissingNode()) {
            problems.add("The answer is no JSON object.");
            return;
        }
        final boolean bid = !bids(answer).isEmpty();
        if (!bid) {
            checkNoBid(profile.noBid(), request, answer, problems);
        } else {
            for (final Violation violation : checker.check(request, answer.body())) {
                if (isRuleOfTheExchange(violation.rule())) {
                    problems.add(violation.toString());
                }
            }
            problems.addAll(exchangeRules.problems(root(answer)));
        }
        if (bid && certifyCase.answer() == Expected.NONE) {
            problems.add("There is a bid where there must be none.");
        }
        if (!bid && certifyCase.answer() == Expected.BID) {
            problems.add("There is no bid, yet the same request without the case's change was bid on.");
        }
    }

    /** How many bids there are is the profile's to say; where impressions are counted, the bidder's own. */
    private boolean isRuleOfTheExchange(final String rule) {
        return !rule.equals(OWN_IMPRESSION) && (profile.maxOpenBids() == 1 || !rule.equals(Rule.ONE_BID.label()));
    }

    private void checkMalformed(final HttpAnswer answer, final List<String> problems) {
        final boolean badRequest = answer.status() == 400 && profile.malformed().contains("400");
        if (badRequest) {
            if (answer.raw().length > 0) {
                problems.add("400 has " + answer.raw().length + " bytes of content.");
            }
        } else if (!bids(answer).isEmpty() || !profile.malformed().contains(form(answer))) {
            problems.add(
                    "The status is " + answer.status() + "; allowed: " + String.join(", ", profile.malformed()) + ".");
        }
    }

    private static void checkNoBid(
            final List<String> allowed, final byte[] request, final HttpAnswer answer, final List<String> problems) {
        final String form = form(answer);
        if (!allowed.contains(form)) {
            problems.add("The no-bid has the form " + form + "; allowed: " + String.join(", ", allowed) + ".");
        }
        final JsonNode id = root(answer).path("id");
        if (!id.isMissingNode() && !id.equals(tree(request).path("id"))) {
            problems.add("The no-bid's id is " + id + ".");
        }
    }

    private static String form(final HttpAnswer answer) {
        if (answer.status() == 204) {
            return STATUS_204;
        }
        final JsonNode root = root(answer);
        if (root.path("nbr").isIntegralNumber()) {
            return "nbr";
        }
        if (root.path("seatbid").isArray()) {
            return "empty-seatbid";
        }
        return root.isObject() && root.isEmpty() ? "empty-object" : answer.status() + " with something else";
    }

    private static void checkHeaders(
            final Map<String, String> expected, final HttpAnswer answer, final List<String> problems) {
        expected.forEach((name, pattern) -> {
            if (!answer.header(name).matches(pattern)) {
                problems.add("The header " + name + " is '" + answer.header(name) + "'.");
            }
        });
    }

    private static void checkTime(final byte[] request, final HttpAnswer answer, final List<String> problems) {
        final int tmaxMs = tree(request).path("tmax").asInt(DEFAULT_TMAX_MS);
        final long elapsedMs = TimeUnit.NANOSECONDS.toMillis(answer.elapsedNs());
        if (elapsedMs > tmaxMs) {
            problems.add("The answer took " + elapsedMs + " ms, tmax is " + tmaxMs + ".");
        }
    }

    private static JsonNode root(final HttpAnswer answer) {
        return tree(answer.body());
    }

    /** Missing if it is no JSON object. */
    private static JsonNode tree(final byte[] json) {
        try {
            final JsonNode tree = CaseRequest.JSON.readTree(json);
            return tree != null && tree.isObject() ? tree : MissingNode.getInstance();
        } catch (final IOException e) {
            return MissingNode.getInstance();
        }
    }
}
