package io.hayate.bidder.bid.accept;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRoute;
import io.hayate.bidder.exchanges.ExchangeProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers with the request's id and length, and as many bytes more as the request's {@code pad} asks for; as a
 * no-bid if it has a true {@code "no"}, which is then the reason; with an exception if it has {@code "fail": true}.
 */
final class EchoRoute implements BidRoute {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    final List<Long> arrivalsNs = new ArrayList<>();
    final AtomicInteger batches = new AtomicInteger();
    private int noBidLengthBytes;
    private final byte[] body = new byte[BidLimits.BODY_BUFFER_BYTES];

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public int bid(
            final ExchangeProfile exchange,
            final int bodyLengthBytes,
            final long arrivalNs,
            final long arrivalMs,
            final byte[] answer) {
        arrivalsNs.add(arrivalNs);
        final JsonNode request;
        try {
            request = JSON.readTree(body, 0, bodyLengthBytes);
        } catch (final IOException e) {
            return BAD_REQUEST;
        }
        if (!request.isObject() || !request.hasNonNull("id")) {
            return BAD_REQUEST;
        }
        if (request.path("fail").asBoolean()) {
            throw new IllegalStateException("asked for");
        }
        if (request.path("no").asBoolean()) {
            final byte[] reason = ("{\"nbr\":" + request.path("no").asText() + "}").getBytes(UTF_8);
            System.arraycopy(reason, 0, answer, 0, reason.length);
            noBidLengthBytes = reason.length;
            return NO_BID;
        }
        final byte[] echo = echoOf(
                        request.get("id").asText(),
                        bodyLengthBytes,
                        request.path("pad").asInt())
                .getBytes(UTF_8);
        System.arraycopy(echo, 0, answer, 0, echo.length);
        return echo.length;
    }

    @Override
    public int noBidLengthBytes() {
        return noBidLengthBytes;
    }

    static String echoOf(final String id, final int lengthBytes, final int padBytes) {
        return "{\"id\":" + JSON.getNodeFactory().textNode(id) + ",\"length\":" + lengthBytes + ",\"pad\":\""
                + "x".repeat(padBytes) + "\"}";
    }

    @Override
    public void endOfBatch() {
        batches.incrementAndGet();
    }
}
