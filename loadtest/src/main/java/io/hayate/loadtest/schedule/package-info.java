/**
 * When requests are due: a rate over time and how requests lie within it, a recording, or the closed loop.
 *
 * <p>A {@link io.hayate.loadtest.schedule.Schedule} is immutable; what walks along it
 * ({@link io.hayate.loadtest.schedule.Arrivals}) belongs to one sender loop. Nothing here reads a clock.
 */
@NullMarked
package io.hayate.loadtest.schedule;

import org.jspecify.annotations.NullMarked;
