/**
 * Two runs held against each other: figure by figure, whether they differ by more than the noise of their repetitions.
 *
 * <h2>Threading</h2> Immutable results of plain functions.
 */
@NullMarked
package io.hayate.loadtest.report.compare;

import org.jspecify.annotations.NullMarked;
