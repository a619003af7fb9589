/**
 * Currency rates from a file: read at start, watched, checked, and handed on as
 * {@link io.hayate.bidder.campaigns.live.CurrencyRates}. A file that cannot be right is refused, and the rates before stay,
 * until they are too old to bid with.
 *
 * <h2>Threading</h2> One agent reads the file; everybody else reads what it has published last.
 */
@NullMarked
package io.hayate.bidder.campaigns.rates;

import org.jspecify.annotations.NullMarked;
