package io.hayate.bidder.bid.decode;

import static io.hayate.bidder.bid.decode.DecodedRequest.ofRequest;
import static io.hayate.bidder.bid.decode.DecodedRequest.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodedSupplyChainTest {
    private static final String CHAIN = """
            {"ver": "1.0", "complete": 1, "nodes": [{"asi": "owner.example", "sid": "7", "hp": 1}, {"asi": "ssp.example", "sid": 8}]}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {"\"schain\": %s", "\"ext\": {\"schain\": %s}", "\"schain\": %1$s, \"ext\": {\"schain\": %1$s}"})
    void shouldReadAChainInBothPlaces(final String source) {
        final BidRequestView view = ofRequest("\"source\": {%s}".formatted(source.formatted(CHAIN)));
        assertThat(view.supplyChain).isTrue();
        assertThat(view.supplyChainComplete).isTrue();
        assertThat(texts(view, view.supplyChainNodes)).containsExactly("owner.example", "7", "ssp.example", "8");
    }

    @Test
    void shouldTakeTwoChainsThatDifferTheStricterWay() {
        final BidRequestView view = ofRequest(
                "\"source\": {\"schain\": %s, \"ext\": {\"schain\": {\"complete\": 0, \"nodes\": [{\"asi\": \"x.example\"}]}}}"
                        .formatted(CHAIN));
        assertThat(view.supplyChainComplete).isFalse();
        assertThat(texts(view, view.supplyChainNodes))
                .containsExactly("x.example", "", "owner.example", "7", "ssp.example", "8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\"",
                "[]",
                "{}",
                "{\"complete\": \"yes\", \"nodes\": []}",
                "{\"complete\": 1, \"nodes\": {}}",
                "{\"complete\": 1, \"complete\": null}"
            })
    void shouldNotTakeAnOddChainForComplete(final String chain) {
        final BidRequestView view = ofRequest("\"source\": {\"schain\": %s}".formatted(chain));
        assertThat(view.supplyChain).isTrue();
        assertThat(view.supplyChainComplete).isFalse();
        assertThat(view.supplyChainNodes).isEqualTo(Slice.ABSENT);
    }

    @Test
    void shouldKeepAPlaceForANodeThatSaysNothing() {
        final BidRequestView view = ofRequest(
                "\"source\": {\"schain\": {\"complete\": true, \"nodes\": [null, {\"asi\": {}}, {\"sid\": \"s\"}]}}");
        assertThat(view.supplyChainComplete).isTrue();
        assertThat(texts(view, view.supplyChainNodes)).containsExactly("", "", "", "", "", "s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "5", "{\"schain\": null}", "{\"schain\": {}, \"schain\": null}"})
    void shouldKnowThatThereIsNoChain(final String source) {
        final BidRequestView view = ofRequest("\"source\": {\"schain\": %s}, \"source\": %s".formatted(CHAIN, source));
        assertThat(view.supplyChain || view.supplyChainComplete).isFalse();
        assertThat(view.supplyChainNodes).isEqualTo(Slice.ABSENT);
    }
}
