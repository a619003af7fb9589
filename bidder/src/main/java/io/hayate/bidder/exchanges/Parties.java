package io.hayate.bidder.exchanges;

/**
 * Who meets on an exchange, by the names that each has there. Immutable; shared.
 *
 * @param seat ours, of advertisers without a seat of their own there
 * @param adSystems the exchange's own
 * @param billingIds ours, of which an impression offers some
 */
public record Parties(String seat, AdSystems adSystems, BillingIds billingIds) {}
