package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.CampaignStatus;
import io.hayate.bidder.campaigns.live.CampaignIndex.SlotCurrencies;
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
 * <p>Owned by who builds with it.
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

    private SlotOrder(final List<LiveCampaign> active, final CurrencyRates rates, final boolean oneCurrency) {
        this.rates = rates;
        this.currencies = currenciesOf(active);
        final Ranked[] ranked = new Ranked[active.size()];
        boolean rated = true;
        for (int i = 0; i < ranked.length; i++) {
            final LiveCampaign live = active.get(i);
            final long worth = oneCurrency ? live.campaign().bidCpmMicros() : converted(live);
            rated &= worth != CurrencyRates.NO_RATE;
            ranked[i] = new Ranked(live, Math.max(0, worth));
        }
        this.allRated = rated;
        Arrays.sort(ranked, BEST_FIRST);
        this.slots = Arrays.stream(ranked).map(Ranked::live).toList();
        this.baseCpmMicros =
                Arrays.stream(ranked).mapToLong(Ranked::baseCpmMicros).toArray();
    }

    /** Of campaigns on their own. */
    static SlotOrder of(final Collection<LiveCampaign> campaigns, final CurrencyRates rates) {
        final List<LiveCampaign> active = active(campaigns);
        return new SlotOrder(active, rates, currenciesOf(active).length <= 1);
    }

    private static int[] currenciesOf(final List<LiveCampaign> campaigns) {
        final IntArrayList found = new IntArrayList();
        for (final LiveCampaign each : campaigns) {
            final int currency = each.campaign().budget().currencyCode();
            if (!found.containsInt(currency)) {
                found.addInt(currency);
            }
        }
        return found.toIntArray();
    }

    /** Of campaigns that stand beside others: their bids are compared as those are. {@link #comparable} says whether they can be. */
    static SlotOrder beside(final SlotCurrencies others, final Collection<LiveCampaign> campaigns) {
        return new SlotOrder(active(campaigns), others.rates(), others.oneCurrency());
    }

    /** Whether a campaign can stand beside others without all being put in order again. */
    static boolean comparable(final SlotCurrencies others, final LiveCampaign campaign) {
        return !others.oneCurrency()
                || (others.currencies().length == 1
                        && others.currencies()[0]
                                == campaign.campaign().budget().currencyCode());
    }

    private static List<LiveCampaign> active(final Collection<LiveCampaign> campaigns) {
        final List<LiveCampaign> active = new ArrayList<>(campaigns.size());
        for (final LiveCampaign each : campaigns) {
            if (each.campaign().status() == CampaignStatus.ACTIVE) {
                active.add(each);
            }
        }
        return active;
    }

    List<LiveCampaign> slots() {
        return slots;
    }

    CurrencyRates rates() {
        return rates;
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
