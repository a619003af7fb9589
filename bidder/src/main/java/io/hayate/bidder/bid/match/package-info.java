/**
 * From the request to the campaigns that target it: an AND over dimensions, then the candidates best first.
 *
 * <p>A dimension more is: a constant in {@code campaigns.Dimension}, its reading in {@code campaigns.admit}, and a line
 * in {@link RequestMatcher} that says which value of the request it looks at.
 */
@NullMarked
package io.hayate.bidder.bid.match;

import org.jspecify.annotations.NullMarked;
