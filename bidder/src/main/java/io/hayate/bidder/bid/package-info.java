@NullMarked
package io.hayate.bidder.bid;

import org.jspecify.annotations.NullMarked;
