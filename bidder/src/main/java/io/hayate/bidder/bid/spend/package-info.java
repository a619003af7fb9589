/**
 * Whether the user may see the candidate once more, and whether it can be paid for: frequency caps, with bids of all loops
 * that are pending, then a reservation on this loop's share of the campaign's budget.
 */
@NullMarked
package io.hayate.bidder.bid.spend;

import org.jspecify.annotations.NullMarked;
