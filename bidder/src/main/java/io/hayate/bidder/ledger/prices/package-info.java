/**
 * What the ledger agent learns of prices, and publishes to the bid loops: what an impression is worth to campaigns that
 * pay for clicks or conversions, and which bids win where the price is the bid (docs/prices.md).
 *
 * <h2>Threading</h2> {@link io.hayate.bidder.ledger.LedgerPart}s on the ledger agent learn and publish; loops read what is
 * published, with opaque and volatile reads. What a loop bids it counts in an array of its own.
 *
 * <h2>Memory</h2> The loops' side allocates nothing; the agent's may.
 */
@NullMarked
package io.hayate.bidder.ledger.prices;

import org.jspecify.annotations.NullMarked;
