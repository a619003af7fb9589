/**
 * From campaigns to the next {@link io.hayate.bidder.campaigns.live.CampaignIndex}: slots in order of bid, dimensions,
 * sizes, the dense table, and creatives as the bytes that answers copy.
 *
 * <p>{@link IndexBuilder} is the door: it makes views of parts (docs/architecture.md). {@code PartBuilder} makes one part, by
 * a builder for each kind of what is in it; {@link IndexMerger} makes the large part, of all campaigns.
 *
 * <h2>Threading</h2> All of it is the campaign agent's, but for the merger and the part that it builds, which have a thread of
 * their own.
 *
 * <h2>Memory</h2> Allocates freely; tables off the heap are used again when no loop pins a view with the part that they
 * belong to.
 */
@NullMarked
package io.hayate.bidder.campaigns.index;

import org.jspecify.annotations.NullMarked;
