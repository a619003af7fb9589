package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.CampaignStatus;
import io.hayate.bidder.campaigns.live.CampaignIndex.SlotCurrencies;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.LiveCampaign;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The active campaigns in the order of their slots: by falling bid, in one currency. Where all bid in the same that is
 * theirs; else the base of the rates, rounded down, and what has no rate comes last.
 *
 * <p>Owned by who builds with it.
 */
final class SlotOrder {
    private final CurrencyRates rates;
    private final List<LiveCampaign> slots;
    private final boolean oneCurrency;
    private final boolean allRated;

    private SlotOrder(final List<LiveCampaign> active, final CurrencyRates rates, final boolean oneCurrency) {
        this.rates = rates;
        this.oneCurrency = oneCurrency;
        this.slots = active.stream()
                .sorted(Comparator.comparingLong((LiveCampaign each) -> -baseCpmMicros(each))
                        .thenComparingLong(each -> each.campaign().id()))
                .toList();
        this.allRated = oneCurrency || slots.stream().allMatch(each -> converted(each) != CurrencyRates.NO_RATE);
    }

    /** Of campaigns on their own. */
    static SlotOrder of(final Collection<LiveCampaign> campaigns, final CurrencyRates rates) {
        final List<LiveCampaign> active = active(campaigns);
        final boolean oneCurrency = active.stream()
                        .map(each -> each.campaign().budget().currency())
                        .distinct()
                        .count()
                <= 1;
        return new SlotOrder(active, rates, oneCurrency);
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
                                == CurrencyCode.of(campaign.campaign().budget().currency()));
    }

    private static List<LiveCampaign> active(final Collection<LiveCampaign> campaigns) {
        return campaigns.stream()
                .filter(each -> each.campaign().status() == CampaignStatus.ACTIVE)
                .toList();
    }

    List<LiveCampaign> slots() {
        return slots;
    }

    CurrencyRates rates() {
        return rates;
    }

    /** Codes of the currencies that campaigns bid in, each once. */
    int[] currencies() {
        return slots.stream()
                .mapToInt(each -> CurrencyCode.of(each.campaign().budget().currency()))
                .distinct()
                .toArray();
    }

    /** Every campaign's bid could be compared. */
    boolean allRated() {
        return allRated;
    }

    /** What the slot is ordered by. */
    long baseCpmMicros(final LiveCampaign live) {
        return oneCurrency ? live.campaign().bidCpmMicros() : Math.max(0, converted(live));
    }

    private long converted(final LiveCampaign live) {
        return rates.convertDown(
                live.campaign().bidCpmMicros(),
                CurrencyCode.of(live.campaign().budget().currency()),
                rates.base() == CurrencyCode.NONE ? CurrencyCode.USD : rates.base());
    }
}
