package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Creative;
import io.hayate.bidder.campaigns.CreativeTrackers;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.Flight;
import io.hayate.bidder.campaigns.Targeting;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form in which campaigns are held in memory: without what only an answer needs of a creative (its markup, texts and
 * URLs are in the catalog, encoded), and with equal parts of many campaigns held once. Owned by the campaign agent.
 */
public final class CompactCampaigns {
    private final SharedParts shared = new SharedParts();

    /** The same campaign to an index and to the ledger; it cannot be encoded for the catalog any more. */
    public Campaign compact(final Campaign campaign) {
        final Flight flight = campaign.flight();
        final Budget budget = campaign.budget();
        final List<Creative> creatives = new ArrayList<>(campaign.creatives().size());
        campaign.creatives().forEach(creative -> creatives.add(compact(creative)));
        return new Campaign(
                campaign.id(),
                campaign.advertiserId(),
                shared.of(campaign.name()),
                campaign.status(),
                shared.of(new Flight(flight.startMs(), flight.endMs(), shared.of(flight.timeZone()))),
                new Budget(shared.of(budget.currency()), budget.dailyNanos(), budget.totalNanos(), budget.pacing()),
                shared.of(campaign.bid()),
                shared.of(campaign.frequencyCaps()),
                compact(campaign.targeting()),
                List.copyOf(creatives));
    }

    private Targeting compact(final Targeting targeting) {
        if (targeting.equals(Targeting.ANY)) {
            return Targeting.ANY;
        }
        final Map<Dimension, Targeting.Rule> rules = new EnumMap<>(Dimension.class);
        targeting
                .rules()
                .forEach((dimension, rule) -> rules.put(
                        dimension, shared.of(new Targeting.Rule(texts(rule.include()), texts(rule.exclude())))));
        return new Targeting(
                shared.of(Map.copyOf(rules)),
                targeting.radius(),
                shared.of(targeting.osVersions()),
                compact(targeting.segments()));
    }

    private Targeting.Segments compact(final Targeting.Segments segments) {
        if (segments.equals(Targeting.Segments.ANY)) {
            return Targeting.Segments.ANY;
        }
        return new Targeting.Segments(segments.allOf().stream().map(this::texts).toList(), texts(segments.noneOf()));
    }

    private Creative compact(final Creative creative) {
        return new Creative(
                creative.id(),
                shared.of(Outlines.of(creative)),
                "",
                texts(creative.domains()),
                texts(creative.categories()),
                creative.cattax(),
                shared.of(creative.attributes()),
                textOrNull(creative.language()),
                creative.secure(),
                textOrNull(creative.bundle()),
                shared.of(creative.apis()),
                CreativeTrackers.NONE);
    }

    private List<String> texts(final List<String> texts) {
        return texts.isEmpty()
                ? List.of()
                : shared.of(List.copyOf(texts.stream().map(shared::of).toList()));
    }

    private @Nullable String textOrNull(final @Nullable String text) {
        return text == null ? null : shared.of(text);
    }
}
