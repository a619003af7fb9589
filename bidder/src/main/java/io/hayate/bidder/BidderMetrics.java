package io.hayate.bidder;

import io.hayate.bidder.admin.AdminCounter;
import io.hayate.bidder.admin.AdminServer;
import io.hayate.bidder.audience.AudienceAgent;
import io.hayate.bidder.audience.AudienceCounter;
import io.hayate.bidder.audience.ImpressionCounter;
import io.hayate.bidder.audience.ImpressionFeed;
import io.hayate.bidder.audience.UserLookupOutcome;
import io.hayate.bidder.bid.BidCounter;
import io.hayate.bidder.bid.BidPipeline;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.accept.AcceptCounter;
import io.hayate.bidder.bid.accept.BidServer;
import io.hayate.bidder.bid.spend.CapCounter;
import io.hayate.bidder.bid.spend.PendingImpressions;
import io.hayate.bidder.bidlog.BidLogAgent;
import io.hayate.bidder.bidlog.BidLogCounter;
import io.hayate.bidder.bidlog.BidSampleCounter;
import io.hayate.bidder.bidlog.BidSamples;
import io.hayate.bidder.campaigns.CampaignAgent;
import io.hayate.bidder.campaigns.CampaignCounter;
import io.hayate.bidder.campaigns.catalog.CreativeMiss;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.campaigns.rates.CurrencyRatesAgent;
import io.hayate.bidder.campaigns.rates.RatesCounter;
import io.hayate.bidder.campaigns.sellers.SellersAgent;
import io.hayate.bidder.campaigns.sellers.SellersCounter;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.explain.ExplainAgent;
import io.hayate.bidder.explain.ExplainCounter;
import io.hayate.bidder.explain.ExplainQueries;
import io.hayate.bidder.explain.LoopFunnel;
import io.hayate.bidder.explain.LoopFunnelCounter;
import io.hayate.bidder.journal.JournalSync;
import io.hayate.bidder.journal.SyncCounter;
import io.hayate.bidder.ledger.CheckpointCounter;
import io.hayate.bidder.ledger.LedgerAgent;
import io.hayate.bidder.ledger.LedgerCounter;
import io.hayate.bidder.ledger.LedgerQueries;
import io.hayate.bidder.ledger.brakes.BreakerCounter;
import io.hayate.bidder.ledger.brakes.CircuitBreaker;
import io.hayate.bidder.ledger.pacing.Pacing;
import io.hayate.bidder.ledger.prices.ShadingCounter;
import io.hayate.bidder.ledger.prices.ShadingLearner;
import io.hayate.bidder.ledger.report.ReportCounter;
import io.hayate.bidder.ledger.report.ReportQueries;
import io.hayate.bidder.ledger.report.ReportTable;
import io.hayate.bidder.notices.receive.NoticeOutcome;
import io.hayate.bidder.notices.receive.NoticeReceiver;
import io.hayate.bidder.notices.token.TokenVerdict;
import io.hayate.bidder.privacy.PrivacyRestriction;
import io.hayate.bidder.telemetry.CounterBlock;
import io.hayate.bidder.telemetry.Metrics;
import io.hayate.bidder.telemetry.TelemetryAgent;
import io.hayate.bidder.threads.AgentCounter;
import io.hayate.bidder.threads.AgentThreads;
import io.hayate.bidder.threads.QueueCounter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/** Names every counter of the program for /metrics. Owned by the launching thread. */
final class BidderMetrics {
    private final Metrics metrics = new Metrics();

    BidderMetrics(final LiveIndex live, final TelemetryAgent telemetry) {
        final Version version = Version.current();
        metrics.jvm();
        metrics.build(version.version(), version.commit(), version.jdk());
        metrics.latency(telemetry);
        metrics.gauge(
                "hayate_campaigns_live",
                "Active campaigns in the index.",
                () -> live.current().campaignCount());
        metrics.gauge(
                "hayate_index_version",
                "Version of the index' view, since the start.",
                () -> live.current().version());
        metrics.gauge(
                "hayate_index_parts",
                "Parts of the index' view: the base, and up to two of what has changed since.",
                () -> live.current().partCount());
    }

    Metrics registry() {
        return metrics;
    }

