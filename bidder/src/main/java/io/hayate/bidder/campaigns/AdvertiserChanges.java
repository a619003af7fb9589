package io.hayate.bidder.campaigns;

import io.hayate.bidder.campaigns.admit.AdvertiserParser;
import io.hayate.bidder.campaigns.admit.DocumentLimits;
import io.hayate.bidder.campaigns.admit.NdjsonLines;
import io.hayate.bidder.campaigns.admit.ParsedAdvertiser;
import io.hayate.bidder.campaigns.admit.Refusal;
import io.hayate.bidder.telemetry.CounterBlock;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The changes of advertisers in a {@link ChangeBatch}. Owned by the campaign agent. */
final class AdvertiserChanges {
    private final ChangeBatch batch;
    private final AdmittedAdvertisers advertisers;
    private final CounterBlock<CampaignCounter> counters;
    private final AdvertiserParser parser;

    AdvertiserChanges(
            final ChangeBatch batch,
            final AdmittedAdvertisers advertisers,
            final DocumentLimits limits,
            final CounterBlock<CampaignCounter> counters) {
        this.batch = batch;
        this.advertisers = advertisers;
        this.parser = new AdvertiserParser(limits);
        this.counters = counters;
    }

    void onPut(final CampaignChange.PutAdvertiser change) {
        final CompletableFuture<ChangeOutcome> answer = change.answer();
        final Long versionBefore = advertisers.version(change.id());
        if (!change.ifMatch().allows(versionBefore)) {
            batch.answerLater(answer, ChangeOutcome.of(ChangeOutcome.Kind.VERSION_DIFFERS, 0));
            return;
        }
        final ParsedAdvertiser parsed = parser.parse(NdjsonLines.strip(change.body(), change.body().length));
        final Advertiser advertiser = parsed.advertiser();
        if (advertiser == null) {
            counters.increment(CampaignCounter.REFUSED);
            batch.answerLater(answer, new ChangeOutcome(ChangeOutcome.Kind.REFUSED, 0, parsed.refusals()));
        } else if (advertiser.id() != change.id()) {
            counters.increment(CampaignCounter.REFUSED);
            final String reason = "must be the id in the path, " + change.id();
            batch.answerLater(answer, ChangeOutcome.refused(new Refusal(1, advertiser.id(), "id", reason)));
        } else if (versionBefore != null && Arrays.equals(advertisers.json(change.id()), parsed.json())) {
            batch.answerLater(answer, ChangeOutcome.of(ChangeOutcome.Kind.REPLACED, versionBefore));
        } else {
            put(change, advertiser, parsed.json(), versionBefore != null);
        }
    }

    void onRead(final CampaignChange.ReadAdvertiser change) {
        final Long version = advertisers.version(change.id());
        final byte[] json = advertisers.json(change.id());
        change.answer()
                .complete(
                        version == null || json == null
                                ? Optional.empty()
                                : Optional.of(new StoredAdvertiser(version, json)));
    }

    private void put(
            final CampaignChange.PutAdvertiser change,
            final Advertiser advertiser,
            final byte[] json,
            final boolean replaces) {
        try {
            final long version = advertisers.put(advertiser, json);
            final ChangeOutcome.Kind kind = replaces ? ChangeOutcome.Kind.REPLACED : ChangeOutcome.Kind.CREATED;
            batch.staged(
                    () -> batch.answerLater(change.answer(), ChangeOutcome.of(kind, version)),
                    reason -> batch.answerLater(change.answer(), ChangeOutcome.notDurable(change.id(), reason)));
        } catch (final RefusedException e) {
            counters.increment(e.counter());
            batch.answerLater(change.answer(), e.outcome(change.id()));
        }
    }
}
