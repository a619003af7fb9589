/**
 * What a fuzzer feeds: each target takes bytes of any kind and fails where a promise is broken (docs/fuzzing.md). {@code
 * SeedsTest} runs them over their seeds, as ordinary tests; {@code .ci/fuzz} runs them for as long as it is told.
 */
package io.hayate.bidder.fuzz;
