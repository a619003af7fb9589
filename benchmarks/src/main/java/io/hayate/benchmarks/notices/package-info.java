/**
 * How many notices a bidder books: what takes them in, without what bids, and a client that fires them over the loopback.
 */
@NullMarked
package io.hayate.benchmarks.notices;

import org.jspecify.annotations.NullMarked;
