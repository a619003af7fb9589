/**
 * Bidder and floor server side by side over HTTP: both as child processes, load in interleaved slices, server CPU from
 * {@code /proc}. Cold code, but for the load itself, which is the load harness's.
 */
@NullMarked
package io.hayate.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
