/**
 * The bid port: HTTP/1.1 in and out, as strict as its readers in front of us may be lenient.
 *
 * <p>One acceptor thread hands each new connection to the bid loop with the fewest. On a loop a connection is {@link
 * io.hayate.bidder.bid.accept.StrictRequestDecoder}, then {@link io.hayate.bidder.bid.accept.BidConnection}; what the
 * connections of a loop share is in {@link io.hayate.bidder.bid.accept.BidLoop}. Nothing is shared between loops.
 *
 * <h2>Memory</h2>
 *
 * A body that came in one read is copied once, to where the bid route reads it; a split one is collected by its connection,
 * at most {@link io.hayate.bidder.bid.BidLimits#MAX_BODY_BYTES}. A connection whose answers are not taken is not read and
 * not decoded: it holds at most {@link io.hayate.bidder.bid.accept.HttpLimits#WRITE_HIGH_BYTES} and one answer.
 *
 * <h2>Time</h2>
 *
 * The arrival of a request is the start of its loop's read batch: what one turn of the loop brings from all its sockets.
 * Time-outs are looked for by one sweep per loop, not by timers per request.
 */
@NullMarked
package io.hayate.bidder.bid.accept;

import org.jspecify.annotations.NullMarked;
