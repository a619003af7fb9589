package io.hayate.bidder.notices.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTextTest {
    @ParameterizedTest
    @CsvSource({
        "2.5, 2500000",
        "2.500000, 2500000",
        "0, 0",
        "0.0000001, 1",
        "1.0000000, 1000000",
        "1.0000001, 1000001",
        "1.00000099999, 1000001",
        ".5, 500000",
        "5., 5000000",
        "007.25, 7250000",
        "5.0E-4, 500",
        "1e3, 1000000000",
        "2.5E+0, 2500000",
        "1E-7, 1",
        "0e5, 0",
        "1e-999999999999, 1",
        "12345678901234567890e-19, 1234568"
    })
    void shouldBeExactAndRoundedUp(final String text, final long cpmMicros) {
        assertThat(read(text)).isEqualTo(cpmMicros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", "-1", "+1", "1,5", "1.2.3", "1e", "1e-", "e3", "1e3.5", "1e 3", "1-3", "0x10", "NaN", " 1",
                "1 ", "abc", "１"
            })
    void shouldNotGuess(final String text) {
        assertThat(read(text)).isEqualTo(PriceText.UNREADABLE);
    }

    @Test
    void shouldKeepAbsurdPricesLarge() {
        assertThat(read("9".repeat(64))).isGreaterThan(10_000_000_000_000L);
        assertThat(read("1e400")).isGreaterThan(10_000_000_000_000L);
        assertThat(read("9".repeat(40) + ".9999999")).isGreaterThan(10_000_000_000_000L);
    }

    @Test
    void shouldAgreeWithBigDecimal() {
        final Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            final BigDecimal price = new BigDecimal(random.nextInt(1_000_000_000)).movePointLeft(random.nextInt(12));
            final long expected =
                    price.setScale(6, RoundingMode.CEILING).unscaledValue().longValueExact();
            assertThat(read(price.toPlainString())).isEqualTo(expected);
        }
    }

    private static long read(final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return PriceText.cpmMicros(bytes, bytes.length);
    }
}
