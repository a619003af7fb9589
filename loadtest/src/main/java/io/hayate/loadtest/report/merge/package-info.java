/**
 * Histogram logs of several generators put together: histograms are added value by value, so no percentile is lost.
 *
 * <h2>Threading</h2> The thread that runs the command.
 */
@NullMarked
package io.hayate.loadtest.report.merge;

import org.jspecify.annotations.NullMarked;
