/**
 * Route 2, the way of a campaign: admit, journal, catalog, index, live. {@link Campaign} and what it is made of are here,
 * and the {@link CampaignAgent} that owns the route.
 *
 * <h2>Threading</h2> The campaign agent is the sole writer of all of it; others ask through {@link CampaignAgentProxy}, a
 * bounded queue. What waits is one batch: staged, made durable together, published together, then answered.
 *
 * <h2>What goes</h2> Creatives and ordinals that a change no longer names are kept until no loop pins an index that does.
 */
@NullMarked
package io.hayate.bidder.campaigns;

import org.jspecify.annotations.NullMarked;
