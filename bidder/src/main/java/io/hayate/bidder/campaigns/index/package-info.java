/**
 * From campaigns to the next {@link io.hayate.bidder.campaigns.live.CampaignIndex}: slots in order of bid, dimensions,
 * sizes, the dense table, and creatives as the bytes that answers copy.
 *
 * <h2>Threading</h2> All of it is the campaign agent's; {@link io.hayate.bidder.campaigns.index.IndexBuilder} is its
 * door.
 *
 * <h2>Memory</h2> Allocates freely; tables off the heap are used again when no loop pins the index that they belong to.
 */
@NullMarked
package io.hayate.bidder.campaigns.index;

import org.jspecify.annotations.NullMarked;
