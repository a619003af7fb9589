/**
 * The program. {@link io.hayate.bidder.Bidder} is where it begins and ends, {@code RunningBidder} wires and starts
 * everything, {@link io.hayate.bidder.BidderConfig} is all it was told.
 *
 * <p>Everything else is on one of three routes: {@code bid}, the way of a request; {@code campaigns}, the way of a campaign;
 * {@code notices}, the way of a notice, which ends in {@code ledger}. In a route the packages stand in the order of the
 * flow. {@code audience} keeps users, {@code explain} tells why campaigns do not deliver. {@code journal}, {@code exchanges},
 * {@code privacy}, {@code admin}, {@code telemetry} and {@code threads} serve all of them. docs/architecture.md has the
 * picture.
 */
@NullMarked
package io.hayate.bidder;

import org.jspecify.annotations.NullMarked;
