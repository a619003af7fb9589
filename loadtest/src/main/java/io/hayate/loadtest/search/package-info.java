/**
 * The highest rate at which a bidder keeps its objectives: {@link io.hayate.loadtest.search.Slo} says what they are,
 * {@link io.hayate.loadtest.search.RateSearch} which rate is tried next, {@link io.hayate.loadtest.search.FindMaxCommand}
 * sends.
 *
 * <h2>Threading</h2> All on the thread that runs the command; the sender has its own.
 *
 * <h2>Time</h2> Only the sender reads a clock. The search asks for rates and is told what came of them.
 */
@NullMarked
package io.hayate.loadtest.search;

import org.jspecify.annotations.NullMarked;
