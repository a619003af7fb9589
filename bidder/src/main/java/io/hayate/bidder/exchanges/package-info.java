/**
 * What differs between exchanges, as data: profiles read once at start from {@code exchanges.yaml}, which is built in. An
 * exchange more is a mapping more in that file.
 *
 * <h2>Threading</h2> Immutable; shared by all loops.
 */
@NullMarked
package io.hayate.bidder.exchanges;

import org.jspecify.annotations.NullMarked;
