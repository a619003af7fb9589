package io.hayate.bidder.ledger;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.exchanges.TestProfiles;
import io.hayate.bidder.ledger.brakes.BreakerSettings;
import io.hayate.bidder.ledger.brakes.CircuitBreaker;
import io.hayate.bidder.ledger.pacing.Pacing;
import io.hayate.bidder.ledger.pacing.PacingLane;
import io.hayate.bidder.ledger.pacing.TrafficShapes;
import io.hayate.bidder.ledger.prices.LearnedPrices;
import io.hayate.bidder.ledger.prices.PredictedRates;
import io.hayate.bidder.ledger.prices.ShadedBids;
import io.hayate.bidder.ledger.prices.ShadingLearner;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conversions of no bid: no ordinal, no exchange, and the largest values that there are. */
class ViewThroughTest {
    private static final long VALUE_NANOS = 1_000_000_000_000_000_000L;
    private static final int CONVERSIONS = 20;

    private final LedgerHarness harness = new LedgerHarness(1, "2026-11-23T10:00:00Z");

    @Test
    void shouldCountWhateverElseWorksOnTheAgent() {
        final List<ExchangeProfile> exchanges = List.of(TestProfiles.of("demo", 0, "shading: true"));
        final LearnedPrices prices = LearnedPrices.none();
        final ShadingLearner learner = new ShadingLearner(
                LedgerHarness.EPOCH, exchanges, List.of(new ShadedBids(exchanges)), prices.shading());
        harness.agent.add(learner);
        harness.agent.add(new PredictedRates(prices.values()));
        harness.agent.add(new Pacing(List.of(new PacingLane()), new TrafficShapes()));
        harness.agent.add(new CircuitBreaker(
                new BreakerSettings(BreakerSettings.NO_LIMIT, BreakerSettings.Anomalies.STOP),
                exchanges,
                () -> CurrencyRates.NONE));
        harness.budgets.put(0, campaign(1).build());
        harness.agent.doWork();

        for (int order = 1; order <= CONVERSIONS; order++) {
            offer(order);
            harness.agent.doWork();
        }

        assertThat(harness.statement(1).conversions()).isEqualTo(CONVERSIONS);
        assertThat(harness.ledger.account(1).valueNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(LedgerHarness.replay(harness.log).account(1).valueNanos()).isEqualTo(Long.MAX_VALUE);
    }

    private void offer(final long order) {
        final NoticePayload nobodys = new NoticePayload();
        nobodys.campaignId = 1;
        nobodys.campaignOrdinal = NoticeRecord.NO_ORDINAL;
        nobodys.campaignCurrency = CurrencyCode.USD;
        nobodys.timeMs = harness.clock.time();
        final LedgerProxy proxy = harness.proxies.get(0);
        final NoticeRecord record = proxy.notice();
        record.fill(NoticeKind.CONVERSION, nobodys);
        record.noticeTimeMs = harness.clock.time();
        record.viewThrough = true;
        record.orderHash = order;
        record.valueNanos = VALUE_NANOS;
        proxy.offer();
    }
}
