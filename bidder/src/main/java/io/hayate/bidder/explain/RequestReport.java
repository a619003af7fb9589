package io.hayate.bidder.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.privacy.PrivacyRestriction;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What becomes of one request: the route's verdict, stage by stage, for all campaigns and closely for one. Nothing of the
 * request is kept. Owned by the explain agent.
 */
final class RequestReport {
    /** Candidates that are listed; the rest is in the sums. */
    static final int MOST_LISTED = 200;

    private static final int MICRO_DECIMALS = 6;

    private final TracedRoute route;
    private final SampleJudge judge;

    RequestReport(final TracedRoute route, final SampleJudge judge) {
        this.route = route;
        this.judge = judge;
    }

    /**
     * The report as JSON; empty if the body is no bid request.
     *
     * @param campaignId to be looked at closely, or {@link ExplainQueries#ALL_CAMPAIGNS}
     */
    ObjectNode of(final ExchangeProfile exchange, final byte[] body, final long campaignId) {
        try {
            final BidContext context = route.run(exchange, new UnsafeBuffer(body), 0, body.length);
            return context == null ? JsonNodeFactory.instance.objectNode() : report(exchange, context, campaignId);
        } finally {
            route.endOfBatch();
        }
    }

    private ObjectNode report(final ExchangeProfile exchange, final BidContext context, final long campaignId) {
        final ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("exchange", exchange.name());
        report.put("outcome", route.bids() ? "bid" : "no_bid");
        final NoBidReason reason = context.requestReason();
        if (!route.bids()) {
            putReason(report, reason);
        }
        if (!route.gate().passesRequest(context)) {
            report.putObject("gate").put("passed", false).put("reason", reason.label());
            return report;
        }
        report.putObject("gate").put("passed", true);
        privacy(report.putArray("privacy"), context);
        report.put("currency", CurrencyCode.text(context.currency));
        report.put("campaigns", context.view.campaignCount());
        final List<PartJudge> parts = judge.judgeParts(context);
        dimensions(report.putArray("dimensions"), parts, context.view.campaignCount());
        outcomes(report.putObject("outcomes"), parts, context);
        looks(report, context);
        if (campaignId != ExplainQueries.ALL_CAMPAIGNS) {
            new CampaignReport(route, parts, context).add(report.putObject("campaign"), campaignId);
        }
        return report;
    }

    static void putReason(final ObjectNode target, final NoBidReason reason) {
        target.put("reason", reason.label()).put("nbr", reason.nbr).put("text", reason.sentence());
    }

    private static void privacy(final ArrayNode target, final BidContext context) {
        for (final PrivacyRestriction restriction : PrivacyRestriction.values()) {
            if (context.privacy.isRestrictedBy(restriction)) {
                target.add(restriction.label());
            }
        }
    }

    /** In the order of the route, those that rule out any. */
    private static void dimensions(final ArrayNode target, final List<PartJudge> parts, final int campaignCount) {
        final List<long[]> before =
                parts.stream().map(part -> new long[part.index().wordCount()]).toList();
        int left = campaignCount;
        for (final FunnelDimension dimension : FunnelDimension.values()) {
            int alone = 0;
            int first = 0;
            for (int part = 0; part < parts.size(); part++) {
                final long[] excluded = parts.get(part).dimensions().excluded(dimension);
                final long[] excludedBefore = before.get(part);
                for (int word = 0; word < excluded.length; word++) {
                    alone += Long.bitCount(excluded[word]);
                    first += Long.bitCount(excluded[word] & ~excludedBefore[word]);
                    excludedBefore[word] |= excluded[word];
                }
            }
            left -= first;
            if (alone > 0) {
                target.addObject()
                        .put("dimension", dimension.label())
                        .put("excludes", alone)
                        .put("excludesFirst", first)
                        .put("left", left);
            }
        }
    }

    /** Campaigns that no dimension rules out, by how they ended. */
    private void outcomes(final ObjectNode target, final List<PartJudge> parts, final BidContext context) {
        final Map<Integer, Integer> campaigns = new TreeMap<>();
        for (final PartJudge part : parts) {
            SlotTally.forEach(
                    part.dimensions().left(),
                    slot -> campaigns.merge(
                            SampleJudge.outcome(route.trace(), part.index(), slot, context), 1, Integer::sum));
        }
        campaigns.forEach((column, count) -> target.put(SampleOutcome.label(column), count));
    }

    private void looks(final ObjectNode report, final BidContext context) {
        final ArrayNode listed = report.putArray("candidates");
        int count = 0;
        for (final CandidateTrace.Look look : route.trace().looks()) {
            if (count < MOST_LISTED) {
                final ObjectNode row = listed.addObject().put("campaign", look.campaignId());
                putOpportunity(row, context, look.impression(), look.deal());
                if (look.reason() == null) {
                    row.put("outcome", SampleOutcome.BID.label());
                } else {
                    row.put("outcome", look.reason().label())
                            .put("text", look.reason().sentence());
                }
                if (look.creativeId() != 0) {
                    row.put("creative", look.creativeId()).put("price", decimal(look.priceCpmMicros()));
                }
            }
            count++;
        }
        report.put("candidatesLookedAt", count);
    }

    /** By the ids of the request; those of impressions need be neither there nor each another. */
    static void putOpportunity(final ObjectNode row, final BidContext context, final int impression, final int deal) {
        row.put("impression", impression);
        final long id = context.request.impressionIdToken[impression];
        if (id != Slice.ABSENT) {
            row.put("impressionId", unquoted(context, id));
        }
        if (deal != BidContext.NO_DEAL) {
            row.put("deal", text(context, context.request.dealId[deal]));
        }
    }

    static BigDecimal decimal(final long micros) {
        return BigDecimal.valueOf(micros, MICRO_DECIMALS).stripTrailingZeros();
    }

    private static String unquoted(final BidContext context, final long token) {
        final String text = text(context, token);
        return text.length() > 1 && text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
    }

    static String text(final BidContext context, final long slice) {
        return new String(context.request.body, Slice.offset(slice), Slice.length(slice), StandardCharsets.UTF_8);
    }
}