    void loops(final List<BidPipeline> pipelines, final List<NoticeReceiver> receivers) {
        metrics.eachCounter(
                "hayate",
                BidCounter.class,
                pipelines.stream().map(BidPipeline::counters).toList());
        metrics.counters(
                "hayate_no_bids",
                "Requests without bid, by the furthest reason.",
                "reason",
                NoBidReason.class,
                pipelines.stream().map(BidPipeline::requestNoBids).toList());
        metrics.counters(
                "hayate_impression_no_bids",
                "Impressions without bid, by the furthest reason.",
                "reason",
                NoBidReason.class,
                pipelines.stream().map(BidPipeline::impressionNoBids).toList());
        metrics.counters(
                "hayate_privacy_restrictions",
                "Requests whose privacy signals restricted what may be done, by the signal.",
                "reason",
                PrivacyRestriction.class,
                pipelines.stream().map(BidPipeline::privacyRestrictions).toList());
        metrics.counters(
                "hayate_notices",
                "Notices, by what became of them.",
                "outcome",
                NoticeOutcome.class,
                receivers.stream().map(NoticeReceiver::outcomes).toList());
        metrics.counters(
                "hayate_notice_tokens",
                "Notice tokens, by the verifier's verdict.",
                "verdict",
                TokenVerdict.class,
                receivers.stream().map(NoticeReceiver::verdicts).toList());
    }

    void report(final ReportTable report, final ReportQueries queries) {
        metrics.eachCounter("hayate_report", ReportCounter.class, report.counters());
        metrics.eachCounter("hayate_report_queries", QueueCounter.class, queries.counters());
    }

    void bidLog(final List<BidSamples> samples, final BidLogAgent agent) {
        metrics.eachCounter(
                "hayate_bid_samples",
                BidSampleCounter.class,
                samples.stream().map(BidSamples::counters).toList());
        metrics.eachCounter("hayate_bid_log", BidLogCounter.class, agent.counters());
    }

    void agents(
            final CampaignAgent campaigns,
            final LedgerAgent ledger,
            final LedgerQueries queries,
            final AgentThreads agents) {
        metrics.eachCounter("hayate", CampaignCounter.class, campaigns.counters());
        metrics.counters(
                "hayate_creative_reads_failed",
                "Creatives of bids that could not be read.",
                "reason",
                CreativeMiss.class,
                campaigns.creatives().counters());
        metrics.eachCounter("hayate_ledger", LedgerCounter.class, ledger.counters());
        metrics.eachCounter(
                "hayate_campaign_agent", QueueCounter.class, campaigns.proxy().counters());
        metrics.eachCounter("hayate_ledger_agent", QueueCounter.class, queries.counters());
        agents.counters()
                .forEach((role, counters) ->
                        metrics.eachCounter("hayate_" + role.replace('-', '_'), AgentCounter.class, counters));
    }

    void pacing(final Pacing pacing) {
        metrics.gauge("hayate_pacing_campaigns", "Live campaigns whose budget is paced.", pacing::pacedCount);
        metrics.gauge(
                "hayate_pacing_campaigns_always",
                "Paced campaigns that take part always, as else they would not spend their budget.",
                pacing::alwaysCount);
        metrics.gauge(
                "hayate_pacing_deviation_ratio",
                "Mean distance of what paced campaigns have spent from their plan, as a share of their budget.",
                pacing::meanDeviation);
    }

    void breaker(final CircuitBreaker breaker, final List<ExchangeProfile> profiles) {
        metrics.eachCounter("hayate_breaker", BreakerCounter.class, breaker.counters());
        final Map<String, DoubleSupplier> open = new HashMap<>();
        final Map<String, DoubleSupplier> anomalous = new HashMap<>();
        open.put("*", () -> breaker.open().all() ? 1 : 0);
        for (final ExchangeProfile profile : profiles) {
            open.put(profile.name(), () -> breaker.open().isOpenFor(profile.ordinal()) ? 1 : 0);
            anomalous.put(profile.name(), () -> breaker.anomalous().isOpenFor(profile.ordinal()) ? 1 : 0);
        }
        metrics.gauges(
                "hayate_breaker_open",
                "1 while the circuit breaker keeps from bidding on the exchange; exchange=\"*\" is the limit over all.",
                "exchange",
                open);
        metrics.gauges(
                "hayate_breaker_anomaly",
                "1 while the win rate or the price on the exchange has jumped.",
                "exchange",
                anomalous);
    }

    void shading(final ShadingLearner learner) {
        metrics.eachCounter("hayate_shading", ShadingCounter.class, learner.counters());
    }

