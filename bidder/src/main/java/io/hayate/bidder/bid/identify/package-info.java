/**
 * What may be used of what is known of the user: where the request's privacy signals forbid it, nothing is.
 */
@NullMarked
package io.hayate.bidder.bid.identify;

import org.jspecify.annotations.NullMarked;
