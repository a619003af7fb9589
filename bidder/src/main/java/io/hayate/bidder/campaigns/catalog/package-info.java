/**
 * Campaigns, creatives and advertisers off the heap, in persisted Chronicle Maps, and the data directory that they lie in.
 *
 * <h2>Threading</h2> One writer, the campaign agent. Bid loops read creatives, each with a reader of its own; the only
 * lock they meet is a map segment's read lock, and not getting it in time is a creative missed and counted.
 *
 * <h2>Memory</h2> A map is allocated on disk in full when it is made. Reading a creative allocates nothing.
 *
 * <h2>Truth</h2> The maps are trusted only after a clean end; else they are deleted and made again from the change log.
 */
@NullMarked
package io.hayate.bidder.campaigns.catalog;

import org.jspecify.annotations.NullMarked;
