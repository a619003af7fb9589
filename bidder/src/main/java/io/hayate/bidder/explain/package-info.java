/**
 * Why a campaign does not deliver: the funnel of every campaign.
 *
 * <p>Exact where the bid route looked at a candidate: each loop counts by campaign and reason ({@link
 * io.hayate.bidder.explain.LoopFunnel}). Estimated elsewhere: a loop copies a request now and then into a ring, and the
 * {@link io.hayate.bidder.explain.ExplainAgent} judges all campaigns by it, with the stages of the route over an index of
 * which one dimension alone restricts, and with a pipeline that reserves and sends nothing.
 *
 * <h2>Threading</h2> All but {@code LoopFunnel} and what it writes belongs to the explain agent; calls on the admin port
 * hand over through {@link io.hayate.bidder.explain.ExplainQueries}.
 *
 * <h2>Memory</h2> Counts grow with the campaigns that are looked at, estimates with those that are live; nothing grows on
 * a bid loop. Of a request nothing is kept longer than until it is judged.
 */
@NullMarked
package io.hayate.bidder.explain;

import org.jspecify.annotations.NullMarked;
