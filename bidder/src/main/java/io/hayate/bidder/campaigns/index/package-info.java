@NullMarked
package io.hayate.bidder.campaigns.index;

import org.jspecify.annotations.NullMarked;
