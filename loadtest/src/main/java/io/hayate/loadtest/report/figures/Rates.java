package io.hayate.loadtest.report.figures;

/**
 * Requests per second. Immutable; shared.
 *
 * @param askedPerSecond 0 in a closed loop, which asks for none
 * @param sendingS from the start to the last request sent
 * @param busyShare how much of the time the busiest sender thread was on a processor, 0 to 1
 */
public record Rates(double askedPerSecond, double achievedPerSecond, double sendingS, double busyShare) {}
