/**
 * A bidder in process whose time is made up: simulated days of auctions and notices, and its ledger held against the
 * exchange's books.
 *
 * <h2>Threading</h2> One thread; agents work when their virtual time has come.
 * <h2>Time</h2> Nothing here or below reads another clock than {@link io.hayate.benchmarks.simulate.VirtualClock}, but for what a
 * run took.
 */
@NullMarked
package io.hayate.benchmarks.simulate;

import org.jspecify.annotations.NullMarked;
