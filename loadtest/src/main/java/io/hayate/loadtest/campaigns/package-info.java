/**
 * Campaigns by the thousand, out of a seed: what a bidder is loaded with before it is driven with traffic.
 *
 * <p>Only what a bidder admits today is written: banners, USD, cpm. Names of sites, apps and deals are those of the
 * generated traffic ({@link io.hayate.loadtest.traffic.Inventory}), so that some campaigns match each request.
 */
@NullMarked
package io.hayate.loadtest.campaigns;

import org.jspecify.annotations.NullMarked;
