/**
 * Kills a bidder under load, again and again, and looks at what its money log and its ledger have kept. Begin with
 * {@link io.hayate.loadtest.crash.CrashRun}.
 *
 * <h2>Threading</h2> One thread for each connection to the bidder, which ends when the bidder does; the main thread starts
 * and kills.
 */
@NullMarked
package io.hayate.loadtest.crash;

import org.jspecify.annotations.NullMarked;
