/**
 * The whole pipeline, and what the benchmarks of its stages share: a bidder without HTTP, and plain readings to compare
 * with.
 */
@NullMarked
package io.hayate.benchmarks.bid;

import org.jspecify.annotations.NullMarked;
