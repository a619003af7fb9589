package io.hayate.bidder.campaigns.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayate.bidder.AllocatedBytes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurrencyRatesTest {
    private static final int CASES = 1_000_000;
    private static final int USD = CurrencyCode.USD;
    private static final int JPY = CurrencyCode.of("JPY");
    private static final int EUR = CurrencyCode.of("EUR");
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private final CurrencyRates rates =
            new CurrencyRates(USD, 1_795_000_000_000L, Map.of(JPY, 155_200_000_000L, EUR, 920_000_000L));

    @ParameterizedTest
    @CsvSource({
        "1000000, USD, JPY, 155200000, 155200000",
        "155200000, JPY, USD, 1000000, 1000000",
        "1, JPY, USD, 0, 1",
        "1, USD, EUR, 0, 1",
        "100, USD, EUR, 92, 92",
        "1000000, EUR, JPY, 168695652, 168695653",
        "0, EUR, JPY, 0, 0",
        "7, JPY, JPY, 7, 7",
    })
    void shouldRoundInTheDirectionAskedFor(
            final long amount, final String from, final String to, final long down, final long up) {
        assertThat(rates.convertDown(amount, CurrencyCode.of(from), CurrencyCode.of(to)))
                .isEqualTo(down);
        assertThat(rates.convertUp(amount, CurrencyCode.of(from), CurrencyCode.of(to)))
                .isEqualTo(up);
    }

    @Test
    @Tag("jdk25")
    void shouldConvertExactlyAsBigDecimalDoes() {
        final SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < CASES; i++) {
            final long amount = random.nextLong() >>> random.nextInt(1, 64);
            final long fromRate = Math.max(1, random.nextLong() >>> random.nextInt(1, 64));
            final long toRate = Math.max(1, random.nextLong() >>> random.nextInt(1, 64));
            check(amount, fromRate, toRate);
        }
    }

    @Test
    void shouldConvertExactlyAtTheEdges() {
        final long[] edges = {
            1,
            2,
            3,
            (1L << 31) - 1,
            1L << 31,
            (1L << 32) - 1,
            1L << 32,
            (1L << 32) + 1,
            1L << 62,
            (1L << 62) + 1,
            Long.MAX_VALUE - 1,
            Long.MAX_VALUE
        };
        for (final long amount : edges) {
            for (final long fromRate : edges) {
                for (final long toRate : edges) {
                    check(amount, fromRate, toRate);
                }
            }
        }
    }

    private static void check(final long amount, final long fromRate, final long toRate) {
        final CurrencyRates rates = new CurrencyRates(USD, 0, Map.of(EUR, fromRate, JPY, toRate));
        final BigDecimal product = BigDecimal.valueOf(amount).multiply(BigDecimal.valueOf(toRate));
        assertThat(rates.convertDown(amount, EUR, JPY))
                .as("%d x %d / %d", amount, toRate, fromRate)
                .isEqualTo(expected(amount, product, fromRate, RoundingMode.FLOOR));
        assertThat(rates.convertUp(amount, EUR, JPY))
                .as("%d x %d / %d", amount, toRate, fromRate)
                .isEqualTo(expected(amount, product, fromRate, RoundingMode.CEILING));
    }

    private static long expected(
            final long amount, final BigDecimal product, final long divisor, final RoundingMode rounding) {
        if (amount == Long.MAX_VALUE) {
            return amount;
        }
        return product.divide(BigDecimal.valueOf(divisor), 0, rounding)
                .toBigIntegerExact()
                .min(MAX)
                .longValueExact();
    }

    @Test
    void shouldNotGuessWhereThereIsNoRate() {
        final int chf = CurrencyCode.of("CHF");
        assertThat(rates.convertUp(5, USD, chf)).isEqualTo(CurrencyRates.NO_RATE);
        assertThat(rates.convertDown(5, chf, USD)).isEqualTo(CurrencyRates.NO_RATE);
        assertThat(rates.convertDown(5, chf, chf)).isEqualTo(5);
        assertThat(rates.canConvert(USD, chf)).isFalse();
        assertThat(rates.canConvert(chf, chf)).isTrue();
        assertThat(rates.canConvert(JPY, EUR)).isTrue();
        assertThat(rates.rate(CurrencyCode.NONE)).isEqualTo(CurrencyRates.NO_RATE);
        assertThat(CurrencyRates.NONE.convertUp(5, USD, JPY)).isEqualTo(CurrencyRates.NO_RATE);
        assertThat(CurrencyRates.NONE.convertUp(5, USD, USD)).isEqualTo(5);
        assertThat(CurrencyRates.NONE.count()).isZero();
    }

    @Test
    void shouldKeepAnAmountOutOfReachOutOfReach() {
        assertThat(rates.convertDown(Long.MAX_VALUE, JPY, USD)).isEqualTo(Long.MAX_VALUE);
        assertThat(rates.convertUp(Long.MAX_VALUE - 1, USD, JPY)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldTellTheRateThatATokenKeeps() {
        assertThat(rates.rateNanosUp(USD, JPY)).isEqualTo(155_200_000_000L);
        assertThat(rates.rateNanosUp(JPY, USD)).isEqualTo(6_443_299);
        assertThat(rates.rateNanosUp(EUR, EUR)).isEqualTo(CurrencyRates.ONE);
    }

    @Test
    void shouldHoldTheBaseAndWhatItWasGiven() {
        assertThat(rates.base()).isEqualTo(USD);
        assertThat(rates.count()).isEqualTo(3);
        assertThat(rates.asOfMs()).isEqualTo(1_795_000_000_000L);
        assertThatThrownBy(() -> new CurrencyRates(USD, 0, Map.of(JPY, 0L)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CurrencyRates(USD, 0, Map.of(CurrencyCode.of("QQQ"), 1L)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldAllocateNothingPerConversion() {
        final byte[] request = "xjpyx".getBytes(StandardCharsets.US_ASCII);
        assertThat(convertMany(request)).isPositive();
        assertThat(AllocatedBytes.leastOf(5, () -> convertMany(request))).isZero();
    }

    private long convertMany(final byte[] request) {
        long sum = 0;
        for (int i = 0; i < 50_000; i++) {
            sum += rates.convertUp(1_000_000_000_000L + i, CurrencyCode.of(request, 1, 3), EUR);
        }
        return sum;
    }
}
