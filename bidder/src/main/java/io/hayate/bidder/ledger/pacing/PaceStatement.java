package io.hayate.bidder.ledger.pacing;

/**
 * How a paced campaign stands, for reports and tests. Immutable; shared.
 *
 * @param participation 0 to 1
 * @param planStartMs epoch milliseconds; 0 if there is nothing to plan
 * @param budgetNanos of the plan
 * @param plannedNanos to be spent by now, since the plan began
 * @param spentNanos since the plan began
 * @param asked opportunities since it is paced
 * @param costNanos expected, of one participation
 * @param askedPerSecond now
 */
public record PaceStatement(
        long campaignId,
        double participation,
        long planStartMs,
        long budgetNanos,
        long plannedNanos,
        long spentNanos,
        long asked,
        double costNanos,
        double askedPerSecond) {}
