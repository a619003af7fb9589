/**
 * What the user sees of a run and what it leaves behind: progress each second, the table at the end, files
 * ({@link io.hayate.loadtest.report.RunOutputs}); runs compared and merged. Knows the figures, not how they came about.
 *
 * <h2>Threading</h2> The thread that runs the command writes; nobody else.
 */
@NullMarked
package io.hayate.loadtest.report;

import org.jspecify.annotations.NullMarked;
