/**
 * From the request to the campaigns that target it: an AND over dimensions, then the candidates best first.
 *
 * <p>{@link RequestMatcher} does once per request what all impressions have in common, {@link OpportunityMatcher} the
 * rest: sizes per impression, deals per opportunity. docs/architecture.md says how to add a dimension.
 */
@NullMarked
package io.hayate.bidder.bid.match;

import org.jspecify.annotations.NullMarked;
