package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.live.BiddingSwitches;

/**
 * The switches after a turn. Immutable; shared.
 *
 * @param durable false if they act, but would be forgotten at a restart
 */
public record SwitchOutcome(BiddingSwitches switches, boolean durable) {}
