@NullMarked
package io.hayate.bidder.exchanges;

import org.jspecify.annotations.NullMarked;
