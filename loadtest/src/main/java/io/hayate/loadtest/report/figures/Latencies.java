package io.hayate.loadtest.report.figures;

import io.hayate.loadtest.send.Interval;

/**
 * All that is kept of a repetition's latencies. Immutable; shared.
 *
 * @param fromDue from when a request was due, with those that timed out
 * @param fromSend from when it was written to its connection
 * @param lag the generator's own delay
 */
public record Latencies(
        LatencyFigures fromDue,
        LatencyFigures fromSend,
        LatencyFigures lag,
        PercentileCurve fromDueCurve,
        PercentileCurve fromSendCurve) {
    static Latencies of(final Interval latency) {
        return new Latencies(
                LatencyFigures.of(latency.fromDue()),
                LatencyFigures.of(latency.fromSend()),
                LatencyFigures.of(latency.lag()),
                PercentileCurve.of(latency.fromDue()),
                PercentileCurve.of(latency.fromSend()));
    }
}
