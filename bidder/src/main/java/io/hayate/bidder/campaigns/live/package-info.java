/**
 * What bids are made from: the bridge between the campaign route, which writes here, and the bid route, which reads.
 *
 * <p>{@link LiveIndex} has the latest {@link IndexView}: a few parts, each a {@link CampaignIndex}. That numbers its
 * campaigns by slots, and has for each kind of value the slots that it allows ({@link TargetingIndex} and the other
 * indexes); a {@link SlotLayer} works out which slots are left of a request.
 *
 * <h2>Threading</h2> The campaign agent publishes a view by one volatile write; nothing in it changes afterwards but the two
 * filters that name their writers.
 *
 * <h2>Memory</h2> Bit sets and dictionaries are arrays on the heap; the dense {@link SlotTable} is off-heap and used again
 * once no loop pins a view that has its part.
 */
@NullMarked
package io.hayate.bidder.campaigns.live;

import org.jspecify.annotations.NullMarked;
