package io.hayate.bidder.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.IndexView;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One campaign held against all of a request that was run just now: every dimension and, for each opportunity, every rule
 * that it breaks. Owned by the explain agent.
 */
final class CampaignReport {
    private static final int NONE = -1;

    private final TracedRoute route;
    private final List<PartJudge> parts;
    private final BidContext context;

    /** @param parts of the context's view, which have judged its request */
    CampaignReport(final TracedRoute route, final List<PartJudge> parts, final BidContext context) {
        this.route = route;
        this.parts = parts;
        this.context = context;
    }

    void add(final ObjectNode target, final long campaignId) {
        target.put("id", campaignId);
        for (int part = 0; part < parts.size(); part++) {
            final int slot = slotOf(context.view, part, campaignId);
            if (slot != NONE) {
                target.put("live", true);
                context.lookAt(part);
                add(target, parts.get(part), slot);
                return;
            }
        }
        target.put("live", false)
                .put("outcome", "not_live")
                .put("text", "the campaign is not in the live index: see its why");
    }

    private void add(final ObjectNode target, final PartJudge judge, final int slot) {
        final CampaignIndex index = judge.index();
        final boolean biddable = index.isBiddableNow(slot);
        final boolean open = index.isOpen(slot);
        target.put("biddableNow", biddable).put("budgetLeft", open);
        final Set<FunnelDimension> excluding = EnumSet.noneOf(FunnelDimension.class);
        for (final FunnelDimension dimension : FunnelDimension.values()) {
            if (judge.dimensions().excludes(dimension, slot)) {
                excluding.add(dimension);
            }
        }
        outcome(target, index, slot, excluding);
        final ArrayNode excludedBy = target.putArray("excludedBy");
        excluding.forEach(each -> excludedBy.add(each.label()));
        opportunities(target.putArray("opportunities"), judge.rules(), index.campaign(slot), slot);
    }

    /** What the route made of it, or why it did not come so far. */
    private void outcome(
            final ObjectNode target, final CampaignIndex index, final int slot, final Set<FunnelDimension> excluding) {
        if (excluding.isEmpty()) {
            final int column = SampleJudge.outcome(route.trace(), index, slot, context);
            target.put("outcome", SampleOutcome.label(column)).put("text", SampleOutcome.sentence(column));
        } else {
            target.put("outcome", "not_targeted")
                    .put(
                            "text",
                            "ruled out by "
                                    + String.join(
                                            ", ",
                                            excluding.stream()
                                                    .map(FunnelDimension::label)
                                                    .toList()));
        }
    }

    /** The open auction of each impression, or the deals that the campaign names. */
    private void opportunities(final ArrayNode target, final RuleJudge rules, final Campaign campaign, final int slot) {
        final Set<String> deals =
                Set.copyOf(campaign.targeting().rule(Dimension.DEAL).include());
        rules.beginRequest();
        for (int impression = 0; impression < context.request.impressionCount; impression++) {
            context.beginImpression(impression);
            if (!route.gate().passesImpression(context)) {
                final ObjectNode row = target.addObject();
                RequestReport.putOpportunity(row, context, impression, BidContext.NO_DEAL);
                row.put("impressionRuledOut", context.impressionReason().label());
            } else if (deals.isEmpty()) {
                opportunity(target.addObject(), rules, campaign, slot);
            } else {
                final int firstDeal = context.request.firstDeal[impression];
                for (int deal = firstDeal; deal < firstDeal + context.request.dealCount[impression]; deal++) {
                    if (deals.contains(RequestReport.text(context, context.request.dealId[deal]))) {
                        context.deal = deal;
                        opportunity(target.addObject(), rules, campaign, slot);
                    }
                }
            }
        }
    }

    private void opportunity(final ObjectNode row, final RuleJudge rules, final Campaign campaign, final int slot) {
        RequestReport.putOpportunity(row, context, context.impression, context.deal);
        if (context.deal == BidContext.NO_DEAL && context.request.privateAuction[context.impression]) {
            row.put("privateAuction", true);
        }
        if (context.deal != BidContext.NO_DEAL && !route.gate().passesDeal(context)) {
            row.put("dealRuledOut", context.impressionReason().label());
        }
        final ArrayNode creatives = row.putArray("creatives");
        final int first = context.index.table().firstCreative(slot);
        context.slot = slot;
        for (int i = 0; i < campaign.creatives().size(); i++) {
            final ObjectNode creative = creatives.addObject();
            creative.put("creative", context.index.table().creativeId(first + i));
            final Set<NoBidReason> broken = rules.broken(context, first + i);
            creative.put("passes", broken.isEmpty());
            if (context.index.table().isPredicted(slot) && !broken.contains(NoBidReason.FORMAT_NOT_OFFERED)) {
                creative.put("value", RequestReport.decimal(context.valueCpmMicros));
            }
            if (broken.isEmpty()) {
                creative.put("price", RequestReport.decimal(context.priceCpmMicros));
            } else {
                final ArrayNode reasons = creative.putArray("broken");
                broken.forEach(reason ->
                        reasons.addObject().put("reason", reason.label()).put("text", reason.sentence()));
            }
        }
    }

    private static int slotOf(final IndexView view, final int part, final long campaignId) {
        final CampaignIndex index = view.part(part);
        for (int slot = 0; slot < index.slotCount(); slot++) {
            if (index.campaign(slot).id() == campaignId && !view.isGone(part, slot)) {
                return slot;
            }
        }
        return NONE;
    }
}
