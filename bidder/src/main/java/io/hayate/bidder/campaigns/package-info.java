@NullMarked
package io.hayate.bidder.campaigns;

import org.jspecify.annotations.NullMarked;
