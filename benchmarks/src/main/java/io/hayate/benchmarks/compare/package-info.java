/**
 * Servers measured over HTTP: child processes, load in interleaved slices, server CPU from {@code /proc}; and the bidder
 * beside the floor server. Cold code, but for the load itself, which is the load harness's.
 */
@NullMarked
package io.hayate.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
