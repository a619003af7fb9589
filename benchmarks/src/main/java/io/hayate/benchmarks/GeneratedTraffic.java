package io.hayate.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.loadtest.campaigns.CampaignGenerator;
import io.hayate.loadtest.campaigns.CreativeFormat;
import io.hayate.loadtest.campaigns.GeneratorOptions;
import io.hayate.loadtest.traffic.RequestGenerator;
import io.hayate.loadtest.traffic.TrafficMix;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What every measurement bids on: the load harness's campaigns and requests, the same for the same numbers. Immutable;
 * shared.
 */
public final class GeneratedTraffic {
    private static final long SEED = 1;
    /** Of each campaign of {@link #forEachCampaign}. */
    public static final int CREATIVES_AT_SCALE = 3;

    private static final ObjectMapper JSON = new ObjectMapper();

    private GeneratedTraffic() {}

    /**
     * Campaigns as NDJSON, a line each. Their budgets have no limits: a measurement bids for years in minutes, and the last
     * request is to meet the campaigns that the first one met.
     */
    public static List<byte[]> campaigns(final int count, final List<CreativeFormat> formats) {
        final GeneratorOptions options = new GeneratorOptions(
                GeneratorOptions.Profile.MIXED,
                count,
                SEED,
                0,
                new GeneratorOptions.Content(formats, GeneratorOptions.DEFAULT_CURRENCIES, List.of()),
                GeneratorOptions.Ids.DEFAULT,
                GeneratorOptions.DEFAULT_START);
        final ByteArrayOutputStream generated = new ByteArrayOutputStream();
        final List<byte[]> lines = new ArrayList<>(count);
        try {
            new CampaignGenerator(options).write(generated);
            for (final String line :
                    generated.toString(StandardCharsets.UTF_8).lines().toList()) {
                final ObjectNode campaign = (ObjectNode) JSON.readTree(line);
                campaign.withObject("/budget").remove(List.of("daily", "total"));
                lines.add(JSON.writeValueAsBytes(campaign));
            }
        } catch (final IOException e) {
            throw new IllegalStateException("memory cannot fail", e);
        }
        return lines;
    }

    /** Campaigns of all formats with three creatives each, a line at a time: a million are too many to be held as text. */
    public static void forEachCampaign(final int count, final Consumer<byte[]> onLine) {
        final GeneratorOptions options = new GeneratorOptions(
                GeneratorOptions.Profile.MIXED,
                count,
                SEED,
                CREATIVES_AT_SCALE,
                GeneratorOptions.Content.DEFAULT,
                GeneratorOptions.Ids.DEFAULT,
                GeneratorOptions.DEFAULT_START);
        try {
            new CampaignGenerator(options).write(new LineSplitter(onLine));
        } catch (final IOException e) {
            throw new IllegalStateException("memory cannot fail", e);
        }
    }

    /** The first so many requests. */
    public static List<byte[]> requests(final int count) {
        return requests(count, TrafficMix.EXCHANGE, 0, Integer.MAX_VALUE);
    }

    /** The first so many requests of at least and at most so many bytes. */
    public static List<byte[]> requests(final int count, final TrafficMix mix, final int minBytes, final int maxBytes) {
        final RequestGenerator generator = new RequestGenerator(SEED, mix);
        final List<byte[]> requests = new ArrayList<>(count);
        for (long number = 0; requests.size() < count; number++) {
            final byte[] request = generator.request(number);
            if (request.length >= minBytes && request.length <= maxBytes) {
                requests.add(request);
            }
        }
        return requests;
    }

    /** Hands on each line that is written to it. Owned by the thread that generates. */
    private static final class LineSplitter extends OutputStream {
        private final Consumer<byte[]> onLine;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        LineSplitter(final Consumer<byte[]> onLine) {
            this.onLine = onLine;
        }

        @Override
        public void write(final int b) {
            if (b == '\n') {
                onLine.accept(line.toByteArray());
                line.reset();
            } else {
                line.write(b);
            }
        }

        @Override
        public void write(final byte[] bytes, final int offset, final int length) {
            int from = offset;
            for (int i = offset; i < offset + length; i++) {
                if (bytes[i] == '\n') {
                    line.write(bytes, from, i - from);
                    onLine.accept(line.toByteArray());
                    line.reset();
                    from = i + 1;
                }
            }
            line.write(bytes, from, offset + length - from);
        }
    }
}
