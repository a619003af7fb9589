/**
 * Commands that measure, and the traffic that all measurements share.
 *
 * <p>Micro-benchmarks lie in the packages of their subjects ({@code bid}, {@code bid.decode}, ...), each beside its
 * baseline. docs/performance.md says how each figure is got.
 */
@NullMarked
package io.hayate.benchmarks;

import org.jspecify.annotations.NullMarked;
