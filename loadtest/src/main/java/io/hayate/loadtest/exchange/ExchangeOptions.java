package io.hayate.loadtest.exchange;

import io.hayate.loadtest.check.CurrencyRates;
import io.hayate.loadtest.exchange.ExchangeSettings.AuctionType;
import io.hayate.loadtest.exchange.ExchangeSettings.Competition;
import io.hayate.loadtest.exchange.ExchangeSettings.Delivery;
import io.hayate.loadtest.exchange.ExchangeSettings.Response;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@link ExchangeSettings} as options of a command line. Owned by the main thread. */
public final class ExchangeOptions {
    @Option(
            names = "--auction",
            defaultValue = "second",
            description = "first or second price, where a request has no at (default: ${DEFAULT-VALUE})")
    private AuctionType auction = AuctionType.SECOND;

    @Option(
            names = "--competitors",
            defaultValue = "3",
            description = "who else bids on an impression, on average (default: ${DEFAULT-VALUE})")
    private double competitors;

    @Option(
            names = "--competitor-cpm",
            paramLabel = "USD",
            defaultValue = "1.00",
            description = "the median of their prices (default: ${DEFAULT-VALUE})")
    private BigDecimal competitorCpm = BigDecimal.ONE;

    @Option(
            names = "--late",
            converter = Share.Converter.class,
            paramLabel = "SHARE",
            defaultValue = "3%",
            description = "of the notices come late (default: ${DEFAULT-VALUE})")
    private Share late = new Share(0);

    @Option(
            names = "--late-by",
            converter = SpanRange.Converter.class,
            paramLabel = "TIME..TIME",
            defaultValue = "1s..30s",
            description = "how late; also the second of two (default: ${DEFAULT-VALUE})")
    private SpanRange lateBy = new SpanRange(0, 0);

    @Option(
            names = "--twice",
            converter = Share.Converter.class,
            paramLabel = "SHARE",
            defaultValue = "2%",
            description = "come twice (default: ${DEFAULT-VALUE})")
    private Share twice = new Share(0);

    @Option(
            names = "--never",
            converter = Share.Converter.class,
            paramLabel = "SHARE",
            defaultValue = "2%",
            description = "never come (default: ${DEFAULT-VALUE})")
    private Share never = new Share(0);

    @Option(
            names = "--ctr",
            converter = Share.Converter.class,
            paramLabel = "SHARE",
            defaultValue = "0.5%",
            description = "clicks for an impression, over all (default: ${DEFAULT-VALUE})")
    private Share clickRate = new Share(0);

    @Option(
            names = "--cvr",
            converter = Share.Converter.class,
            paramLabel = "SHARE",
            defaultValue = "5%",
            description = "conversions for a click, over all (default: ${DEFAULT-VALUE})")
    private Share conversionRate = new Share(0);

    @Option(
            names = "--conversions",
            paramLabel = "PARAMETER",
            arity = "0..1",
            fallbackValue = "click_id",
            description = "fire conversions: their click's id is this parameter of the landing page's URL"
                    + " (${FALLBACK-VALUE} if none is named; none are fired without)")
    private @Nullable String clickIdParameter;

    @Option(
            names = "--bills-on",
            defaultValue = "bill",
            description = "the notice that books a bid's cost: bill, win or impression (default: ${DEFAULT-VALUE})")
    private NoticeKind billsOn = NoticeKind.BILL;

    @Option(
            names = "--notice-path",
            paramLabel = "PATH",
            defaultValue = "/notice/",
            description = "what paths of the bidder's own URLs begin with; no others are fired"
                    + " (default: ${DEFAULT-VALUE})")
    private String noticePath = "";

    boolean hasConversions() {
        return clickIdParameter != null;
    }

    /** @throws IllegalArgumentException naming what makes no sense */
    public ExchangeSettings settings(final long seed, final CurrencyRates rates) {
        return new ExchangeSettings(
                seed,
                new Competition(auction, competitors, Books.cpmMicros(competitorCpm)),
                new Delivery(late.value(), twice.value(), never.value(), lateBy.fromMs(), lateBy.toMs()),
                new Response(clickRate.value(), conversionRate.value(), clickIdParameter),
                billsOn,
                noticePath,
                rates);
    }
}
