/**
 * The figures of docs/performance.md measured again: a catalogue of what is recorded there, the programs that measure it as
 * child processes one after the other, what they leave as JSON, and a table of both side by side. Cold code, one thread.
 */
@NullMarked
package io.hayate.benchmarks.figures;

import org.jspecify.annotations.NullMarked;
