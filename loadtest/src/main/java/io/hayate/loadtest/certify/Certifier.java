package io.hayate.loadtest.certify;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.loadtest.certify.CaseResult.State;
import io.hayate.loadtest.certify.CertifyCase.Expected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sends cases and says what came of each. Owned by the thread that runs the command. */
final class Certifier {
    private static final Map<String, String> USUAL_HEADERS = Map.of(
            "Content-Type", "application/json",
            "Accept", "application/json",
            "x-openrtb-version", "2.6");
    private static final byte[] MALFORMED = "{\"id\": \"certify-broken\", \"imp\": [".getBytes(StandardCharsets.UTF_8);

    private final BidderConnection connection;
    private final CaseRequest requests;
    private final AnswerJudge judge;
    private final NoticeFiring notices;
    /** The first bid that each base got; absent where it got none. */
    private final Map<String, List<JsonNode>> bidsByBase = new HashMap<>();

    Certifier(
            final BidderConnection connection,
            final CaseRequest requests,
            final AnswerJudge judge,
            final NoticeFiring notices) {
        this.connection = connection;
        this.requests = requests;
        this.judge = judge;
        this.notices = notices;
    }

    CaseResult certify(final String group, final CertifyCase certifyCase) throws InterruptedException {
        final List<String> problems = new ArrayList<>();
        final Set<String> formats = new LinkedHashSet<>();
        String untested = "";
        try {
            final List<JsonNode> before = certifyCase.needsBidBefore() ? bidsOnBase(certifyCase) : List.of();
            if (certifyCase.needsBidBefore() && before.isEmpty()) {
                untested = "no bid on the request that the case is made from";
            }
            final JsonNode bid = before.isEmpty() ? CaseRequest.JSON.createObjectNode() : before.get(0);
            if (!certifyCase.isMadeFromBid() || !before.isEmpty()) {
                send(certifyCase, requests.body(certifyCase, bid), problems, formats);
                if (untested.isEmpty() && formats.isEmpty() && isVacuousWithoutBid(certifyCase)) {
                    untested = "no bid to hold against the rule";
                }
            }
            // Without a bid before, the change cannot be what keeps the bidder from bidding.
            if (before.isEmpty() && certifyCase.answer() == Expected.BID && formats.isEmpty()) {
                problems.removeIf(problem -> problem.startsWith("There is no bid"));
            }
        } catch (final MissingBidFieldException e) {
            untested = String.valueOf(e.getMessage());
        } catch (final IOException e) {
            problems.add("No answer: " + e.getMessage() + ".");
        }
        final State state = !problems.isEmpty() ? State.FAIL : untested.isEmpty() ? State.PASS : State.NO_BID;
        final List<String> reasons =
                state == State.NO_BID ? List.of(untested) : List.copyOf(new LinkedHashSet<>(problems));
        return new CaseResult(group, certifyCase, state, reasons, List.copyOf(formats));
    }

    private static boolean isVacuousWithoutBid(final CertifyCase certifyCase) {
        return certifyCase.answer() == Expected.ANY && !certifyCase.needsBidBefore();
    }

    private void send(
            final CertifyCase certifyCase, final byte[] body, final List<String> problems, final Set<String> formats)
            throws IOException, InterruptedException {
        if (certifyCase.malformedFirst()) {
            connection.post(MALFORMED, USUAL_HEADERS, false);
            if (!connection.isOpen()) {
                problems.add("The connection was closed after a malformed request.");
            }
        }
        for (int number = 0; number < certifyCase.repeat(); number++) {
            final HttpAnswer answer = connection.post(body, headers(certifyCase), certifyCase.gzip());
            problems.addAll(judge.problems(certifyCase, body, answer));
            for (final JsonNode bid : AnswerJudge.bids(answer)) {
                formats.add(ExchangeRules.format(bid));
                if (certifyCase.notices() && number == 0) {
                    fire(body, bid, problems);
                }
            }
        }
    }

    private void fire(final byte[] request, final JsonNode bid, final List<String> problems)
            throws IOException, InterruptedException {
        if (!NoticeFiring.hasNotice(bid)) {
            problems.add("A bid has neither nurl nor burl nor lurl.");
        }
        problems.addAll(notices.fire(CaseRequest.JSON.readTree(request), bid));
    }

    private List<JsonNode> bidsOnBase(final CertifyCase certifyCase) throws IOException {
        final String base = String.valueOf(certifyCase.base());
        List<JsonNode> bids = bidsByBase.get(base);
        // What has bid once need not bid again; what has not is asked again.
        if (bids == null || bids.isEmpty()) {
            bids = AnswerJudge.bids(connection.post(requests.base(certifyCase), USUAL_HEADERS, false));
            bidsByBase.put(base, bids);
        }
        return bids;
    }

    private static Map<String, String> headers(final CertifyCase certifyCase) {
        final Map<String, String> headers = new LinkedHashMap<>(USUAL_HEADERS);
        headers.putAll(certifyCase.headers());
        return headers;
    }
}
