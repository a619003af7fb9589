package io.hayate.loadtest.report.figures;

/**
 * Requests per second. Immutable; shared.
 *
 * @param askedPerSecond 0 in a closed loop, which asks for none
 * @param sendingS from the start to the last request sent
 */
public record Rates(double askedPerSecond, double achievedPerSecond, double sendingS) {}
