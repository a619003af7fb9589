/**
 * May we bid at all: on the request, on an impression, under a deal? A rule, a class; no rule looks at campaigns.
 * {@link Gate} has the rules of each level in order.
 *
 * <p>A rule more is: a class, its place in {@link Gate}, and its {@link io.hayate.bidder.bid.NoBidReason}. A rule that
 * looks at the creative belongs into {@code bid.pick}.
 */
@NullMarked
package io.hayate.bidder.bid.gate;

import org.jspecify.annotations.NullMarked;
