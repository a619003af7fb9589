/** Writing a bid's answer, against Jackson. */
@NullMarked
package io.hayate.benchmarks.bid.write;

import org.jspecify.annotations.NullMarked;
