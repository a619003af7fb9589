/**
 * What is kept of a run: figures as JSON with stable keys ({@link io.hayate.loadtest.report.figures.RunRecord}), and
 * its course in bounded memory ({@link io.hayate.loadtest.report.figures.Timeline}). Knows nothing of how they are shown.
 *
 * <h2>Threading</h2> Records are immutable; a timeline belongs to the thread that runs the command.
 */
@NullMarked
package io.hayate.loadtest.report.figures;

import org.jspecify.annotations.NullMarked;
