@NullMarked
package io.hayate.bidder.bid.accept;

import org.jspecify.annotations.NullMarked;
