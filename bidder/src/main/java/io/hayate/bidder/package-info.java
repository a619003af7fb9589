@NullMarked
package io.hayate.bidder;

import org.jspecify.annotations.NullMarked;
