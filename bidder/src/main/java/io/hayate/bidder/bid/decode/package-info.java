@NullMarked
package io.hayate.bidder.bid.decode;

import org.jspecify.annotations.NullMarked;
