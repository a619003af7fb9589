/**
 * Whether the harness tells the truth: held against wrk and h2load over the same server, in the same minutes.
 *
 * <h2>Threading</h2> {@link io.hayate.loadtest.agree.FixedServer} has its Netty loops; it runs in a process of its own when
 * clients are compared. All else is on the thread that runs the command.
 */
@NullMarked
package io.hayate.loadtest.agree;

import org.jspecify.annotations.NullMarked;
