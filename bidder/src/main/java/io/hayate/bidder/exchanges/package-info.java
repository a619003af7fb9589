/**
 * What differs between exchanges, as data: profiles read once at start from {@code exchanges.yaml}, which is built in, and
 * from a file of the operator. An exchange more is a mapping more in that file (docs/exchanges.md).
 *
 * <h2>Threading</h2> Immutable; shared by all loops.
 */
@NullMarked
package io.hayate.bidder.exchanges;

import org.jspecify.annotations.NullMarked;
