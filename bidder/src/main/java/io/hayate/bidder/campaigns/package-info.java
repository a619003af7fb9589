/**
 * Route 2, the way of a campaign: admit, catalog, journal, index, live. {@link Campaign} and what it is made of are here,
 * and the {@link CampaignAgent} that owns the route.
 *
 * <h2>The way of a change</h2> {@link CampaignAgentProxy} queues it. A {@code ChangeBatch} stages what waits, by itself or
 * through {@code LineChanges} (many lines: of a body, of a {@link CampaignUpload}, of the start file) and {@code
 * AdvertiserChanges}: {@code CampaignPreparation} reads and encodes a document, {@code AdmittedCampaigns} writes catalog and
 * change log and keeps what is held in memory. Then the batch is made durable, {@link
 * io.hayate.bidder.campaigns.index.IndexBuilder} makes the next view, and who asked is answered. At a start {@code
 * ChangeReplay} and {@code CatalogLoading} bring all of it back.
 *
 * <h2>Threading</h2> The campaign agent is the sole writer of all of it; others ask through {@link CampaignAgentProxy}, a
 * bounded queue. What waits is one batch: staged, made durable together, published together, then answered.
 *
 * <h2>What goes</h2> Creatives and ordinals that a change no longer names are kept until no loop pins a view that does
 * ({@code Retirement}).
 */
@NullMarked
package io.hayate.bidder.campaigns;

import org.jspecify.annotations.NullMarked;
