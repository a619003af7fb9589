/** May we bid at all: on the request, on an impression, under a deal? A rule, a class; no rule looks at campaigns. */
@NullMarked
package io.hayate.bidder.bid.gate;

import org.jspecify.annotations.NullMarked;
