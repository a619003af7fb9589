/**
 * What differs between exchanges, as data: profiles read once at start.
 *
 * <h2>Threading</h2> Immutable; shared by all loops.
 */
@NullMarked
package io.hayate.bidder.exchanges;

import org.jspecify.annotations.NullMarked;
