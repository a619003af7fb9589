/**
 * Counters, latency and {@code /metrics}, and how the log is set up.
 *
 * <p>A counter more is a constant of its owner's enum ({@link io.hayate.bidder.telemetry.Counted}); {@code BidderMetrics}
 * has registered the whole enum.
 *
 * <h2>Threading</h2> Each loop writes its own counters and recorder; the telemetry agent flips the recorders; a scrape
 * reads all of it without stopping anybody.
 *
 * <h2>Memory</h2> Writing a counter or a latency allocates nothing; flipping and scraping may.
 */
@NullMarked
package io.hayate.bidder.telemetry;

import org.jspecify.annotations.NullMarked;
