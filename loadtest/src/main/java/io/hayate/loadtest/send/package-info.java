/**
 * The sender: open loop, in which requests leave when they are due, whatever the bidder does; closed loop for ceilings; and notices
 * ({@link GetSender}).
 *
 * <h2>Threading</h2> Each {@link SenderLoop} is one thread (a Netty loop) with its own connections, schedule, counters
 * and recorders; {@link Sender} reads counters and flips recorders from the caller's thread. Answers are checked on a
 * thread of their own ({@link AnswerChecker}).
 *
 * <h2>Memory</h2> All requests stand encoded in one block off the heap before the clock starts ({@link RequestPool}).
 *
 * <h2>Time</h2> {@link System#nanoTime}; latency counts from the due time, so that a stall of the bidder is charged to
 * every request that was due in it, not only to those under way (no coordinated omission).
 */
@NullMarked
package io.hayate.loadtest.send;

import org.jspecify.annotations.NullMarked;
