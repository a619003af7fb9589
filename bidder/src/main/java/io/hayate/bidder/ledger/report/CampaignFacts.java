package io.hayate.bidder.ledger.report;

/**
 * What the report must know of a campaign beside its sums. Immutable; shared.
 *
 * @param currency code of its budget's
 */
record CampaignFacts(long advertiserId, int currency) {}
