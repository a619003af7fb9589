/** The answer's bytes: OpenRTB BidResponse, markup with our macros filled and OpenRTB's left, signed notice URLs. */
@NullMarked
package io.hayate.bidder.bid.write;

import org.jspecify.annotations.NullMarked;
