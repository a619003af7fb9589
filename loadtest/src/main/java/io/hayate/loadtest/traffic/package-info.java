/**
 * What the exchange sends: OpenRTB 2.5 and 2.6 bid requests, made up from a seed. The same seed and number give the same
 * bytes on every machine.
 *
 * <h2>Threading</h2> A generator belongs to one thread; it allocates freely, because requests are made before the clock
 * starts.
 */
@NullMarked
package io.hayate.loadtest.traffic;

import org.jspecify.annotations.NullMarked;
