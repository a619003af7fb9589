/**
 * Route 1, the way of one bid request: accept, decode, gate, identify, match, pick, price, spend, write.
 *
 * <p>{@link BidPipeline} has the stages in one method, and is the only place that decides whether we bid. A stage knows
 * the types of this package and what {@code campaigns.live} publishes, and no other stage.
 *
 * <h2>Threading</h2> One {@link BidPipeline} per bid loop. Nothing here is shared but the live index, of which a loop
 * pins a view for the length of a read batch, and the users, which {@code identify} looks up.
 *
 * <h2>Memory</h2> All of it is built with the pipeline; a request allocates nothing. Bit sets grow when the index does.
 *
 * <h2>Time</h2> Stages get the arrival as numbers; only {@code accept} and the pipeline's deadline checks read the clock.
 */
@NullMarked
package io.hayate.bidder.bid;

import org.jspecify.annotations.NullMarked;
