package io.hayate.bidder.exchanges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hayate.bidder.exchanges.ExchangeProfile.BillsOn;
import io.hayate.bidder.exchanges.ExchangeProfiles.InvalidProfilesException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeProfilesTest {
    @Test
    void shouldKnowTheDemoExchange() {
        final ExchangeProfiles profiles = ExchangeProfiles.builtIn();

        final ExchangeProfile demo = new ExchangeProfile("demo", 0, true, "USD", "hayate", 300, 10, BillsOn.BILL);
        assertThat(profiles.all()).containsExactly(demo);
        assertThat(profiles.byOrdinal(0)).isEqualTo(demo);
    }

    @Test
    void shouldNumberProfilesInTheOrderOfTheFile() {
        final ExchangeProfiles profiles = parse("""
                zeta: {currency: USD, seat: z, maxTmaxMs: 100, marginMs: 0, billsOn: win}
                alpha: {enabled: false, currency: USD, seat: a, maxTmaxMs: 100, marginMs: 99, billsOn: impression}
                """);

        assertThat(profiles.all()).extracting(ExchangeProfile::name).containsExactly("zeta", "alpha");
        assertThat(profiles.byOrdinal(0).enabled()).isTrue();
        assertThat(profiles.byOrdinal(1).enabled()).isFalse();
        assertThat(profiles.byOrdinal(1).ordinal()).isEqualTo(1);
        assertThat(profiles.count()).isEqualTo(2);
    }

    @Test
    void shouldTellEveryProblemWithItsPath() {
        final List<String> problems = problems("""
                Demo: {currency: usd, seat: "", maxTmaxMs: 0, marginMs: -1, billsOn: loss, enabled: 1, color: red}
                other: 7
                third: {currency: USD, seat: s, maxTmaxMs: 100, marginMs: 100, billsOn: bill}
                """);

        assertThat(problems)
                .contains(
                        "test.yaml Demo: expected 1 to 32 lower case letters, digits and hyphens as name",
                        "test.yaml Demo.currency: expected USD, the one currency bid in so far",
                        "test.yaml Demo.seat: expected 1 to 64 printable ASCII characters without quote and backslash",
                        "test.yaml Demo.maxTmaxMs: expected a whole number from 1 to 10000",
                        "test.yaml Demo.billsOn: expected win, bill or impression",
                        "test.yaml Demo.enabled: expected true or false",
                        "test.yaml Demo.color: expected one of [billsOn, currency, enabled, marginMs, maxTmaxMs, seat]",
                        "test.yaml other: expected a mapping",
                        "test.yaml third.marginMs: expected a whole number from 0 to 99");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "- demo", "a: [", "a: {seat: x}\na: {seat: y}"})
    void shouldRefuseWhatIsNoMappingOfProfiles(final String yaml) {
        assertThat(problems(yaml)).hasSize(1);
    }

    private static List<String> problems(final String yaml) {
        return catchThrowableOfType(InvalidProfilesException.class, () -> parse(yaml))
                .problems();
    }

    private static ExchangeProfiles parse(final String yaml) {
        return ExchangeProfiles.parse("test.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }
}
