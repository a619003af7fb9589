package io.hayate.bidder.campaigns.rates;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrencyRatesParserTest {
    private static final long NOW_MS = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();
    private static final int JPY = CurrencyCode.of("JPY");
    private static final int EUR = CurrencyCode.of("EUR");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"base\":\"USD\",\"asOf\":\"2026-11-22T00:00:00Z\",\"rates\":{\"JPY\":155.2,\"EUR\":0.92,\"USD\":1.0}}",
                "\n\t{\"base\":\t\"USD\",\n\t\"asOf\":\"2026-11-22T09:00:00+09:00\",\"rates\":{\"JPY\":1.552e2,\"EUR\":0.920}}",
                "base: USD\nasOf: 2026-11-22T00:00:00Z\nrates:\n  JPY: 155.2 # yen\n  EUR: 0.92\n",
                "base: USD\nasOf: 2026-11-22T00:00:00Z\nrates: {JPY: 155.2, EUR: 0.92, BTC: 0.00001473828191, XXY: none}\n",
            })
    void shouldReadJsonAndYaml(final String text) {
        final CurrencyRates rates = parse(text);
        assertThat(rates.base()).isEqualTo(CurrencyCode.USD);
        assertThat(rates.asOfMs())
                .isEqualTo(Instant.parse("2026-11-22T00:00:00Z").toEpochMilli());
        assertThat(rates.rate(JPY)).isEqualTo(155_200_000_000L);
        assertThat(rates.rate(EUR)).isEqualTo(920_000_000L);
        assertThat(rates.count()).isEqualTo(3);
    }

    @Test
    void shouldTakeRatesExactlyAsTheyAreWritten() {
        final CurrencyRates rates = parse(rates("\"JPY\":0.1,\"EUR\":123456789.123456789,\"CHF\":0.000000001"));
        assertThat(rates.rate(JPY)).isEqualTo(100_000_000);
        assertThat(rates.rate(EUR)).isEqualTo(123_456_789_123_456_789L);
        assertThat(rates.rate(CurrencyCode.of("CHF"))).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "JPY":0            | rates.JPY: expected a number above 0
            "JPY":-1           | rates.JPY: expected a number above 0
            "JPY":"155.2"      | rates.JPY: expected a number
            "JPY":null         | rates.JPY: expected a number
            "JPY":1e9999999    | rates.JPY: expected at most 1000000000
            "JPY":1000000001   | rates.JPY: expected at most 1000000000
            "JPY":0.0000000001 | rates.JPY: expected at most 9 decimals
            "JPY":1e-9999999   | rates.JPY: expected at most 9 decimals
            "jpy":1            | rates.jpy: expected a currency by its code of three capital letters
            "YEN2":1           | rates.YEN2: expected a currency by its code of three capital letters
            "USD":1.1          | rates.USD: expected 1, as it is the base
            """)
    void shouldRefuseOddRates(final String rates, final String problem) {
        assertThat(problems(rates(rates + ",\"EUR\":0.92"))).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"base":"USB","asOf":"2026-11-22T00:00:00Z","rates":{"JPY":1}} | base: expected a currency by its ISO 4217 code, such as USD
            {"base":"usd","asOf":"2026-11-22T00:00:00Z","rates":{"JPY":1}} | base: expected a currency by its ISO 4217 code, such as USD
            {"base":"USD","asOf":"2026-11-22","rates":{"JPY":1}}           | asOf: expected a date and time with offset, such as 2026-11-22T00:00:00Z
            {"base":"USD","rates":{"JPY":1}}                               | asOf: expected a date and time with offset, such as 2026-11-22T00:00:00Z
            {"base":"USD","asOf":"2026-11-22T13:00:01Z","rates":{"JPY":1}} | asOf: expected a time that has been, not 2026-11-22T13:00:01Z
            {"base":"USD","asOf":"+999999999-01-01T00:00:00Z","rates":{"JPY":1}} | asOf: expected a time that has been, not +999999999-01-01T00:00:00Z
            {"base":"USD","asOf":"0001-01-01T00:00:00Z","rates":{"JPY":1}} | asOf: expected a time of this age, not 0001-01-01T00:00:00Z
            {"base":"USD","asOf":"2026-11-22T00:00:00Z","rates":{}}        | rates: expected a mapping of currencies to numbers
            {"base":"USD","asOf":"2026-11-22T00:00:00Z","rates":[1]}       | rates: expected a mapping of currencies to numbers
            {"base":"USD","asOf":"2026-11-22T00:00:00Z","rates":{"JPY":1},"x":1} | x: expected base, asOf and rates only
            []                                                             | expected a mapping of base, asOf and rates
            """)
    void shouldRefuseWhatIsNoFileOfRates(final String text, final String problem) {
        assertThat(problems(text)).containsExactly(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"base\":\"USD\"",
                "{\"base\":\"USD\",\"base\":\"EUR\"}",
                "{\"base\":\"USD\",\"asOf\":\"2026-11-22T00:00:00Z\",\"rates\":{\"JPY\":1}} {}",
                "a: [",
            })
    void shouldRefuseWhatCannotBeRead(final String text) {
        assertThat(problems(text)).isNotEmpty();
    }

    @Test
    void shouldTellEverythingAtOnce() {
        assertThat(problems("{\"base\":1,\"asOf\":2,\"rates\":{\"JPY\":0,\"EUR\":-1}}"))
                .hasSize(4);
    }

    private static String rates(final String rates) {
        return "{\"base\":\"USD\",\"asOf\":\"2026-11-22T00:00:00Z\",\"rates\":{" + rates + "}}";
    }

    private static CurrencyRates parse(final String text) {
        final List<String> problems = new ArrayList<>();
        final CurrencyRates rates = CurrencyRatesParser.parse(text.getBytes(StandardCharsets.UTF_8), NOW_MS, problems);
        assertThat(problems).isEmpty();
        return rates;
    }

    private static List<String> problems(final String text) {
        final List<String> problems = new ArrayList<>();
        assertThat(CurrencyRatesParser.parse(text.getBytes(StandardCharsets.UTF_8), NOW_MS, problems))
                .isNull();
        return problems;
    }
}
