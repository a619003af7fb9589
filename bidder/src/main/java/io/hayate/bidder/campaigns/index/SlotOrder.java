package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.CampaignStatus;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.agrona.collections.IntArrayList;

/**
 * The active campaigns in the order of their slots: by falling bid, in one currency. Where all bid in the same that is
 * theirs; else the base of the rates, rounded down, and what has no rate comes last.
 *
 * <p>Owned by the campaign agent.
 */
final class SlotOrder {
    private static final Comparator<Ranked> BEST_FIRST = Comparator.comparingLong(Ranked::baseCpmMicros)
            .reversed()
            .thenComparingLong(each -> each.live().campaign().id());

    private final CurrencyRates rates;
    private final List<LiveCampaign> slots;
    private final long[] baseCpmMicros;
    private final int[] currencies;
    private final boolean allRated;

    /** @param baseCpmMicros what it is ordered by */
    private record Ranked(LiveCampaign live, long baseCpmMicros) {}

    SlotOrder(final Collection<LiveCampaign> campaigns, final CurrencyRates rates) {
        this.rates = rates;
        final List<LiveCampaign> active = new ArrayList<>(campaigns.size());
        final IntArrayList found = new IntArrayList();
        for (final LiveCampaign each : campaigns) {
            if (each.campaign().status() == CampaignStatus.ACTIVE) {
                active.add(each);
                final int currency = each.campaign().budget().currencyCode();
                if (!found.containsInt(currency)) {
                    found.addInt(currency);
                }
            }
        }
        this.currencies = found.toIntArray();
        final Ranked[] ranked = new Ranked[active.size()];
        boolean rated = true;
        for (int i = 0; i < ranked.length; i++) {
            final LiveCampaign live = active.get(i);
            final long worth = currencies.length <= 1 ? live.campaign().bidCpmMicros() : converted(live);
            rated &= worth != CurrencyRates.NO_RATE;
            ranked[i] = new Ranked(live, Math.max(0, worth));
        }
        this.allRated = rated;
        Arrays.sort(ranked, BEST_FIRST);
        this.slots = Arrays.stream(ranked).map(Ranked::live).toList();
        this.baseCpmMicros =
                Arrays.stream(ranked).mapToLong(Ranked::baseCpmMicros).toArray();
    }

    List<LiveCampaign> slots() {
        return slots;
    }

    /** Codes of the currencies that campaigns bid in, each once. */
    int[] currencies() {
        return currencies;
    }

    /** Every campaign's bid could be compared. */
    boolean allRated() {
        return allRated;
    }

    /** What the slot is ordered by. */
    long baseCpmMicros(final int slot) {
        return baseCpmMicros[slot];
    }

    private long converted(final LiveCampaign live) {
        return rates.convertDown(
                live.campaign().bidCpmMicros(),
                live.campaign().budget().currencyCode(),
                rates.base() == CurrencyCode.NONE ? CurrencyCode.USD : rates.base());
    }
}
