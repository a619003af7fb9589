/**
 * Pages that open offline: one file, no reference to anything outside, readable without scripts. Curves are inline SVG that
 * stretches with its frame; its labels are text beside it, so that they keep their size on any screen.
 *
 * <h2>Threading</h2> All of it is text made from records, by whoever asks.
 */
@NullMarked
package io.hayate.loadtest.report.html;

import org.jspecify.annotations.NullMarked;
