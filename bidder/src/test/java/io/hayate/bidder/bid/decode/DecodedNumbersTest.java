package io.hayate.bidder.bid.decode;

import static io.hayate.bidder.bid.decode.DecodedRequest.ofImpression;
import static io.hayate.bidder.bid.decode.DecodedRequest.ofRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.BidRequestView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecodedNumbersTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "0, 0",
                "-0, 0",
                "0.0, 0",
                "0e99, 0",
                "-1, 0",
                "-0.0000001, 0",
                "1, 1000000",
                "0.1, 100000",
                "0.10, 100000",
                "1.234567, 1234567",
                "1.2345670, 1234567",
                "1.2345670001, 1234568",
                "0.0000001, 1",
                "1e-400, 1",
                "1e-99999999999999999999, 1",
                "2.5e0, 2500000",
                "25E-1, 2500000",
                "0.025e+2, 2500000",
                "123e-9, 1",
                "9223372036854.775806, 9223372036854775806",
                "9223372036854.7758061, 9223372036854775807",
                "9223372036854.775807, 9223372036854775807",
                "9223372036854.775808, 9223372036854775807",
                "1e13, 9223372036854775807",
                "1e400, 9223372036854775807",
                "1e99999999999999999999, 9223372036854775807",
                "\"0.5\", 500000",
                "\"\\u0030.5\", 500000",
                "\"-3\", 0",
                "\"\", 0",
                "null, 0",
            })
    void shouldRoundFloorsUpToMicros(final String floor, final long micros) {
        assertThat(ofImpression("\"bidfloor\": " + floor).floorCpmMicros[0]).isEqualTo(micros);
        assertThat(ofImpression("\"pmp\": {\"deals\": [{\"bidfloor\": " + floor + "}]}").dealFloorCpmMicros[0])
                .isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[1]",
                "true",
                "\"x\"",
                "\"1 USD\"",
                "\" 1\"",
                "\"1,5\"",
                "\"01\"",
                "\"+1\"",
                "\"0x1\"",
                "\"1.\""
            })
    void shouldPutUnreadableFloorsOutOfReach(final String floor) {
        assertThat(ofImpression("\"bidfloor\": " + floor).floorCpmMicros[0])
                .isEqualTo(BidRequestView.FLOOR_OUT_OF_REACH);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "300, 300",
                "300.0, 300",
                "3e2, 300",
                "3.00E+2, 300",
                "30000e-2, 300",
                "\"300\", 300",
                "\"3.0e2\", 300",
                "true, 1",
                "false, 0",
                "0, 0",
                "-0, 0",
                "-0.0, 0",
                "999999999, 999999999",
                "1000000000, 1000000000",
                "2147483647, 2147483647",
                "2147483648, 2147483647",
                "1e400, 2147483647",
                "null, -1",
                "\"\", -1",
                "-1, -2",
                "0.5, -2",
                "1e-1, -2",
                "99999999999999999999999.5, -2",
                "{}, -2",
                "[], -2",
                "\"x\", -2",
                "\"300px\", -2",
                "\"0300\", -2",
            })
    void shouldReadIntegersInTheirWildForms(final String json, final int value) {
        assertThat(ofImpression("\"banner\": {\"w\": " + json + "}").bannerWidth[0])
                .isEqualTo(value);
        assertThat(ofImpression("\"banner\": {\"w\": 7, \"w\":" + json + " , \"h\": 1}").bannerWidth[0])
                .isEqualTo(value);
        assertThat(ofRequest("\"device\": {\"h\": " + json + "}").deviceHeight).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "120, 120",
                "120.9, 120",
                "\"80\", 80",
                "1.2e2, 120",
                "99999999999999999999999, 2147483647",
                "null, -1",
                "\"\", -1",
                "0, -2",
                "0.9, -2",
                "-5, -2",
                "true, -2",
                "{}, -2",
                "\"soon\", -2",
            })
    void shouldReadTmax(final String tmax, final int timeMs) {
        assertThat(ofRequest("\"tmax\": " + tmax).tmaxMs).isEqualTo(timeMs);
    }

    @Test
    @Timeout(20)
    void shouldReadNumbersOfManyDigitsInBoundedTime() {
        final String digits = "1".repeat(5_000);
        for (int i = 0; i < 1_000; i++) {
            assertThat(ofImpression("\"bidfloor\": 0." + digits).floorCpmMicros[0])
                    .isEqualTo(111_112);
            assertThat(ofImpression("\"bidfloor\": " + digits + "e-4999").floorCpmMicros[0])
                    .isEqualTo(1_111_112);
            assertThat(ofImpression("\"bidfloor\": " + digits + "e999999").floorCpmMicros[0])
                    .isEqualTo(BidRequestView.FLOOR_OUT_OF_REACH);
        }
    }
}
