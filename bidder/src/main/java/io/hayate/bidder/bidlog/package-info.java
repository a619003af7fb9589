/**
 * The bid log: a sample of what was bid, for reports and models, without anything of the user.
 *
 * <h2>Threading</h2> Each bid loop writes into a ring of its own; one agent empties all into the log.
 *
 * <h2>Memory</h2> A sample allocates nothing on the loop and never waits: with a full ring it is dropped, and counted.
 */
@NullMarked
package io.hayate.bidder.bidlog;

import org.jspecify.annotations.NullMarked;
