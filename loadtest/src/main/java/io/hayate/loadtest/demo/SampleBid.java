package io.hayate.loadtest.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.loadtest.report.JsonLayout;
import io.hayate.loadtest.report.Terminal;
import io.hayate.loadtest.report.Terminal.Tone;
import io.hayate.loadtest.send.RequestPool;
import io.hayate.loadtest.traffic.Inventory;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One request and the bid on it, to look at. Immutable; shared. */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record SampleBid(byte[] request, byte[] answer) {
    private static final int TRIES = 400;
    private static final int WIDTH = 118;
    private static final int INDENT = 2;
    private static final int DEFAULT_PORT = 8080;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The shortest of the first requests that is bid on; null if none is. */
    static @Nullable SampleBid find(final BidderProcess bidder, final RequestPool pool)
            throws IOException, InterruptedException {
        SampleBid shortest = null;
        for (int index = 0; index < Math.min(TRIES, pool.count()); index++) {
            final byte[] request = pool.body(index);
            if (shortest == null || request.length < shortest.request.length) {
                final HttpResponse<byte[]> answer = bidder.bid(Inventory.EXCHANGE, request);
                if (answer.statusCode() == 200) {
                    shortest = new SampleBid(request, answer.body());
                }
            }
        }
        return shortest;
    }

    void show(final Terminal terminal) throws IOException {
        final JsonLayout layout = new JsonLayout(WIDTH);
        terminal.heading("One of the requests");
        layout.lines(JSON.readTree(request), INDENT).forEach(terminal::line);
        terminal.heading("The bid on it");
        layout.lines(JSON.readTree(answer), INDENT).forEach(terminal::line);
        terminal.heading("The same request for a bidder that you keep running");
        terminal.line(terminal.tone(Tone.FAINT, curlLine()));
    }

    private String curlLine() {
        final String quoted = new String(request, StandardCharsets.UTF_8).replace("'", "'\\''");
        return "curl -s http://localhost:" + DEFAULT_PORT + "/openrtb2/" + Inventory.EXCHANGE
                + " -H 'Content-Type: application/json' -d '" + quoted + "'";
    }
}
