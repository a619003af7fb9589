/**
 * What the user sees of a run: progress each second, the table at the end, JSON to read. Knows the figures, not how they
 * came about.
 *
 * <h2>Threading</h2> The thread that runs the command writes; nobody else.
 */
@NullMarked
package io.hayate.loadtest.report;

import org.jspecify.annotations.NullMarked;
