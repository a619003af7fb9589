package io.hayate.bidder.admin;

import io.hayate.bidder.telemetry.Counted;
import io.hayate.bidder.telemetry.CounterBlock;

/** What the admin port counts; written by the admin loop. Immutable; shared. */
public enum AdminCounter implements Counted {
    CONNECTIONS("connections", "Connections accepted on the admin port."),
    CONNECTIONS_OVER_LIMIT(
            "connections_over_limit", "Connections closed, the oldest first, because too many were open."),
    CONNECTIONS_IDLE("connections_idle", "Connections closed because nothing came for too long."),
    REQUESTS("requests", "Requests on the admin port, refused ones included."),
    NOT_AUTHORISED("not_authorised", "Requests without the admin token, or with a wrong one; answered 401."),
    FOREIGN_HOST("foreign_host", "Requests to a port without token by another name than loopback; answered 403."),
    MALFORMED("malformed", "Requests whose head, query or body encoding cannot be read; answered 400."),
    TOO_LARGE("too_large", "Requests with a body above the limit; answered 413."),
    FAILED("failed", "Requests that failed inside the bidder; answered 500 or not at all, the log tells why."),
    ANSWERS_CUT(
            "answers_cut",
            "Long answers that failed after their first page: the connection was reset, the log tells why.");

    /** Counts what only the answer of a call tells. */
    static void count(final CounterBlock<AdminCounter> counters, final AdminAnswer answer) {
        if (answer.status() == 500) {
            counters.increment(FAILED);
        } else if (answer.status() == 413) {
            counters.increment(TOO_LARGE);
        }
    }

    private final String label;
    private final String sentence;

    AdminCounter(final String label, final String sentence) {
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
