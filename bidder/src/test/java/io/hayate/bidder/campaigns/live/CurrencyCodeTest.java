package io.hayate.bidder.campaigns.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurrencyCodeTest {
    @Test
    void shouldBeThreeLettersInEitherCase() {
        assertThat(CurrencyCode.USD).isEqualTo('U' << 16 | 'S' << 8 | 'D');
        assertThat(CurrencyCode.of("usD")).isEqualTo(CurrencyCode.USD);
        assertThat(CurrencyCode.text(CurrencyCode.USD)).isEqualTo("USD");
        final byte[] bytes = "\"jpy\"".getBytes(StandardCharsets.US_ASCII);
        assertThat(CurrencyCode.of(bytes, 1, 3)).isEqualTo(CurrencyCode.of("JPY"));
        assertThat(CurrencyCode.of(bytes, 1, 2)).isEqualTo(CurrencyCode.NONE);
        assertThat(CurrencyCode.of(bytes, 2, 3)).isEqualTo(CurrencyCode.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "US", "USDT", "U-D", "US1", "ÜSD", "usß", "[SD", "`sd", "\u0131sd"})
    void shouldBeNothingElse(final String text) {
        assertThat(CurrencyCode.of(text)).isEqualTo(CurrencyCode.NONE);
    }

    @Test
    void shouldKnowEveryCurrencyOfTheJdkByAPlaceOfItsOwn() {
        final Set<Integer> places = new HashSet<>();
        for (final Currency each : Currency.getAvailableCurrencies()) {
            final int code = CurrencyCode.of(each.getCurrencyCode());
            assertThat(CurrencyCode.isKnown(code)).as(each.getCurrencyCode()).isTrue();
            places.add(CurrencyCode.place(code));
        }
        assertThat(places).hasSize(CurrencyCode.count());
        assertThat(CurrencyCode.isKnown(CurrencyCode.of("QQQ"))).isFalse();
        assertThat(CurrencyCode.isKnown(CurrencyCode.NONE)).isFalse();
        assertThat(CurrencyCode.isKnown(-1)).isFalse();
        assertThat(CurrencyCode.isKnown(Integer.MIN_VALUE)).isFalse();
    }
}
