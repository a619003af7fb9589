package io.hayate.loadtest.check;

/** One or a few rules that a single bid is held against; stateless. */
@FunctionalInterface
interface BidRule {
    void check(Offer offer, Findings findings);
}
