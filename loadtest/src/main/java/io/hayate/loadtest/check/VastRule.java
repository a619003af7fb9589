package io.hayate.loadtest.check;

/** One or a few rules that a VAST document is held against; stateless. */
@FunctionalInterface
interface VastRule {
    void check(Vast vast, Findings findings);
}
