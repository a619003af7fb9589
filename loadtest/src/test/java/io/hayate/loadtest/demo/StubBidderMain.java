package io.hayate.loadtest.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.loadtest.StubBidder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Looks like a bidder from outside, as far as the demo goes. The file that it takes for its campaigns says how it fails.
 */
public final class StubBidderMain {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StubBidderMain() {}

    public static void main(final String[] args) throws IOException {
        final List<String> arguments = Arrays.asList(args);
        final String fault =
                Files.readString(Path.of(value(arguments, "--campaigns"))).strip();
        if (fault.equals("dies-at-start")) {
            System.out.println("no good: " + value(arguments, "--data-dir"));
            System.exit(2);
        }
        StubBidder.start(Integer.parseInt(value(arguments, "--admin-port")), (call, number) -> {
            switch (call.uri()) {
                case "/readyz" -> call.answer(number < 2 ? 503 : 200, "");
                default -> call.answer(200, "# HELP x\nhayate_no_bids_total{reason=\"no_size\"} 7.0\n");
            }
        });
        StubBidder.start(Integer.parseInt(value(arguments, "--bid-port")), (call, number) -> {
            if (number % 2 == 0) {
                call.answer(204, "");
            } else {
                call.answer(200, bid(call.body(), fault.equals("wrong-bids")));
            }
        });
        // A JVM ended by a signal has exit code 143; a bidder that drained has 0.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0)));
    }

    private static String bid(final byte[] request, final boolean wrong) {
        final JsonNode asked;
        try {
            asked = JSON.readTree(request);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        final JsonNode imp = asked.at("/imp/0");
        final ObjectNode answer = JSON.createObjectNode();
        answer.set("id", wrong ? JSON.createObjectNode() : asked.path("id"));
        final ObjectNode bid =
                answer.putArray("seatbid").addObject().putArray("bid").addObject();
        bid.put("id", "b1").put("impid", imp.path("id").asText()).put("price", 100_000);
        return answer.toString();
    }

    private static String value(final List<String> arguments, final String name) {
        return arguments.get(arguments.indexOf(name) + 1);
    }
}
