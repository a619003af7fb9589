package io.hayate.bidder.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.live.BiddingSwitches;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.ledger.AccountStatement;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a campaign from bidding at all at this moment, whatever is requested. Owned by whoever asks.
 */
final class CampaignStates {
    private static final int NANO_DECIMALS = 9;
    private static final int HOURS_OF_WEEK = 168;

    private final CampaignFunnel funnel;
    private final BiddingSwitches switches;
    private final List<WhyRow> rows = new ArrayList<>();

    CampaignStates(final CampaignFunnel funnel, final BiddingSwitches switches) {
        this.funnel = funnel;
        this.switches = switches;
    }

    /**
     * All of them, in the order in which they should be looked into.
     *
     * @param stored the campaign's JSON
     * @param account null if the ledger has never heard of the campaign
     * @param exchanges enabled or not
     */
    List<WhyRow> rows(
            final JsonNode stored,
            final @Nullable AccountStatement account,
            final CurrencyRates rates,
            final List<ExchangeProfile> exchanges) {
        final String status = stored.path("status").asText("active");
        if (!status.equals("active")) {
            add("status", "The campaign's status is " + status + ", not active.");
        } else if (funnel.campaign() == null) {
            add("not_live", "The campaign is admitted, but no index with it is live yet; ask again in a second.");
        }
        switches(stored.path("id").asLong(), stored.path("advertiser").asLong(), exchanges);
        final Campaign campaign = funnel.campaign();
        if (campaign != null) {
            timing(campaign);
            budget(campaign, account);
            currency(campaign, rates, exchanges);
        }
        return rows;
    }

    private void switches(final long campaignId, final long advertiserId, final List<ExchangeProfile> exchanges) {
        if (switches.allOff()) {
            add("switched_off", "Bidding is switched off for all (PUT /bidding).");
        }
        if (switches.advertisersOff().contains(advertiserId)) {
            add("switched_off", "Bidding is switched off for advertiser " + advertiserId + " (PUT /bidding).");
        }
        if (switches.campaignsOff().contains(campaignId)) {
            add("switched_off", "Bidding is switched off for the campaign (PUT /bidding).");
        }
        final Set<String> off = new TreeSet<>(switches.exchangesOff());
        exchanges.stream()
                .filter(each -> !each.enabled())
                .map(ExchangeProfile::name)
                .forEach(off::add);
        final Campaign campaign = funnel.campaign();
        if (campaign != null && !off.isEmpty()) {
            final Set<String> wanted =
                    new HashSet<>(campaign.targeting().rule(Dimension.EXCHANGE).include());
            if (wanted.isEmpty()) {
                exchanges.forEach(each -> wanted.add(each.name()));
            }
            campaign.targeting().rule(Dimension.EXCHANGE).exclude().forEach(wanted::remove);
            if (off.containsAll(wanted)) {
                add(
                        "switched_off",
                        "All exchanges that the campaign bids on are switched off or disabled: "
                                + String.join(", ", new TreeSet<>(wanted)) + ".");
            }
        }
    }

    private void timing(final Campaign campaign) {
        final long nowMs = funnel.nowMs();
        if (nowMs < campaign.flight().startMs()) {
            add(
                    "flight",
                    "The flight begins at "
                            + Instant.ofEpochMilli(campaign.flight().startMs()) + ".");
        } else if (nowMs >= campaign.flight().endMs()) {
            add(
                    "flight",
                    "The flight ended at "
                            + Instant.ofEpochMilli(campaign.flight().endMs()) + ".");
        } else if (!funnel.biddableNow()
                && rows.stream().noneMatch(row -> row.reason().equals("switched_off"))) {
            final Set<String> hours = new HashSet<>(
                    campaign.targeting().rule(Dimension.HOUR_OF_WEEK).include());
            for (int hour = 0; hours.isEmpty() && hour < HOURS_OF_WEEK; hour++) {
                hours.add(Integer.toString(hour));
            }
            campaign.targeting().rule(Dimension.HOUR_OF_WEEK).exclude().forEach(hours::remove);
            add(
                    Dimension.HOUR_OF_WEEK.jsonName(),
                    "hourOfWeek does not allow this hour; it allows %d of the %d hours of a week, in %s."
                            .formatted(
                                    hours.size(),
                                    HOURS_OF_WEEK,
                                    campaign.flight().timeZone()));
        }
    }

    private void budget(final Campaign campaign, final @Nullable AccountStatement account) {
        final Budget budget = campaign.budget();
        final long bidNanos = campaign.bidCpmMicros();
        final int before = rows.size();
        if (account != null && !funnel.open()) {
            spent("budget.daily", "today", account.spentTodayNanos(), budget.dailyNanos(), bidNanos, budget.currency());
            spent(
                    "budget.total",
                    "in all",
                    account.spentTotalNanos(),
                    budget.totalNanos(),
                    bidNanos,
                    budget.currency());
        }
        if (!funnel.open() && rows.size() == before) {
            add(
                    "budget",
                    "What is left of the budget is set aside for bids without a notice yet (%s %s)."
                            .formatted(account == null ? "0" : money(account.reservedNanos()), budget.currency()));
        }
    }

    private void spent(
            final String reason,
            final String when,
            final long spentNanos,
            final long budgetNanos,
            final long bidNanos,
            final String currency) {
        if (budgetNanos != Budget.NO_LIMIT && budgetNanos - spentNanos < bidNanos) {
            add(
                    reason,
                    "%s %s of %s are spent %s, and what is left does not pay one bid."
                            .formatted(money(spentNanos), currency, money(budgetNanos), when));
        }
    }

    private void currency(final Campaign campaign, final CurrencyRates rates, final List<ExchangeProfile> exchanges) {
        final int own = campaign.budget().currencyCode();
        final boolean any = exchanges.stream()
                .flatMap(each -> each.terms().currencies().stream())
                .anyMatch(each -> each == own || rates.canConvert(own, each));
        if (!any) {
            add(
                    "no_rate",
                    "There is no rate, or none young enough, from "
                            + campaign.budget().currency() + " to the currency of any exchange.");
        }
    }

    private void add(final String reason, final String text) {
        rows.add(WhyRow.state(reason, text));
    }

    private static String money(final long nanos) {
        return BigDecimal.valueOf(nanos, NANO_DECIMALS).stripTrailingZeros().toPlainString();
    }
}
