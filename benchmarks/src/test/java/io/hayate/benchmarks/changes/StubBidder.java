package io.hayate.benchmarks.changes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Takes changes and bids on every request with the price put last, both on one port, as well as its fault lets it. */
final class StubBidder implements AutoCloseable {
    /** What is wrong with it. */
    enum Fault {
        NONE,
        /** Changes are answered and forgotten. */
        DEAF,
        /** Every other bid is of the price before. */
        FORGETFUL,
        /** Changes are refused. */
        REFUSING
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Fault fault;
    private final List<Long> changed = Collections.synchronizedList(new ArrayList<>());
    private String price = "0";
    private String priceBefore = "0";
    private boolean bidding = true;
    private int bids;

    StubBidder(final Fault fault) throws IOException {
        this.fault = fault;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/campaigns/", this::onCampaign);
        server.createContext("/bidding", this::onBidding);
        server.createContext("/openrtb2/demo", this::onRequest);
        server.createContext(
                "/metrics", exchange -> answer(exchange, 200, "hayate_index_parts " + (1 + changed.size()) + ".0\n"));
        server.start();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    /** Ids of the campaigns that were put, in the order they came. */
    List<Long> changed() {
        return changed;
    }

    private void onCampaign(final HttpExchange exchange) throws IOException {
        final JsonNode campaign = new ObjectMapper().readTree(exchange.getRequestBody());
        if (fault == Fault.REFUSING) {
            answer(exchange, 400, "{\"refused\":[]}");
            return;
        }
        changed.add(campaign.at("/id").asLong());
        synchronized (this) {
            if (fault != Fault.DEAF || price.equals("0")) {
                priceBefore = price;
                price = campaign.at("/bid/amount").asText();
            }
        }
        answer(exchange, 200, "{}");
    }

    private void onBidding(final HttpExchange exchange) throws IOException {
        final JsonNode change = new ObjectMapper().readTree(exchange.getRequestBody());
        synchronized (this) {
            bidding = change.at("/bidding").asBoolean();
        }
        answer(exchange, 200, "{}");
    }

    private void onRequest(final HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        final String shown;
        synchronized (this) {
            final boolean before = fault == Fault.FORGETFUL && ++bids % 2 == 0 && !priceBefore.equals("0");
            shown = bidding ? before ? priceBefore : price : "0";
        }
        if (shown.equals("0")) {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        } else {
            answer(exchange, 200, "{\"seatbid\":[{\"bid\":[{\"price\":" + shown + ".0}]}]}");
        }
    }

    private static void answer(final HttpExchange exchange, final int status, final String text) throws IOException {
        final byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
