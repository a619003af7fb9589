package io.hayate.benchmarks.bid.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.benchmarks.GeneratedTraffic;
import io.hayate.benchmarks.bid.BidBenchmark;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.decode.BidRequestDecoder;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Our decoder, which checks the whole document and reads about forty fields, against a tree of Jackson. */
public class BidRequestDecoderBenchmark extends BidBenchmark {
    /** Too many for the branch predictor to learn by heart; together they lie in the second or third level cache. */
    private static final int REQUESTS = 1024;

    private final BidRequestView view = new BidRequestView();
    private final BidRequestDecoder decoder = new BidRequestDecoder();
    private final ObjectMapper jackson = new ObjectMapper();
    private byte[][] requests = {};
    private int next;

    /** Both must find as many impressions in every request. */
    @Setup
    public void generate() throws IOException {
        final List<byte[]> generated = GeneratedTraffic.requests(REQUESTS);
        requests = generated.toArray(new byte[0][]);
        long bytes = 0;
        for (final byte[] request : requests) {
            bytes += request.length;
            final JsonNode impressions = jackson.readTree(request).path("imp");
            if (!decode(request) || view.impressionCount != impressions.size() || impressions.isEmpty()) {
                throw new IllegalStateException("the two readers disagree");
            }
        }
        System.out.printf(Locale.ROOT, "%n# %d requests of %d bytes in the mean%n", REQUESTS, bytes / REQUESTS);
    }

    /** With the copy that puts the body into the view. */
    @Benchmark
    public boolean decoder() {
        return decode(nextRequest());
    }

    @Benchmark
    public JsonNode jacksonTree() throws IOException {
        return jackson.readTree(nextRequest());
    }

    private boolean decode(final byte[] request) {
        System.arraycopy(request, 0, view.body, 0, request.length);
        view.bodyLengthBytes = request.length;
        return decoder.decode(view);
    }

    private byte[] nextRequest() {
        next = (next + 1) & (REQUESTS - 1);
        return requests[next];
    }
}
