/** Which campaigns may bid, against a scan over all of them. */
@NullMarked
package io.hayate.benchmarks.bid.match;

import org.jspecify.annotations.NullMarked;
