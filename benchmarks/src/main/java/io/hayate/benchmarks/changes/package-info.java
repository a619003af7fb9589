/**
 * What live changes of campaigns cost a bidder, and how soon they act: one bidder as a child process, load on its bid port,
 * changes on its admin port, at several rates in turn. Cold code; the load itself is the load harness's.
 */
@NullMarked
package io.hayate.benchmarks.changes;

import org.jspecify.annotations.NullMarked;
