package io.hayate.bidder.bid.accept;

/**
 * How the bid port listens. Immutable; shared.
 *
 * @param host to listen on
 * @param port 0: any free one
 * @param requestTimeoutMs from a request's first byte to its last, and how long unsent answers may wait
 * @param idleTimeoutMs between requests on a connection; 0: never
 */
public record AcceptSettings(String host, int port, long requestTimeoutMs, long idleTimeoutMs) {
    public AcceptSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("bid port must be between 0 and 65535: " + port);
        }
        if (requestTimeoutMs <= 0) {
            throw new IllegalArgumentException("request time-out must be above 0 ms: " + requestTimeoutMs);
        }
        if (idleTimeoutMs < 0) {
            throw new IllegalArgumentException("idle time-out must be 0 (never) or above: " + idleTimeoutMs);
        }
    }

    /** Often enough that a time-out is noticed at most a quarter late. */
    long sweepMs() {
        final long shortestMs = idleTimeoutMs == 0 ? requestTimeoutMs : Math.min(requestTimeoutMs, idleTimeoutMs);
        return Math.max(HttpLimits.MIN_SWEEP_MS, Math.min(HttpLimits.MAX_SWEEP_MS, shortestMs / 4));
    }
}
