package io.hayate.benchmarks;

import io.hayate.loadtest.SpanNs;
import io.hayate.loadtest.exchange.ExchangeSettings;
import io.hayate.loadtest.exchange.ExchangeSettings.AuctionType;
import io.hayate.loadtest.exchange.ExchangeSettings.Competition;
import io.hayate.loadtest.exchange.ExchangeSettings.Delivery;
import io.hayate.loadtest.exchange.ExchangeSettings.Response;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How the simulated exchange sells, and how its notices come, as options of a command. Owned by the main thread. */
final class SimulatedExchange {
    private static final int MICRO_DECIMALS = 6;

    @Option(
            names = "--auction",
            defaultValue = "second",
            description = "first or second price, where a request says neither")
    private AuctionType auction = AuctionType.SECOND;

    @Option(names = "--competitors", defaultValue = "3", description = "others that bid on an impression, in the mean")
    private double competitors;

    @Option(names = "--competitor-cpm", defaultValue = "1.00", description = "median of what they bid, US dollars")
    private BigDecimal competitorCpm = BigDecimal.ONE;

    @Option(names = "--click-rate", defaultValue = "0.005", description = "clicks of an impression")
    private double clickRate;

    @Option(names = "--late", defaultValue = "0.03", description = "share of notices that come late")
    private double late;

    @Option(names = "--twice", defaultValue = "0.02", description = "share of notices that come twice")
    private double twice;

    @Option(names = "--never", defaultValue = "0.02", description = "share of notices that never come")
    private double never;

    @Option(names = "--late-from", defaultValue = "1s", description = "least delay of those late or come again")
    private SpanNs lateFrom = new SpanNs(0);

    @Option(names = "--late-to", defaultValue = "30s", description = "largest delay; 20h at most")
    private SpanNs lateTo = new SpanNs(0);

    /** Throws what tells the user which of them cannot be. */
    ExchangeSettings settings(final CommandLine command, final long seed) {
        try {
            return ExchangeSettings.defaults(seed)
                    .withCompetition(new Competition(
                            auction,
                            competitors,
                            competitorCpm.movePointRight(MICRO_DECIMALS).longValue()))
                    .withDelivery(new Delivery(late, twice, never, ms(lateFrom), ms(lateTo)))
                    .withResponse(new Response(clickRate, 0, null));
        } catch (final IllegalArgumentException | ArithmeticException e) {
            throw new ParameterException(command, e.getMessage(), e);
        }
    }

    private static int ms(final SpanNs span) {
        return Math.toIntExact(TimeUnit.NANOSECONDS.toMillis(span.ns()));
    }
}
