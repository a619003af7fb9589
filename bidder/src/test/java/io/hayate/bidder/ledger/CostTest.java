package io.hayate.bidder.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostTest {
    private static final long ONE_MICROS = 1_000_000;
    private static final long ONE_NANOS = 1_000_000_000;

    @ParameterizedTest
    @CsvSource({
        "2500000, 1000000, 1000000000, 2500000",
        "2500000, 1500000, 1000000000, 3750000",
        "1, 1500000, 1000000000, 2",
        "2500000, 1000000, 155200000000, 388000000",
        "155200000, 1000000, 6443299, 1000001",
        "1, 1, 1, 1",
        "0, 5, 5, 0",
        "4611686018427387904, 2000000, 1000000000, 9223372036854775807",
        "9223372036854775807, 1000000, 1000000001, 9223372036854775807",
        "-1, 1000001, 1000000000, 9223372036854775807",
        "1000000, 1000000, -1, 9223372036854775807",
    })
    void shouldMultiplyAndConvertAndRoundUp(
            final long cpmMicros, final long multiplierMicros, final long rateNanos, final long nanos) {
        assertThat(Cost.nanos(cpmMicros, multiplierMicros, rateNanos)).isEqualTo(nanos);
    }

    @Test
    void shouldBeExactAsBigDecimalIs() {
        final SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 200_000; i++) {
            final long cpmMicros = random.nextLong() >>> random.nextInt(1, 64);
            final long multiplierMicros = random.nextLong() >>> random.nextInt(1, 64);
            final long rateNanos = random.nextLong() >>> random.nextInt(1, 64);
            final long multiplied = expected(cpmMicros, multiplierMicros, ONE_MICROS);
            assertThat(Cost.nanos(cpmMicros, multiplierMicros, rateNanos))
                    .as("%d x %d x %d", cpmMicros, multiplierMicros, rateNanos)
                    .isEqualTo(expected(multiplied, rateNanos, ONE_NANOS));
        }
    }

    private static long expected(final long amount, final long factor, final long one) {
        return BigDecimal.valueOf(amount)
                .multiply(BigDecimal.valueOf(factor))
                .divide(BigDecimal.valueOf(one), 0, RoundingMode.CEILING)
                .toBigIntegerExact()
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }
}
