package io.hayate.bidder.campaigns.index;

import io.hayate.bidder.campaigns.CampaignStatus;
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
 * <p>Owned by the campaign agent.
 */
final class SlotOrder {
    private final CurrencyRates rates;
    private final List<LiveCampaign> slots;
    private final boolean oneCurrency;
    private final boolean allRated;

    SlotOrder(final Collection<LiveCampaign> campaigns, final CurrencyRates rates) {
        this.rates = rates;
        final List<LiveCampaign> active = campaigns.stream()
                .filter(each -> each.campaign().status() == CampaignStatus.ACTIVE)
                .toList();
        this.oneCurrency = active.stream()
                        .map(each -> each.campaign().budget().currency())
                        .distinct()
                        .count()
                <= 1;
        this.slots = active.stream()
                .sorted(Comparator.comparingLong((LiveCampaign each) -> -baseCpmMicros(each))
                        .thenComparingLong(each -> each.campaign().id()))
                .toList();
        this.allRated = oneCurrency || slots.stream().allMatch(each -> converted(each) != CurrencyRates.NO_RATE);
    }

    List<LiveCampaign> slots() {
        return slots;
    }

    /** The currency that all bid in; NONE if there are several. */
    int onlyCurrency() {
        if (slots.isEmpty()) {
            return CurrencyCode.USD;
        }
        return oneCurrency ? CurrencyCode.of(slots.get(0).campaign().budget().currency()) : CurrencyCode.NONE;
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
