/**
 * What stops bidding when money goes where it should not: the circuit breaker on spend per hour, and on win rates and
 * prices that jump.
 *
 * <h2>Threading</h2> The ledger agent hears of each notice and decides; loops read one volatile snapshot per request.
 */
@NullMarked
package io.hayate.bidder.ledger.brakes;

import org.jspecify.annotations.NullMarked;
