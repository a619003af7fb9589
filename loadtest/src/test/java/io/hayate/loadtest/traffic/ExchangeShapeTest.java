package io.hayate.loadtest.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExchangeShapeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RequestGenerator GENERATOR = new RequestGenerator(1, TrafficMix.ALL);

    @Test
    void shouldLeaveTheRequestsOfPlainExchangesAsTheyAre() {
        final byte[] request = GENERATOR.request(1);
        assertThat(ExchangeShape.DEMO.shaped(request, 1)).isSameAs(request);
        assertThat(ExchangeShape.GENERIC.path()).isEqualTo("/openrtb2/generic");
    }

    @Test
    void shouldGiveGooglesRequestsABillingIdAndHttpsOnly() {
        assertThat(requests(ExchangeShape.GOOGLE)).allSatisfy(request -> {
            assertThat(request.at("/ext/google_query_id").asText()).startsWith("query-");
            assertThat(request.path("imp")).isNotEmpty().allSatisfy(imp -> {
                assertThat(imp.path("secure").asInt()).isEqualTo(1);
                assertThat(imp.at("/ext/billing_id")).hasSize(1);
            });
        });
    }

    @Test
    void shouldEndEverySupplyChainOfIndexWithItself() {
        assertThat(requests(ExchangeShape.INDEX)).allSatisfy(request -> {
            assertThat(request.path("cur").toString()).isEqualTo("[\"USD\"]");
            final JsonNode chain = request.at("/source/schain").isObject()
                    ? request.at("/source/schain")
                    : request.at("/source/ext/schain");
            assertThat(chain.path("nodes")).isNotEmpty();
            assertThat(chain.path("nodes")
                            .get(chain.path("nodes").size() - 1)
                            .path("asi")
                            .asText())
                    .isEqualTo("indexexchange.com");
        });
    }

    @Test
    void shouldAskFluctsFloorsInYen() {
        final List<JsonNode> requests = requests(ExchangeShape.FLUCT);
        assertThat(requests).allSatisfy(request -> {
            assertThat(request.at("/cur/0").asText()).isEqualTo("JPY");
            assertThat(request.path("tmax").asInt()).isEqualTo(120);
        });
        assertThat(requests)
                .anySatisfy(request ->
                        assertThat(request.at("/imp/0/bidfloorcur").asText()).isEqualTo("JPY"));
    }

    private static List<JsonNode> requests(final ExchangeShape shape) {
        return IntStream.range(0, 100)
                .mapToObj(number -> {
                    try {
                        return JSON.readTree(shape.shaped(GENERATOR.request(number), number));
                    } catch (final IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }
}
