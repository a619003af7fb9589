/**
 * Whether the candidate takes part, as its campaign is paced, whether the user may see it once more (frequency caps, with
 * bids of all loops that are pending), and whether it can be paid for: a reservation on this loop's share of the
 * campaign's budget.
 */
@NullMarked
package io.hayate.bidder.bid.spend;

import org.jspecify.annotations.NullMarked;
