package io.hayate.bidder.campaigns.rates;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.VanishingFile;
import io.hayate.bidder.campaigns.WatchedFile;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.CachedEpochClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CurrencyRatesAgentTest {
    private static final long AS_OF_MS = Instant.parse("2026-11-22T00:00:00Z").toEpochMilli();
    private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);
    private static final long MAX_AGE_MS = 48 * HOUR_MS;
    private static final int USD = CurrencyCode.USD;
    private static final int JPY = CurrencyCode.of("JPY");

    @TempDir
    private Path folder;

    private final CachedEpochClock clock = new CachedEpochClock();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        clock.update(AS_OF_MS + HOUR_MS);
        file = Files.writeString(folder.resolve("rates.json"), rates("2026-11-22T00:00:00Z", "155.2"));
    }

    @Test
    void shouldHoldTheFileFromTheStart() {
        final CurrencyRatesAgent agent = open();
        assertThat(agent.current().rate(JPY)).isEqualTo(155_200_000_000L);
        assertThat(agent.ageSeconds()).isEqualTo(3_600);
        assertThat(pollLater(agent)).isZero();
        assertThat(agent.roleName()).isEqualTo("rates-agent");
    }

    @Test
    void shouldRefuseToStartWithABrokenFile() throws IOException {
        Files.writeString(file, "{");
        final List<String> problems = new ArrayList<>();
        assertThat(CurrencyRatesAgent.open(file, MAX_AGE_MS, clock, problems)).isNull();
        assertThat(CurrencyRatesAgent.open(folder.resolve("none"), MAX_AGE_MS, clock, problems))
                .isNull();
        assertThat(problems).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void shouldTakeOverAChangeWhenItLooksNext() throws IOException {
        final CurrencyRatesAgent agent = open();
        Files.writeString(file, rates("2026-11-22T01:00:00Z", "156"));
        assertThat(agent.doWork()).isZero();
        assertThat(agent.current().rate(JPY)).isEqualTo(155_200_000_000L);
        assertThat(pollLater(agent)).isPositive();
        assertThat(agent.current().rate(JPY)).isEqualTo(156_000_000_000L);
        assertThat(agent.counters().get(RatesCounter.RELOADED)).isEqualTo(1);
        assertThat(pollLater(agent)).isZero();
    }

    @Test
    void shouldKeepWhatItHasWhenTheFileIsBrokenGoneOrAbsurd() throws IOException {
        final CurrencyRatesAgent agent = open();
        final CurrencyRates before = agent.current();
        final List<String> absurd = List.of(
                "",
                "{\"base\":\"USD\"",
                rates("2026-11-22T01:00:00Z", "0"),
                rates("2026-11-22T01:00:00Z", "15.52"),
                rates("2026-11-22T01:00:00Z", "1552"),
                rates("2026-11-22T01:00:00Z", "155.2").replace("USD", "EUR"));
        for (final String content : absurd) {
            Files.writeString(file, content);
            pollLater(agent);
            assertThat(agent.current()).as(content).isSameAs(before);
        }
        assertThat(agent.counters().get(RatesCounter.REFUSED)).isEqualTo(absurd.size());
        pollLater(agent);
        assertThat(agent.counters().get(RatesCounter.REFUSED)).isEqualTo(absurd.size());

        Files.delete(file);
        pollLater(agent);
        pollLater(agent);
        assertThat(agent.current()).isSameAs(before);
        assertThat(agent.counters().get(RatesCounter.READ_FAILED)).isEqualTo(2);

        Files.writeString(file, rates("2026-11-22T01:00:00Z", "154"));
        pollLater(agent);
        assertThat(agent.current().rate(JPY)).isEqualTo(154_000_000_000L);
    }

    @Test
    void shouldTakeAChangeOfTheBase() throws IOException {
        final CurrencyRatesAgent agent = open();
        Files.writeString(
                file,
                "{\"base\":\"EUR\",\"asOf\":\"2026-11-22T01:00:00Z\",\"rates\":{\"JPY\":168.7,\"USD\":1.087,\"CHF\":0.93}}");
        pollLater(agent);
        assertThat(agent.current().base()).isEqualTo(CurrencyCode.of("EUR"));
        assertThat(agent.current().convertDown(1_000_000, USD, JPY)).isEqualTo(155_197_792);
    }

    @Test
    void shouldTakeBackRatesThatAreTooOldUntilNewOnesCome() throws IOException {
        final CurrencyRatesAgent agent = open();
        clock.update(AS_OF_MS + MAX_AGE_MS);
        agent.doWork();
        assertThat(agent.current().count()).isEqualTo(3);
        clock.update(AS_OF_MS + MAX_AGE_MS + WatchedFile.POLL_MS);
        agent.doWork();
        assertThat(agent.current()).isSameAs(CurrencyRates.NONE);
        assertThat(agent.current().convertUp(1, JPY, JPY)).isEqualTo(1);
        assertThat(agent.counters().get(RatesCounter.EXPIRED)).isEqualTo(1);
        pollLater(agent);
        assertThat(agent.counters().get(RatesCounter.EXPIRED)).isEqualTo(1);
        assertThat(agent.ageSeconds()).isGreaterThan(48 * 3_600);

        Files.writeString(file, rates("2026-11-22T01:00:00Z", "156"));
        clock.update(AS_OF_MS + MAX_AGE_MS + HOUR_MS / 2);
        agent.doWork();
        assertThat(agent.current().rate(JPY)).isEqualTo(156_000_000_000L);
    }

    @Test
    void shouldStartWithRatesThatAreTooOldButNotUseThem() {
        clock.update(AS_OF_MS + MAX_AGE_MS + 1);
        final CurrencyRatesAgent agent = open();
        assertThat(agent.current()).isSameAs(CurrencyRates.NONE);
        assertThat(agent.counters().get(RatesCounter.EXPIRED)).isEqualTo(1);
    }

    @Test
    @Timeout(30)
    void shouldTryAChangeAgainThatItSawButCouldNotRead() throws Exception {
        final CurrencyRatesAgent agent = open();
        final String next = rates("2026-11-22T01:00:00Z", "156");
        final var read = VanishingFile.replace(file, next);
        assertThat(pollLater(agent)).isZero();
        read.join();
        Files.writeString(file, next);
        assertThat(pollLater(agent)).isEqualTo(1);
        assertThat(agent.current().rate(JPY)).isEqualTo(156_000_000_000L);
        assertThat(agent.counters().get(RatesCounter.READ_FAILED)).isEqualTo(1);
        assertThat(pollLater(agent)).isZero();
    }

    private CurrencyRatesAgent open() {
        final List<String> problems = new ArrayList<>();
        final CurrencyRatesAgent agent = CurrencyRatesAgent.open(file, MAX_AGE_MS, clock, problems);
        assertThat(problems).isEmpty();
        return agent;
    }

    private int pollLater(final CurrencyRatesAgent agent) {
        clock.update(clock.time() + WatchedFile.POLL_MS);
        return agent.doWork();
    }

    private static String rates(final String asOf, final String jpy) {
        return "{\"base\":\"USD\",\"asOf\":\"" + asOf + "\",\"rates\":{\"JPY\":" + jpy + ",\"EUR\":0.92}}";
    }
}
