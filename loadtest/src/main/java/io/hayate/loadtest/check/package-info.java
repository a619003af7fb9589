/**
 * An independent witness of the answers: reads a request and its answer with Jackson and names every rule that a bid
 * breaks.
 *
 * <p>Written from OpenRTB 2.6, AdCOM 1.0 and the project's HTTP and campaign documents, never from the bidder's code. The
 * request is read as forgivingly as exchanges write ({@link io.hayate.loadtest.check.Json}), the answer strictly. What
 * holds for an answer is listed in {@link io.hayate.loadtest.check.Rule}; the classes named after a group of rules hold
 * the checks; what differs between exchanges is in {@link io.hayate.loadtest.check.CheckSettings}.
 *
 * <h2>Threading</h2> All of it is stateless or local to one call: one {@link io.hayate.loadtest.check.BidChecker} may
 * be shared by any number of threads.
 */
@NullMarked
package io.hayate.loadtest.check;

import org.jspecify.annotations.NullMarked;
