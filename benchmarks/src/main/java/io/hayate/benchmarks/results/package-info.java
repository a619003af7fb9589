/** What a program measured, as data: values with their spreads, bids counted, written as JSON; and JMH's, read from its own. */
@NullMarked
package io.hayate.benchmarks.results;

import org.jspecify.annotations.NullMarked;
