package io.hayate.bidder.bid.accept;

import io.hayate.bidder.telemetry.Counted;

/** What the bid port counts, per loop. Immutable; shared. */
public enum AcceptCounter implements Counted {
    CONNECTIONS_OPENED("connections_opened", "Connections accepted."),
    CONNECTIONS_CLOSED("connections_closed", "Connections closed, by either side."),
    CONNECTIONS_RESET("connections_reset", "Connections that the client reset, or that broke."),
    REQUESTS("requests", "Request heads received, whole or unusable."),
    BID_REQUESTS("bid_requests", "Requests that the bid route was asked to answer."),
    BIDS("bids", "Requests answered with a bid."),
    NO_BIDS("no_bids", "Requests answered with a no-bid by the bid route."),
    EXCHANGE_DISABLED("exchange_disabled", "Requests answered 204 because their exchange is disabled."),
    BAD_BID_REQUESTS("bad_bid_requests", "Requests whose body is not a bid request."),
    NOTICES("notices", "Notices received, whatever became of them."),
    NOTICES_PARKED("notices_parked", "Notices whose answer had to wait until they were durable."),
    NOTICES_BUSY("notices_busy", "Notices refused because there was no room for them within the request time-out."),
    NOTICES_NOT_DURABLE(
            "notices_not_durable",
            "Connections closed without an answer: their notice was not durable within the request time-out."),
    REQUESTS_CUT("requests_cut", "Requests whose client went away in the middle of them."),
    REQUEST_TIMEOUTS("request_timeouts", "Requests whose last byte did not come within the request time-out."),
    IDLE_TIMEOUTS("idle_timeouts", "Connections closed after the idle time-out."),
    WRITE_PAUSES("write_pauses", "Times a connection was not read because its answers were not taken."),
    WRITE_TIMEOUTS("write_timeouts", "Connections cut because their answers were not taken."),
    LINGERS_CUT("lingers_cut", "Connections cut because the client went on sending after our last answer."),
    GZIP_IN("gzip_in", "Bodies that came compressed."),
    GZIP_BAD("gzip_bad", "Compressed bodies that could not be inflated."),
    GZIP_RATIO("gzip_ratio", "Compressed bodies not inflated to their end: too much came out of too little."),
    GZIP_OUT("gzip_out", "Answers sent compressed."),
    ANSWERED_100("answered_100", "Interim answers: continue."),
    ANSWERED_200("answered_200", "Answers: OK."),
    ANSWERED_204("answered_204", "Answers: no content."),
    ANSWERED_302("answered_302", "Answers: found."),
    ANSWERED_400("answered_400", "Answers: bad request."),
    ANSWERED_404("answered_404", "Answers: not found."),
    ANSWERED_405("answered_405", "Answers: method not allowed."),
    ANSWERED_408("answered_408", "Answers: request timeout."),
    ANSWERED_413("answered_413", "Answers: content too large."),
    ANSWERED_414("answered_414", "Answers: URI too long."),
    ANSWERED_415("answered_415", "Answers: unsupported media type."),
    ANSWERED_417("answered_417", "Answers: expectation failed."),
    ANSWERED_429("answered_429", "Answers: too many requests."),
    ANSWERED_431("answered_431", "Answers: request header fields too large."),
    ANSWERED_501("answered_501", "Answers: not implemented."),
    ANSWERED_505("answered_505", "Answers: HTTP version not supported."),
    ROUTE_FAILURES("route_failures", "Exceptions out of the bid or notice route; answered as a no-bid or 404."),
    CONNECTION_FAILURES("connection_failures", "Other exceptions on a connection, which was then closed.");

    private final String label;
    private final String sentence;

    AcceptCounter(final String label, final String sentence) {
        this.label = label;
        this.sentence = sentence;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
