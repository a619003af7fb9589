/** Reading a bid request's bytes. */
@NullMarked
package io.hayate.benchmarks.bid.decode;

import org.jspecify.annotations.NullMarked;
