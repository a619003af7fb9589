package io.hayate.bidder.campaigns.rates;

import io.hayate.bidder.campaigns.WatchedFile;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.telemetry.CounterBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the file of currency rates and publishes what it holds.
 *
 * <p>What is refused changes nothing and is told once. Rates older than allowed are taken back: then every currency converts
 * to itself only. Single writer: the rates agent; readers: anybody, via {@link #current}.
 */
public final class CurrencyRatesAgent implements Agent {
    /** A reload that moves a currency by more than this factor is a slip of the decimal point. */
    static final long MAX_MOVE = 5;

    private static final Logger LOG = LoggerFactory.getLogger(CurrencyRatesAgent.class);

    private final Path file;
    private final long maxAgeMs;
    private final EpochClock clock;
    private final CounterBlock<RatesCounter> counters = new CounterBlock<>(RatesCounter.class);
    private final WatchedFile watched;

    /** The last good ones, however old; volatile for the metrics. */
    private volatile CurrencyRates held;

    private volatile CurrencyRates current = CurrencyRates.NONE;
    private boolean readFailed;

    private CurrencyRatesAgent(
            final Path file,
            final long maxAgeMs,
            final EpochClock clock,
            final WatchedFile watched,
            final CurrencyRates rates) {
        this.file = file;
        this.maxAgeMs = maxAgeMs;
        this.clock = clock;
        this.watched = watched;
        this.held = rates;
        if (isTooOld(rates)) {
            onExpired();
        } else {
            publish(rates);
        }
    }

    /**
     * Reads the file.
     *
     * @param maxAgeMs rates older than this are not used
     * @param problems gets a sentence for everything that is wrong with the file
     * @return null if there was a problem
     */
    public static @Nullable CurrencyRatesAgent open(
            final Path file, final long maxAgeMs, final EpochClock clock, final List<String> problems) {
        try {
            final WatchedFile watched = new WatchedFile(file, clock.time());
            watched.hasChanged();
            final CurrencyRates rates =
                    CurrencyRatesParser.parse(CurrencyRatesParser.read(file), clock.time(), problems);
            return rates == null ? null : new CurrencyRatesAgent(file, maxAgeMs, clock, watched, rates);
        } catch (final IOException e) {
            problems.add(file + " cannot be read: " + e.getMessage());
            return null;
        }
    }

    /** The rates to bid with now; {@link CurrencyRates#NONE} if the last ones are too old. Any thread. */
    public CurrencyRates current() {
        return current;
    }

    /** How old the last good rates are, in seconds. Any thread. */
    public double ageSeconds() {
        return (clock.time() - held.asOfMs()) / 1_000.0;
    }

    public CounterBlock<RatesCounter> counters() {
        return counters;
    }

    @Override
    public String roleName() {
        return "rates-agent";
    }

    @Override
    public int doWork() {
        final long nowMs = clock.time();
        return watched.isDue(nowMs) ? takeOverChanges(nowMs) + expire() : 0;
    }

    private int takeOverChanges(final long nowMs) {
        final byte[] next;
        try {
            if (!watched.hasChanged()) {
                readFailed = false;
                return 0;
            }
            next = read();
        } catch (final IOException e) {
            onReadFailed(e);
            return 0;
        }
        readFailed = false;
        final List<String> problems = new ArrayList<>();
        final CurrencyRates rates = CurrencyRatesParser.parse(next, nowMs, problems);
        if (rates != null) {
            findMoves(held, rates, problems);
        }
        if (rates == null || !problems.isEmpty()) {
            counters.increment(RatesCounter.REFUSED);
            LOG.warn("Currency rates of {} are refused, those before stay: {}", file, String.join("; ", problems));
            return 1;
        }
        counters.increment(RatesCounter.RELOADED);
        held = rates;
        if (!isTooOld(rates)) {
            publish(rates);
        }
        return 1;
    }

    private byte[] read() throws IOException {
        try {
            return CurrencyRatesParser.read(file);
        } catch (final IOException e) {
            watched.forget();
            throw e;
        }
    }

    /** Also across two bases, for it is the old rates that tell what the new base was worth. */
    private static void findMoves(final CurrencyRates before, final CurrencyRates next, final List<String> problems) {
        for (final Currency each : Currency.getAvailableCurrencies()) {
            final int code = CurrencyCode.of(each.getCurrencyCode());
            final long nextRate = next.rate(code);
            final long rateBefore = before.convertUp(CurrencyRates.ONE, next.base(), code);
            final boolean known = nextRate != CurrencyRates.NO_RATE && rateBefore != CurrencyRates.NO_RATE;
            if (known && (nextRate / MAX_MOVE > rateBefore || rateBefore / MAX_MOVE > nextRate)) {
                problems.add("rates." + each.getCurrencyCode() + " moves by more than a factor of " + MAX_MOVE
                        + "; if that is right, start again");
            }
        }
    }

    private int expire() {
        if (current == CurrencyRates.NONE || !isTooOld(held)) {
            return 0;
        }
        onExpired();
        return 1;
    }

    private void onExpired() {
        current = CurrencyRates.NONE;
        counters.increment(RatesCounter.EXPIRED);
        LOG.warn(
                "Currency rates of {} are of {}, older than {} h: only bids without conversion are left",
                file,
                Instant.ofEpochMilli(held.asOfMs()),
                TimeUnit.MILLISECONDS.toHours(maxAgeMs));
    }

    private void onReadFailed(final IOException e) {
        counters.increment(RatesCounter.READ_FAILED);
        if (!readFailed) {
            readFailed = true;
            LOG.warn("Currency rates of {} cannot be read, those before stay: {}", file, e.toString());
        }
    }

    private void publish(final CurrencyRates rates) {
        current = rates;
        LOG.info("{} currencies with rates of {}", rates.count(), Instant.ofEpochMilli(rates.asOfMs()));
    }

    private boolean isTooOld(final CurrencyRates rates) {
        return clock.time() - rates.asOfMs() > maxAgeMs;
    }
}
