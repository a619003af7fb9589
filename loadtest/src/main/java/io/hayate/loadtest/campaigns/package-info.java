/**
 * Campaigns by the thousand, out of a seed: what a bidder is loaded with before it is driven with traffic.
 *
 * <p>Creatives of all formats, prices per thousand impressions in one currency or several. Names of sites, apps and
 * deals are those of the generated traffic ({@link io.hayate.loadtest.traffic.Inventory}), so that some campaigns match
 * each request.
 */
@NullMarked
package io.hayate.loadtest.campaigns;

import org.jspecify.annotations.NullMarked;
