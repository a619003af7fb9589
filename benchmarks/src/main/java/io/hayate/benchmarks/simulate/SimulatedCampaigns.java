package io.hayate.benchmarks.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.benchmarks.GeneratedTraffic;
import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.admit.CampaignParser;
import io.hayate.bidder.campaigns.admit.ParsedCampaign;
import io.hayate.loadtest.campaigns.GeneratorOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * Campaigns to simulate with. Immutable; shared.
 *
 * @param lines as the bidder is given them, NDJSON
 * @param campaigns what is in them; of two with the same id the later
 */
public record SimulatedCampaigns(List<byte[]> lines, List<Campaign> campaigns) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DAILY = "daily";
    private static final String TOTAL = "total";

    /** Decimals of an amount in a campaign. */
    private static final int MONEY_DECIMALS = 6;

    private static final int NANO_DECIMALS = 9;

    /**
     * Those of a file.
     *
     * @throws IllegalArgumentException if there is none, or some are refused; names every problem, a line each
     */
    public static SimulatedCampaigns read(final Path file) throws IOException {
        final List<byte[]> lines = new ArrayList<>();
        for (final String line : Files.readAllLines(file)) {
            lines.add(line.getBytes(StandardCharsets.UTF_8));
        }
        return of(lines);
    }

    /**
     * Generated ones whose budgets are made larger or smaller, all alike, until together they are worth so much a day. Those
     * that never bid (not active) are not counted.
     *
     * @param dailyUsd above 0
     */
    public static SimulatedCampaigns generated(final GeneratorOptions options, final BigDecimal dailyUsd) {
        return generated(options, dailyUsd, Budget.Pacing.ASAP, false);
    }

    /**
     * The same, and all of them paced alike.
     *
     * @param dailyUsd above 0
     * @param dailyOnly no campaign has a total budget or an end
     */
    public static SimulatedCampaigns generated(
            final GeneratorOptions options,
            final BigDecimal dailyUsd,
            final Budget.Pacing pacing,
            final boolean dailyOnly) {
        final List<ObjectNode> campaigns = new ArrayList<>();
        GeneratedTraffic.forEachCampaign(options, line -> campaigns.add(tree(line)));
        BigDecimal sum = BigDecimal.ZERO;
        for (final ObjectNode campaign : campaigns) {
            giveDailyBudget(campaign);
            if (dailyOnly) {
                campaign.withObject("/budget").remove(TOTAL);
                campaign.withObject("/flight").remove("end");
            }
            campaign.withObject("/budget").put("pacing", pacing.name().toLowerCase(Locale.ROOT));
            if (campaign.path("status").asText().equals("active")) {
                sum = sum.add(campaign.path("budget").path(DAILY).decimalValue());
            }
        }
        final List<byte[]> lines = new ArrayList<>();
        for (final ObjectNode campaign : campaigns) {
            scale(campaign, DAILY, dailyUsd, sum);
            scale(campaign, TOTAL, dailyUsd, sum);
            lines.add(bytes(campaign));
        }
        return of(lines);
    }

    /**
     * The same with other daily budgets and no total ones.
     *
     * @param dailyNanos by campaign, 1e-9 of the budget's currency, by the campaign's id
     */
    public SimulatedCampaigns withDailyBudgets(final LongUnaryOperator dailyNanos) {
        final List<byte[]> changed = new ArrayList<>();
        for (final byte[] line : lines) {
            final ObjectNode campaign = tree(line);
            final ObjectNode budget = campaign.withObject("/budget");
            budget.remove(TOTAL);
            budget.put(
                    DAILY,
                    BigDecimal.valueOf(
                                    dailyNanos.applyAsLong(campaign.path("id").asLong()), NANO_DECIMALS)
                            .setScale(MONEY_DECIMALS, RoundingMode.UP));
            changed.add(bytes(campaign));
        }
        return of(changed);
    }

    /** Every twentieth has none, and those that are wide open neither: a thousand dollars, of the same order as others. */
    private static void giveDailyBudget(final ObjectNode campaign) {
        final ObjectNode budget = campaign.withObject("/budget");
        if (!budget.has(DAILY)) {
            budget.put(DAILY, 1_000);
        }
    }

    private static void scale(
            final ObjectNode campaign, final String key, final BigDecimal wanted, final BigDecimal sum) {
        final ObjectNode budget = campaign.withObject("/budget");
        if (budget.has(key)) {
            budget.put(
                    key,
                    budget.path(key)
                            .decimalValue()
                            .multiply(wanted)
                            .divide(sum.max(BigDecimal.ONE), MONEY_DECIMALS, RoundingMode.UP));
        }
    }

    /** @throws IllegalArgumentException as {@link #read} */
    static SimulatedCampaigns of(final List<byte[]> lines) {
        final CampaignParser parser = new CampaignParser();
        final Map<Long, Campaign> campaigns = new LinkedHashMap<>();
        final List<byte[]> used = new ArrayList<>();
        final List<String> problems = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            final byte[] line = lines.get(i);
            if (new String(line, StandardCharsets.UTF_8).isBlank()) {
                continue;
            }
            final ParsedCampaign parsed = parser.parse(line, i + 1);
            parsed.refusals()
                    .forEach(refusal ->
                            problems.add("line " + refusal.line() + ": " + refusal.path() + ": " + refusal.reason()));
            if (parsed.campaign() != null) {
                campaigns.put(parsed.campaign().id(), parsed.campaign());
                used.add(line);
            }
        }
        if (used.isEmpty() && problems.isEmpty()) {
            problems.add("there is no campaign");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new SimulatedCampaigns(List.copyOf(used), List.copyOf(campaigns.values()));
    }

    private static ObjectNode tree(final byte[] line) {
        try {
            return (ObjectNode) JSON.readTree(line);
        } catch (final IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    private static byte[] bytes(final ObjectNode campaign) {
        try {
            return JSON.writeValueAsBytes(campaign);
        } catch (final IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }
}
