package io.hayate.bidder.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.explain.CampaignFunnel.Estimate;
import io.hayate.bidder.explain.CampaignFunnel.Exact;
import io.hayate.bidder.explain.WhyRow.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A campaign's funnel in words: what keeps it from bidding at all, then what was counted, then what samples tell, each
 * with the most limiting first. Immutable; shared.
 */
final class WhyReport {
    /** What ends a candidate beside the rules for creatives and the price, which are told apart; in the route's order. */
    private static final List<NoBidReason> BESIDE_RULES = List.of(
            NoBidReason.PACED,
            NoBidReason.CAPPED_WITHOUT_USER,
            NoBidReason.FREQUENCY_CAPPED,
            NoBidReason.NO_BUDGET,
            NoBidReason.CREATIVE_UNREADABLE,
            NoBidReason.ANSWER_TOO_LARGE);

    private final CampaignFunnel funnel;
    private final List<WhyRow> rows = new ArrayList<>();

    /** @param states of {@link CampaignStates} */
    WhyReport(final CampaignFunnel funnel, final List<WhyRow> states) {
        this.funnel = funnel;
        rows.addAll(states);
        addExact();
        addEstimates();
        rows.sort(Comparator.comparing(WhyRow::kind)
                .thenComparing(Comparator.comparingDouble(WhyRow::share).reversed()));
    }

    ObjectNode json(final String status) {
        final ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("campaign", funnel.campaignId())
                .put("status", status)
                .put("live", funnel.campaign() != null)
                .put("biddableNow", funnel.biddableNow() && funnel.open());
        final ArrayNode reasons = json.putArray("reasons");
        rows.forEach(row -> row.addTo(reasons.addObject()));
        final Exact exact = funnel.exact();
        if (exact != null) {
            json.putObject("exact")
                    .put("since", time(exact.sinceMs()))
                    .put("candidates", exact.looks())
                    .put("bids", exact.bids());
        }
        final Estimate estimate = funnel.estimate();
        if (estimate != null) {
            addFunnel(
                    json.putObject("estimate")
                            .put("since", time(estimate.sinceMs()))
                            .put("samples", estimate.samples())
                            .put("judged", estimate.judged())
                            .putArray("funnel"),
                    estimate);
        }
        return json;
    }

    private void addExact() {
        final Exact exact = funnel.exact();
        if (exact == null) {
            return;
        }
        final long looks = exact.looks();
        exact.noBids()
                .forEach((reason, count) -> rows.add(WhyRow.counted(
                        Kind.EXACT,
                        reason.label(),
                        "%s ended %s of the %s times that the campaign was looked at since %s: %s"
                                .formatted(
                                        reason.label(),
                                        WhyRow.percent(count, looks),
                                        WhyRow.number(looks),
                                        time(exact.sinceMs()),
                                        reason.sentence()),
                        count,
                        looks)));
        if (looks == 0) {
            rows.add(WhyRow.uncounted(
                    Kind.EXACT,
                    "not_looked_at",
                    "The campaign was not looked at since " + time(exact.sinceMs())
                            + ": on no request was it a candidate that came to its turn."));
        }
    }

    private void addEstimates() {
        final Estimate estimate = funnel.estimate();
        if (estimate == null) {
            return;
        }
        addGate(estimate);
        final int samples = estimate.samples();
        if (samples == 0) {
            rows.add(WhyRow.uncounted(
                    Kind.ESTIMATE,
                    "no_samples",
                    "No request has been sampled since " + time(estimate.sinceMs())
                            + ", when the campaign was last changed or sampling began: nothing can be estimated."));
            return;
        }
        estimate.alone()
                .forEach((dimension, count) -> rows.add(WhyRow.counted(
                        Kind.ESTIMATE,
                        dimension.label(),
                        "%s excludes %s of sampled requests (%s of %s)"
                                .formatted(
                                        dimension.label(),
                                        WhyRow.percent(count, samples),
                                        WhyRow.number(count),
                                        WhyRow.number(samples)),
                        count,
                        samples)));
        addRules(estimate);
        for (final SampleOutcome outcome :
                List.of(SampleOutcome.NO_SINGLE_IMPRESSION, SampleOutcome.CUT, SampleOutcome.LOST_TO_BETTER)) {
            addOutcome(outcome.label(), outcome.sentence(), estimate, outcome.column());
        }
        for (final NoBidReason reason : BESIDE_RULES) {
            addOutcome(reason.label(), reason.sentence(), estimate, SampleOutcome.column(reason));
        }
    }

    private void addGate(final Estimate estimate) {
        estimate.gate()
                .forEach((reason, count) -> rows.add(WhyRow.counted(
                        Kind.ESTIMATE,
                        reason.label(),
                        "%s rules out %s of sampled requests for all campaigns (%s of %s): %s"
                                .formatted(
                                        reason.label(),
                                        WhyRow.percent(count, estimate.gateSamples()),
                                        WhyRow.number(count),
                                        WhyRow.number(estimate.gateSamples()),
                                        reason.sentence()),
                        count,
                        estimate.gateSamples())));
    }

    /** A rule limits what the dimensions have left: its share there is put in order as its share of all samples. */
    private void addRules(final Estimate estimate) {
        int left = estimate.samples();
        for (final int first : estimate.first().values()) {
            left -= first;
        }
        final double leftShare = Math.max(0, (double) left / estimate.samples());
        final int judged = estimate.judged();
        for (final Map.Entry<NoBidReason, Integer> each : estimate.rules().entrySet()) {
            final NoBidReason reason = each.getKey();
            final int count = each.getValue();
            rows.add(new WhyRow(
                    Kind.ESTIMATE,
                    reason.label(),
                    "%s excludes %s of the %s sampled requests on which the campaign was a candidate: %s"
                            .formatted(
                                    reason.label(),
                                    WhyRow.percent(count, judged),
                                    WhyRow.number(judged),
                                    reason.sentence()),
                    count,
                    judged,
                    leftShare * count / judged));
        }
    }

    private void addOutcome(final String label, final String sentence, final Estimate estimate, final int column) {
        final int count = estimate.outcomes().getOrDefault(column, 0);
        if (count > 0) {
            rows.add(WhyRow.counted(
                    Kind.ESTIMATE,
                    label,
                    "%s ends %s of sampled requests (%s of %s): %s"
                            .formatted(
                                    label,
                                    WhyRow.percent(count, estimate.samples()),
                                    WhyRow.number(count),
                                    WhyRow.number(estimate.samples()),
                                    sentence),
                    count,
                    estimate.samples()));
        }
    }

    /** From all samples to bids, step by step in the order of the route. */
    private static void addFunnel(final ArrayNode target, final Estimate estimate) {
        int left = estimate.samples();
        target.addObject().put("step", "samples").put("left", left);
        for (final Map.Entry<FunnelDimension, Integer> each : estimate.first().entrySet()) {
            left -= each.getValue();
            target.addObject()
                    .put("step", each.getKey().label())
                    .put("excludes", each.getValue())
                    .put("left", left);
        }
        for (final Map.Entry<Integer, Integer> each : estimate.outcomes().entrySet()) {
            if (each.getKey() != SampleOutcome.BID.column()) {
                left -= each.getValue();
                target.addObject()
                        .put("step", SampleOutcome.label(each.getKey()))
                        .put("excludes", each.getValue())
                        .put("left", left);
            }
        }
        target.addObject()
                .put("step", SampleOutcome.BID.label())
                .put("left", estimate.outcomes().getOrDefault(SampleOutcome.BID.column(), 0));
    }

    private static String time(final long epochMs) {
        return Instant.ofEpochMilli(epochMs).toString();
    }
}
