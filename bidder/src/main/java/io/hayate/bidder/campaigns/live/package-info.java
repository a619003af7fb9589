@NullMarked
package io.hayate.bidder.campaigns.live;

import org.jspecify.annotations.NullMarked;
