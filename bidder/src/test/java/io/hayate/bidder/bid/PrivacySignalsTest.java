package io.hayate.bidder.bid;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Targeting;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes in, bytes out: segments and the exact place are used only where no signal of the request forbids it. */
class PrivacySignalsTest {
    private static final Campaign FOR_SEGMENT = campaign(1)
            .segments(new Targeting.Segments(List.of(List.of("auto")), List.of()))
            .build();

    private static final Campaign BUT_SEGMENT = campaign(2)
            .bidCpmMicros(500_000)
            .segments(new Targeting.Segments(List.of(), List.of("auto")))
            .build();

    /** A hundred metres around a place whose two decimals lie outside. */
    private static final Campaign AROUND_THE_CORNER =
            campaign(3).radius(new Targeting.Circle(40.758, -73.9855, 0.1)).build();

    private static String request(final String fields) {
        return """
                {"id": "r", "imp": [{"id": "i", "banner": {"w": 300, "h": 250}}],
                 "user": {"data": [{"id": "p", "segment": [{"id": "auto"}]}]}, %s}""".formatted(fields);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tmax\": 100",
                "\"regs\": {}",
                "\"regs\": null",
                "\"regs\": {\"ext\": [], \"ext\": null}, \"device\": null",
                "\"regs\": {\"coppa\": 0, \"gdpr\": 0, \"gpp_sid\": [], \"ext\": {\"gdpr\": 0, \"gpp_sid\": [-1]}}",
                "\"regs\": {\"gpp\": \"DBAA\", \"gpp_sid\": [-1]}",
                "\"regs\": {\"us_privacy\": \"1---\"}",
                "\"regs\": {\"us_privacy\": \"1YNY\", \"ext\": {\"us_privacy\": \"\", \"gpc\": \"0\"}}",
                "\"device\": {\"lmt\": 0, \"dnt\": 0, \"geo\": {\"country\": \"USA\"}}",
                "\"device\": {\"geo\": {\"country\": \"DEU\"}}, \"regs\": {\"gdpr\": 0}",
                "\"device\": {\"geo\": {\"country\": \"DE\"}}, \"regs\": {\"ext\": {\"gdpr\": 0}}",
            })
    void shouldUseSegmentsWhereNothingForbidsIt(final String fields) {
        try (PipelineFixture bidder = new PipelineFixture(FOR_SEGMENT, BUT_SEGMENT)) {
            assertThat(campaigns(bidder, request(fields))).containsExactly("1");
            assertThat(bidder.pipeline.counters().get(BidCounter.SEGMENTS_WITHHELD))
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"regs\": {\"coppa\": 1}",
                "\"regs\": {\"coppa\": true, \"gdpr\": 0}",
                "\"regs\": {\"gdpr\": 1}",
                "\"regs\": {\"gdpr\": \"1\"}",
                "\"regs\": {\"gdpr\": \"yes\"}",
                "\"regs\": {\"ext\": {\"gdpr\": 1}}",
                "\"regs\": {\"gdpr\": 0, \"ext\": {\"gdpr\": 1}}",
                "\"regs\": {\"gdpr\": 1}, \"user\": {\"consent\": \"CPXxRfAPXxRfAAfKABENB\", \"data\": [{\"segment\": [{\"id\": \"auto\"}]}]}",
                "\"regs\": {\"us_privacy\": \"1YYN\"}",
                "\"regs\": {\"ext\": {\"us_privacy\": \"1-Y-\"}}",
                "\"regs\": {\"us_privacy\": \"1NN\"}",
                "\"regs\": {\"us_privacy\": \"2YNN\"}",
                "\"regs\": {\"us_privacy\": {}}",
                "\"regs\": {\"gpp_sid\": [7]}",
                "\"regs\": {\"ext\": {\"gpp_sid\": \"7\"}}",
                "\"regs\": {\"gpp_sid\": {}}",
                "\"regs\": {\"ext\": {\"gpc\": \"1\"}}",
                "\"regs\": [{\"coppa\": 1}]",
                "\"regs\": {\"ext\": \"{\\\"gdpr\\\":1}\"}",
                "\"regs\": {\"ext\": [{\"gdpr\": 1}], \"coppa\": 0, \"gdpr\": 0}",
                "\"device\": [{\"lmt\": 1}]",
                "\"device\": \"{\\\"dnt\\\":1}\"",
                "\"device\": {\"geo\": {\"country\": \"UK\"}}",
                "\"device\": {\"geo\": {\"country\": \"REU\"}}",
                "\"device\": {\"lmt\": 1}",
                "\"device\": {\"dnt\": \"1\"}",
                "\"device\": {\"geo\": {\"country\": \"DEU\"}}",
                "\"device\": {\"geo\": {\"country\": \"no\"}}",
                "\"device\": {\"geo\": {\"country\": \"GBR\"}}",
                "\"device\": {\"geo\": {\"country\": \"CH\"}}, \"regs\": {\"gdpr\": null}",
            })
    void shouldTakeSegmentsAsNotToldWhereOneForbidsIt(final String fields) {
        try (PipelineFixture bidder = new PipelineFixture(FOR_SEGMENT, BUT_SEGMENT)) {
            assertThat(campaigns(bidder, request(fields))).containsExactly("2");
            assertThat(bidder.pipeline.counters().get(BidCounter.SEGMENTS_WITHHELD))
                    .isPositive();
        }
    }

    @Test
    void shouldLookAtTwoDecimalsOfThePlaceOnlyWhereMoreIsForbidden() {
        final String place = "\"device\": {\"geo\": {\"lat\": 40.758, \"lon\": -73.9855}}, \"regs\": {\"coppa\": %d}";
        try (PipelineFixture bidder = new PipelineFixture(AROUND_THE_CORNER)) {
            assertThat(campaigns(bidder, request(place.formatted(0)))).containsExactly("3");
            assertThat(campaigns(bidder, request(place.formatted(1)))).isEmpty();
        }
    }

    private static List<String> campaigns(final PipelineFixture bidder, final String request) {
        return bidder.bids(request).stream()
                .map((JsonNode bid) -> bid.path("cid").asText())
                .toList();
    }
}
