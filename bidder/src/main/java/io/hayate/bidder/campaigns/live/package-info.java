/**
 * What bids are made from: the bridge between the campaign route, which writes here, and the bid route, which reads.
 *
 * <h2>Threading</h2> The campaign agent builds a {@link CampaignIndex}, then publishes it by one volatile write
 * ({@link LiveIndex}); nothing in it changes afterwards but the two filters that name their writers.
 *
 * <h2>Memory</h2> Bit sets and dictionaries are arrays on the heap; the dense {@link SlotTable} is off-heap and used again
 * once no loop pins its index.
 */
@NullMarked
package io.hayate.bidder.campaigns.live;

import org.jspecify.annotations.NullMarked;
