package io.hayate.bidder.exchanges;

/**
 * Who meets on an exchange, by the names that each has there. Immutable; shared.
 *
 * @param seat ours, of advertisers without a seat of their own there
 * @param adSystems the exchange's own
 */
public record Parties(String seat, AdSystems adSystems) {}