    void moneyLog(final LedgerWiring money) {
        metrics.eachCounter(
                "hayate_ledger_checkpoints",
                CheckpointCounter.class,
                money.checkpoints().counters());
        final JournalSync journalSync = money.journalSync();
        if (journalSync != null) {
            metrics.eachCounter("hayate_money_log", SyncCounter.class, journalSync.counters());
        }
        metrics.gauge(
                "hayate_money_log_position", "Bytes ever written to the money log.", money.log()::writtenPosition);
        metrics.gauge(
                "hayate_money_log_not_durable_bytes",
                "Bytes of the money log that are written and not durable yet.",
                () -> money.log().writtenPosition() - money.log().durablePosition());
    }

    void explain(final List<LoopFunnel> loops, final ExplainAgent agent, final ExplainQueries queries) {
        metrics.eachCounter(
                "hayate",
                LoopFunnelCounter.class,
                loops.stream().map(LoopFunnel::counters).toList());
        metrics.eachCounter("hayate_explain", ExplainCounter.class, agent.counters());
        metrics.eachCounter("hayate_explain_agent", QueueCounter.class, queries.counters());
    }

    void audience(final AudienceAgent audience, final List<CounterBlock<UserLookupOutcome>> lookups) {
        metrics.eachCounter("hayate", AudienceCounter.class, audience.counters());
        metrics.eachCounter(
                "hayate_audience_agent", QueueCounter.class, audience.proxy().counters());
        metrics.counters(
                "hayate_user_lookups",
                "Look-ups of users, by how they ended or why there was none.",
                "outcome",
                UserLookupOutcome.class,
                lookups);
        metrics.gauge(
                "hayate_users",
                "Users that segments or impressions are kept of.",
                () -> audience.users().count());
        metrics.gauge("hayate_user_segment_names", "Different segments of users.", audience::segmentNames);
        metrics.gauge("hayate_user_map_bytes", "Bytes of the file of users.", audience::fileBytes);
    }

    void caps(final ImpressionFeed impressions, final PendingImpressions[] pending) {
        metrics.eachCounter("hayate", ImpressionCounter.class, impressions.counters());
        metrics.eachCounter(
                "hayate",
                CapCounter.class,
                Stream.of(pending).map(PendingImpressions::counters).toList());
    }

    void rates(final CurrencyRatesAgent rates) {
        metrics.eachCounter("hayate_currency_rates", RatesCounter.class, rates.counters());
        metrics.gauge(
                "hayate_currency_rates_age_seconds",
                "Age of the last good currency rates, from their asOf.",
                rates::ageSeconds);
        metrics.gauge(
                "hayate_currency_rates_currencies",
                "Currencies that are converted; 0 if the rates are too old.",
                () -> rates.current().count());
    }

    void sellers(final SellersAgent sellers) {
        metrics.eachCounter("hayate_sellers", SellersCounter.class, sellers.counters());
        metrics.gauge(
                "hayate_sellers_age_seconds",
                "Time since the authorised sellers in use were read.",
                sellers::ageSeconds);
        metrics.gauge(
                "hayate_sellers_domains",
                "Domains that authorised sellers are known of.",
                () -> sellers.current().domainCount());
        metrics.gauge(
                "hayate_sellers_apps",
                "Apps that authorised sellers are known of.",
                () -> sellers.current().bundleCount());
        metrics.gauge(
                "hayate_sellers_sellers",
                "Authorised sellers, over all domains and apps.",
                () -> sellers.current().sellerCount());
    }

    void adminPort(final AdminServer admin) {
        metrics.eachCounter("hayate_admin", AdminCounter.class, admin.counters());
    }

    void bidPort(final BidServer bids) {
        metrics.eachCounter("hayate_http", AcceptCounter.class, bids.counters());
        metrics.gauge("hayate_http_connections_open", "Connections open on the bid port.", () -> {
            int open = 0;
            for (int loop = 0; loop < bids.counters().size(); loop++) {
                open += bids.openConnections(loop);
            }
            return open;
        });
        metrics.gauge(
                "hayate_http_connections_parked",
                "Connections of the bid port that wait until their notice is durable.",
                () -> {
                    int parked = 0;
                    for (int loop = 0; loop < bids.counters().size(); loop++) {
                        parked += bids.parkedConnections(loop);
                    }
                    return parked;
                });
    }
}
