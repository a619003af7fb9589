package io.hayate.loadtest.check;

/** One or a few rules that a native ad is held against; stateless. */
@FunctionalInterface
interface NativeRule {
    void check(NativeAd ad, Findings findings);
}
