package io.hayate.loadtest.report.figures;

/**
 * Whether a run kept one service level objective. Immutable; shared.
 *
 * @param slo as it was asked for, such as {@code p99=10ms}
 * @param measured what there was instead or as well, such as {@code p99 = 12.3 ms}
 */
public record SloVerdict(String slo, boolean met, String measured) {}
