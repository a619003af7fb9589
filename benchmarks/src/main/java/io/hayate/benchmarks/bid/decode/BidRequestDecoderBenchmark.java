package io.hayate.benchmarks.bid.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.benchmarks.GeneratedTraffic;
import io.hayate.benchmarks.bid.BidBenchmark;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.decode.BidRequestDecoder;
import io.hayate.loadtest.traffic.TrafficMix;
import java.io.IOException;
import java.util.Locale;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Our decoder, which checks the whole document and reads all that bears on a bid, against a tree of Jackson. */
public class BidRequestDecoderBenchmark extends BidBenchmark {
    @Param
    public Requests requests = Requests.EXCHANGE;

    private final BidRequestView view = new BidRequestView();
    private final BidRequestDecoder decoder = new BidRequestDecoder();
    private final ObjectMapper jackson = new ObjectMapper();
    private byte[][] bodies = {};
    private int next;

    /** Too many of each for the branch predictor to learn by heart; together they lie in the second or third level cache. */
    public enum Requests {
        /** For banners, of 1.7 kB. */
        BANNER(TrafficMix.BANNER, 256, 1_650, 1_750),
        /** For videos, of 5 kB. */
        VIDEO(TrafficMix.VIDEO, 256, 4_750, 5_250),
        /** As an exchange sends them: all formats, all lengths. */
        EXCHANGE(TrafficMix.EXCHANGE, 1_024, 0, Integer.MAX_VALUE);

        private final TrafficMix mix;
        private final int count;
        private final int minBytes;
        private final int maxBytes;

        Requests(final TrafficMix mix, final int count, final int minBytes, final int maxBytes) {
            this.mix = mix;
            this.count = count;
            this.minBytes = minBytes;
            this.maxBytes = maxBytes;
        }

        private byte[][] generate() {
            return GeneratedTraffic.requests(count, mix, minBytes, maxBytes).toArray(new byte[0][]);
        }
    }

    /** Both must find as many impressions in every request. */
    @Setup
    public void generate() throws IOException {
        bodies = requests.generate();
        long bytes = 0;
        for (final byte[] body : bodies) {
            bytes += body.length;
            final JsonNode impressions = jackson.readTree(body).path("imp");
            if (!decode(body) || view.impressionCount != impressions.size() || impressions.isEmpty()) {
                throw new IllegalStateException("the two readers disagree");
            }
        }
        System.out.printf(
                Locale.ROOT, "%n# %d requests of %d bytes in the mean%n", bodies.length, bytes / bodies.length);
    }

    /** With the copy that puts the body into the view. */
    @Benchmark
    public boolean decoder() {
        return decode(nextBody());
    }

    @Benchmark
    public JsonNode jacksonTree() throws IOException {
        return jackson.readTree(nextBody());
    }

    private boolean decode(final byte[] body) {
        System.arraycopy(body, 0, view.body, 0, body.length);
        view.bodyLengthBytes = body.length;
        return decoder.decode(view);
    }

    private byte[] nextBody() {
        next = (next + 1) & (bodies.length - 1);
        return bodies[next];
    }
}
