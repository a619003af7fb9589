/**
 * The one line of the README: a bidder of its own, traffic to it, what came of it, and everything stopped again.
 *
 * <h2>Threading</h2> All on the thread that runs the command; the sender has loops of its own. A shutdown hook ends the
 * bidder when the user interrupts.
 */
@NullMarked
package io.hayate.loadtest.demo;

import org.jspecify.annotations.NullMarked;
