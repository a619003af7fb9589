package io.hayate.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.loadtest.campaigns.CampaignGenerator;
import io.hayate.loadtest.campaigns.CreativeFormat;
import io.hayate.loadtest.campaigns.GeneratorOptions;
import io.hayate.loadtest.traffic.RequestGenerator;
import io.hayate.loadtest.traffic.TrafficMix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What every measurement bids on: the load harness's campaigns and requests, the same for the same numbers. Immutable;
 * shared.
 */
public final class GeneratedTraffic {
    private static final long FAR_DAILY = 100_000_000;
    private static final long FAR_TOTAL = 1_000_000_000;
    private static final int FAR_IMPRESSIONS = 1_000;

    private static final long SEED = 1;
    /** Of each campaign, where many are looked at. */
    public static final int CREATIVES_AT_SCALE = 3;

    private static final String CAPS = """
            [{"scope": "campaign", "impressions": 1000, "hours": 24},
             {"scope": "creative", "impressions": 1000, "hours": 168},
             {"scope": "advertiser", "impressions": 1000, "hours": 720}]""";

    private static final ObjectMapper JSON = new ObjectMapper();

    private GeneratedTraffic() {}

    /**
     * Campaigns as NDJSON, a line each. Their budgets have no limits: a measurement bids for years in minutes, and the last
     * request is to meet the campaigns that the first one met.
     */
    public static List<byte[]> campaigns(final int count, final List<CreativeFormat> formats) {
        final List<byte[]> lines = new ArrayList<>(count);
        forEachCampaign(count, 0, formats, lines::add);
        return lines;
    }

    /**
     * The same a line at a time: a hundred thousand are some hundreds of megabytes.
     *
     * @param creatives for each campaign; 0: one to six
     */
    public static void forEachCampaign(
            final int count, final int creatives, final List<CreativeFormat> formats, final Consumer<byte[]> onLine) {
        final GeneratorOptions options = new GeneratorOptions(
                GeneratorOptions.Profile.MIXED,
                count,
                SEED,
                creatives,
                new GeneratorOptions.Content(formats, GeneratorOptions.DEFAULT_CURRENCIES, List.of()),
                GeneratorOptions.Ids.DEFAULT,
                GeneratorOptions.DEFAULT_START);
        forEachCampaign(options, line -> onLine.accept(withoutLimits(line)));
    }

    /** As the load harness makes them, with their budgets, a line at a time. */
    public static void forEachCampaign(final GeneratorOptions options, final Consumer<byte[]> onLine) {
        try {
            new CampaignGenerator(options).write(new LineSplitter(onLine));
        } catch (final IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    /** The same campaigns with frequency caps that nobody reaches in a measurement. */
    public static List<byte[]> withCaps(final List<byte[]> campaigns) {
        final List<byte[]> capped = new ArrayList<>(campaigns.size());
        try {
            for (final byte[] line : campaigns) {
                final ObjectNode campaign = (ObjectNode) JSON.readTree(line);
                campaign.set("frequencyCaps", JSON.readTree(CAPS));
                capped.add(JSON.writeValueAsBytes(campaign));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return capped;
    }

    private static byte[] withoutLimits(final byte[] line) {
        try {
            final ObjectNode campaign = (ObjectNode) JSON.readTree(line);
            campaign.withObject("/budget").remove(List.of("daily", "total"));
            return JSON.writeValueAsBytes(campaign);
        } catch (final IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    /**
     * A campaign's document with all that money asks of a bid: budgets by day and in total, spread evenly over the day, and
     * frequency caps; all out of reach, so that it bids as it would without.
     */
    public static byte[] withMoney(final byte[] line) {
        try {
            final ObjectNode campaign = (ObjectNode) JSON.readTree(line);
            campaign.withObject("/budget")
                    .put("daily", FAR_DAILY)
                    .put("total", FAR_TOTAL)
                    .put("pacing", "even");
            campaign.withArray("/frequencyCaps").add(cap("campaign", 24)).add(cap("advertiser", 720));
            return JSON.writeValueAsBytes(campaign);
        } catch (final IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    private static ObjectNode cap(final String scope, final int hours) {
        return JSON.createObjectNode()
                .put("scope", scope)
                .put("impressions", FAR_IMPRESSIONS)
                .put("hours", hours);
    }

    /** The first so many requests of a seed. */
    public static List<byte[]> requests(final int count, final long seed, final TrafficMix mix) {
        return requests(new RequestGenerator(seed, mix), count, 0, Integer.MAX_VALUE);
    }

    /** The first so many requests. */
    public static List<byte[]> requests(final int count) {
        return requests(count, TrafficMix.EXCHANGE, 0, Integer.MAX_VALUE);
    }

    /** The first so many requests of at least and at most so many bytes. */
    public static List<byte[]> requests(final int count, final TrafficMix mix, final int minBytes, final int maxBytes) {
        return requests(new RequestGenerator(SEED, mix), count, minBytes, maxBytes);
    }

    private static List<byte[]> requests(
            final RequestGenerator generator, final int count, final int minBytes, final int maxBytes) {
        final List<byte[]> requests = new ArrayList<>(count);
        for (long number = 0; requests.size() < count; number++) {
            final byte[] request = generator.request(number);
            if (request.length >= minBytes && request.length <= maxBytes) {
                requests.add(request);
            }
        }
        return requests;
    }
}
