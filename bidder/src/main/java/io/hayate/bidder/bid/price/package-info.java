/** What a candidate is worth to us, in micros of the bid's currency per thousand: never below the floor that applies. */
@NullMarked
package io.hayate.bidder.bid.price;

import org.jspecify.annotations.NullMarked;
