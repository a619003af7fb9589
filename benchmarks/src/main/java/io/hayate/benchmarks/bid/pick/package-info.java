/** Which creative may be shown, against the same rules over plain objects. */
@NullMarked
package io.hayate.benchmarks.bid.pick;

import org.jspecify.annotations.NullMarked;
