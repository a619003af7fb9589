/**
 * Whose screen it is, and what of that may be used: where the request's privacy signals forbid it, nothing of the user is.
 */
@NullMarked
package io.hayate.bidder.bid.identify;

import org.jspecify.annotations.NullMarked;
