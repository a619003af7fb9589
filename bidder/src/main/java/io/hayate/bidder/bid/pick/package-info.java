/**
 * Which creative of a candidate keeps every rule of the impression. A rule, a class; {@link CreativePicker} tries them in
 * order.
 *
 * <p>A rule more is: the request's field in {@code bid.decode}, the creative's in {@link
 * io.hayate.bidder.campaigns.live.SlotTable}, a class, its place in {@link CreativePicker}, and its {@link
 * io.hayate.bidder.bid.NoBidReason}.
 */
@NullMarked
package io.hayate.bidder.bid.pick;

import org.jspecify.annotations.NullMarked;
