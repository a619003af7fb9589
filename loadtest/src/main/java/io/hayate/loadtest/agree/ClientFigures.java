package io.hayate.loadtest.agree;

/**
 * What a client measured in one run. Immutable; shared.
 *
 * @param p50Us latency from sending, in microseconds, as all of them
 * @param cpuUs CPU time of the client for each request, kernel included
 */
record ClientFigures(double requestsPerSecond, double p50Us, double p90Us, double p99Us, double cpuUs) {
    ClientFigures withCpuUs(final double us) {
        return new ClientFigures(requestsPerSecond, p50Us, p90Us, p99Us, us);
    }
}
