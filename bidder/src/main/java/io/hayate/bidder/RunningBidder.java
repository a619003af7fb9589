package io.hayate.bidder;

import io.hayate.bidder.admin.AdminRouter;
import io.hayate.bidder.admin.AdminServer;
import io.hayate.bidder.admin.Health;
import io.hayate.bidder.admin.OperatorEndpoints;
import io.hayate.bidder.audience.AudienceAgent;
import io.hayate.bidder.audience.ImpressionFeed;
import io.hayate.bidder.audience.UserEndpoints;
import io.hayate.bidder.bid.BidRoute;
import io.hayate.bidder.bid.RouteObserver;
import io.hayate.bidder.bid.WarmUp;
import io.hayate.bidder.bid.accept.AcceptSettings;
import io.hayate.bidder.bid.accept.BidServer;
import io.hayate.bidder.bid.accept.PortWarmUp;
import io.hayate.bidder.campaigns.CampaignAgent;
import io.hayate.bidder.campaigns.CampaignAgentLimits;
import io.hayate.bidder.campaigns.StoredCampaign;
import io.hayate.bidder.campaigns.admit.AdvertiserEndpoints;
import io.hayate.bidder.campaigns.admit.BiddingEndpoints;
import io.hayate.bidder.campaigns.admit.CampaignEndpoints;
import io.hayate.bidder.campaigns.catalog.DataDirectory;
import io.hayate.bidder.campaigns.catalog.DataDirectoryException;
import io.hayate.bidder.campaigns.live.AuthorizedSellers;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.campaigns.rates.CurrencyRatesAgent;
import io.hayate.bidder.campaigns.sellers.SellersAgent;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.exchanges.Exchanges;
import io.hayate.bidder.explain.ExplainAgent;
import io.hayate.bidder.explain.ExplainEndpoints;
import io.hayate.bidder.explain.ExplainQueries;
import io.hayate.bidder.explain.LoopFunnel;
import io.hayate.bidder.explain.TracedRoute;
import io.hayate.bidder.ledger.BudgetLane;
import io.hayate.bidder.ledger.LedgerAgent;
import io.hayate.bidder.ledger.LedgerClock;
import io.hayate.bidder.ledger.LedgerEndpoints;
import io.hayate.bidder.ledger.LedgerProxy;
import io.hayate.bidder.ledger.LedgerQueries;
import io.hayate.bidder.ledger.brakes.CircuitBreaker;
import io.hayate.bidder.ledger.pacing.Pacing;
import io.hayate.bidder.ledger.pacing.PacingLane;
import io.hayate.bidder.ledger.prices.LearnedPrices;
import io.hayate.bidder.ledger.prices.PredictedRates;
import io.hayate.bidder.ledger.prices.ShadedBids;
import io.hayate.bidder.ledger.prices.ShadingLearner;
import io.hayate.bidder.notices.token.NoticeKeys;
import io.hayate.bidder.telemetry.TelemetryAgent;
import io.hayate.bidder.threads.AgentThreads;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything wired: which thread there is, what it owns, and in which order all of it starts and ends (docs/threads.md).
 * Nothing else starts a thread. Owned by the launching thread.
 */
final class RunningBidder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningBidder.class);

    /** A change waits so long at most before it is looked at. */
    private static final long CAMPAIGN_IDLE_MS = 5;

    /** Lanes wait so long at most for a new lease. */
    private static final long LEDGER_IDLE_MS = 4;

    /** A call on users waits so long at most before it is looked at. */
    private static final long AUDIENCE_IDLE_MS = 10;

    /** Against intervals of a second. */
    private static final long TELEMETRY_IDLE_MS = 20;

    /** Against samples some ten times a second. */
    private static final long EXPLAIN_IDLE_MS = 20;

    /** Against looks at a file every few seconds. */
    private static final long FILE_IDLE_MS = 200;

    private static final long LONGEST_CYCLE_NS = AgentThreads.DEFAULT_LONGEST_CYCLE_MS * 1_000_000;

    private final BidderConfig config;
    private final CompletableFuture<Void> end;
    private final EpochClock epochClock = SystemEpochClock.INSTANCE;
    private final NanoClock nanoClock = SystemNanoClock.INSTANCE;
    private final AgentThreads agents = new AgentThreads(AgentThreads.Mode.THREADS, nanoClock);
    private final Health health = new Health(() -> agents.lateAgents(LONGEST_CYCLE_NS));

    /** What was opened, in order; closed in reverse. */
    private final List<AutoCloseable> opened = new ArrayList<>();

    private final List<BudgetLane> lanes = new ArrayList<>();
    private final List<PacingLane> pacingLanes = new ArrayList<>();
    private final List<LedgerProxy> ledgerProxies = new ArrayList<>();
    private final List<LoopFunnel> funnels = new ArrayList<>();
    private final List<ShadedBids> shadedBids = new ArrayList<>();
    private final ExplainQueries explainQueries = new ExplainQueries();
    private Exchanges exchanges = Exchanges.builtIn();
    private @Nullable CurrencyRatesAgent rates;
    private @Nullable SellersAgent sellers;
    private @Nullable BidServer bids;
    private @Nullable AdminServer admin;

    private RunningBidder(final BidderConfig config, final CompletableFuture<Void> end) {
        this.config = config;
        this.end = end;
        opened.add(agents);
    }

    /**
     * Starts everything and returns when bid requests are answered and the code is warm, or when it is to end already.
     *
     * @param end completes when the bidder is to end, at any time
     * @throws DataDirectoryException if the data directory cannot be used
     * @throws UnusableConfigException if what the configuration names cannot be used
     * @throws IOException if a port cannot be opened, or files cannot be read or written
     */
    static RunningBidder launch(final BidderConfig config, final CompletableFuture<Void> end)
            throws IOException, DataDirectoryException, UnusableConfigException, InterruptedException {
        final RunningBidder bidder = new RunningBidder(config, end);
        try {
            bidder.start();
            return bidder;
        } catch (final Throwable e) {
            bidder.close();
            throw e;
        }
    }

    private void start() throws IOException, DataDirectoryException, UnusableConfigException, InterruptedException {
        final ConfiguredFiles files = new ConfiguredFiles(config, epochClock);
        final Path startFile = files.startFile();
        exchanges = files.exchanges();
        rates = files.openRates();
        sellers = files.openSellers();
        final DataDirectory directory = DataDirectory.open(config.dataDir());
        // Closed after the agents, which write into it.
        opened.add(0, directory);
        final NoticeKeys keys = files.noticeKeys(directory);
        final int loops = config.loops();
        // The bid loops, then the warm-up, the ledger agent, the explain agent.
        final LiveIndex live = new LiveIndex(loops + 3);
        for (int loop = 0; loop < loops; loop++) {
            lanes.add(new BudgetLane(
                    BudgetLane.DEFAULT_MAX_ORDINALS, exchanges.profiles().count()));
            pacingLanes.add(new PacingLane());
            ledgerProxies.add(new LedgerProxy());
            funnels.add(new LoopFunnel(loop, loops));
            shadedBids.add(new ShadedBids(exchanges.profiles().all()));
        }
        final LedgerQueries queries = new LedgerQueries();
        final LedgerWiring money = LedgerWiring.open(
                config,
                directory,
                ledgerProxies,
                exchanges.profiles().all(),
                () -> ReportWiring.newTables(config),
                epochClock);
        // Closed after the agents, too.
        opened.add(1, money);
        final LedgerAgent ledger = new LedgerAgent(
                money.books(),
                live,
                loops + 1,
                lanes,
                ledgerProxies,
                money.onWritten(),
                queries,
                new LedgerClock(epochClock, nanoClock));
        final Pacing pacing = Pacing.keptIn(ledger, pacingLanes);
        final LearnedPrices prices = LearnedPrices.none();
        ledger.add(new PredictedRates(prices.values()));
        final ReportWiring reports =
                ReportWiring.open(config, directory, exchanges.profiles().all(), money.books(), ledger);
        ledger.add(reports.part());
        final CircuitBreaker breaker =
                new CircuitBreaker(config.breaker(), exchanges.profiles().all(), currencyRates());
        ledger.add(breaker);
        final ShadingLearner shading =
                new ShadingLearner(directory.epoch(), exchanges.profiles().all(), shadedBids, prices.shading());
        ledger.add(shading);
        final CampaignAgent campaigns = openCampaigns(directory, live, ledger);
        agents.start(campaigns, CAMPAIGN_IDLE_MS);
        agents.start(campaigns.merger(), CAMPAIGN_IDLE_MS);
        final AudienceWiring audience =
                AudienceWiring.open(config, directory, exchanges.profiles().all(), epochClock);
        final ImpressionFeed impressions = audience.newImpressionFeed();
        ledger.add(impressions);
        // Before the ledger agent, and so ended after it: what that tells of last is kept, too.
        agents.start(audience.agent(), AUDIENCE_IDLE_MS);
        money.startAgents(agents);
        agents.start(ledger, LEDGER_IDLE_MS);
        startFileAgents();

        final int bidPort = config.bidPort() == 0 ? freePort() : config.bidPort();
        final LoopWiring wiring = new LoopWiring(
                config, bidPort, directory.epoch(), live, exchanges, campaigns.creatives(), keys, authorizedSellers());
        wiring.users(audience::newFinder);
        wiring.conversions(() -> audience.newConversionParts(config.adminToken(), live));
        wiring.prices(prices, shadedBids);
        wiring.breakers(breaker::open);
        reports.startBidLog(agents);
        for (int loop = 0; loop < loops; loop++) {
            final RouteObserver explaining = config.explain() ? funnels.get(loop) : RouteObserver.NONE;
            wiring.addLoop(
                    lanes.get(loop),
                    pacingLanes.get(loop),
                    ledgerProxies.get(loop),
                    explaining.and(reports.observer(loop)));
        }
        final ExplainAgent explain = newExplainAgent(live, wiring.tracedRoute(loops + 2));
        agents.start(explain, EXPLAIN_IDLE_MS);
        final TelemetryAgent telemetry = new TelemetryAgent(nanoClock, wiring.recorders());
        agents.start(telemetry, TELEMETRY_IDLE_MS);

        final BidderMetrics metrics = new BidderMetrics(live, telemetry);
        metrics.loops(wiring.pipelines(), wiring.receivers());
        metrics.agents(campaigns, ledger, queries, agents);
        metrics.pacing(pacing);
        metrics.breaker(breaker, exchanges.profiles().all());
        metrics.shading(shading);
        metrics.moneyLog(money);
        metrics.audience(audience.agent(), wiring.userLookups());
        metrics.caps(impressions, wiring.pendingImpressions());
        metrics.explain(funnels, explain, explainQueries);
        addFileAgents(metrics);
        reports.addTo(metrics);
        admin = openAdminPort(metrics, campaigns, audience.agent(), queries, reports, live);
        metrics.adminPort(admin);

        if (startFile != null) {
            health.starting("campaigns of the start file are applied");
            applyStartFile(campaigns, startFile);
        }
        if (end.isDone()) {
            return;
        }
        health.starting("the code is warmed");
        warmUp(wiring.warmUpRoute(loops), WarmUp.requests(live.current().part(0)));
        if (end.isDone()) {
            return;
        }
        bids = opened(BidServer.open(
                new AcceptSettings(config.bidHost(), bidPort, config.requestTimeoutMs(), config.idleTimeoutMs()),
                exchanges.profiles().all(),
                wiring.parts()));
        metrics.bidPort(bids);
        health.ready();
        LOG.info(
                "Ready: bids on port {} ({}, {} loops), administration on port {}, {} campaigns live",
                bids.boundPort(),
                bids.transportName(),
                loops,
                admin.port(),
                live.current().campaignCount());
    }

    private void startFileAgents() {
        if (rates != null) {
            agents.start(rates, FILE_IDLE_MS);
        }
        if (sellers != null) {
            agents.start(sellers, FILE_IDLE_MS);
        }
    }

    private void addFileAgents(final BidderMetrics metrics) {
        if (rates != null) {
            metrics.rates(rates);
        }
        if (sellers != null) {
            metrics.sellers(sellers);
        }
    }

    private Supplier<CurrencyRates> currencyRates() {
        return rates == null ? () -> CurrencyRates.NONE : rates::current;
    }

    private Supplier<AuthorizedSellers> authorizedSellers() {
        return sellers == null ? () -> AuthorizedSellers.NONE : sellers::current;
    }

    /** The pipeline first, on this thread, then all of the way from a socket and back. */
    private void warmUp(final BidRoute route, final List<byte[]> requests) throws IOException {
        final ExchangeProfile exchange = exchanges.profiles().byOrdinal(0);
        final int replayed = new WarmUp(route, nanoClock, epochClock).run(exchange, requests);
        final int sent = new PortWarmUp(route, nanoClock).run(exchange, requests);
        LOG.info("Warm after {} requests through the pipeline and {} over HTTP", replayed, sent);
    }

    /** The one that is bound. */
    int bidPort() {
        return Objects.requireNonNull(bids, "the bid port is not open").boundPort();
    }

    /** The one that is bound. */
    int adminPort() {
        return Objects.requireNonNull(admin, "the admin port is not open").port();
    }

    /** Answers what is under way and what still comes on open connections, at most for the time the configuration gives. */
    void drain() throws InterruptedException {
        LOG.info("Draining, at most {} ms", config.drainMs());
        health.draining("the process was told to end");
        if (bids != null) {
            // Counted when it happened; a loop itself never logs.
            bids.firstFailures().forEach(failure -> LOG.error("A bid loop failed, here for the first time", failure));
            bids.beginDrain();
            final boolean drained = bids.awaitDrained(config.drainMs());
            LOG.info(drained ? "Drained" : "Not drained in time: open connections are cut");
        }
    }

    @Override
    public void close() {
        for (int i = opened.size() - 1; i >= 0; i--) {
            try {
                opened.get(i).close();
            } catch (final Exception e) {
                LOG.error("Something could not be closed", e);
            }
        }
        opened.clear();
        LOG.info("Ended");
    }

    private ExplainAgent newExplainAgent(final LiveIndex live, final TracedRoute route) {
        return new ExplainAgent(
                live, funnels, route, exchanges.profiles().all(), explainQueries, epochClock, nanoClock);
    }

    private AdminServer openAdminPort(
            final BidderMetrics metrics,
            final CampaignAgent campaigns,
            final AudienceAgent audience,
            final LedgerQueries queries,
            final ReportWiring reports,
            final LiveIndex live)
            throws IOException {
        final AdminRouter router = new AdminRouter();
        new OperatorEndpoints(health, metrics.registry(), Version.current().toJson(), config.toJson()).addTo(router);
        new CampaignEndpoints(campaigns.proxy()).addTo(router);
        new AdvertiserEndpoints(campaigns.proxy()).addTo(router);
        new UserEndpoints(audience.proxy(), audience.ids()).addTo(router);
        new BiddingEndpoints(campaigns.proxy(), live).addTo(router);
        new LedgerEndpoints(
                        queries,
                        id -> campaigns
                                .proxy()
                                .campaign(id)
                                .thenApply(campaign -> campaign.map(StoredCampaign::budgetCurrency)))
                .addTo(router);
        reports.endpoints().addTo(router);
        new ExplainEndpoints(
                        explainQueries,
                        queries,
                        campaigns.proxy()::campaign,
                        live,
                        exchanges.profiles().all())
                .addTo(router);
        return opened(AdminServer.open(config.adminHost(), config.adminPort(), config.adminToken(), router));
    }

    private CampaignAgent openCampaigns(final DataDirectory directory, final LiveIndex live, final LedgerAgent ledger)
            throws DataDirectoryException {
        try {
            return CampaignAgent.open(
                    directory,
                    new CampaignAgentLimits(
                            config.maxCampaigns(),
                            config.maxCreatives(),
                            config.documentLimits(),
                            config.uploadLimits()),
                    live,
                    ledger::releasedIndexVersion,
                    currencyRates(),
                    epochClock);
        } catch (final IOException e) {
            throw new DataDirectoryException(directory.campaigns() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private void applyStartFile(final CampaignAgent campaigns, final Path file)
            throws IOException, InterruptedException {
        try {
            // The agent logs what came of it, line by line; it leaves off the rest when it is to end.
            CompletableFuture.anyOf(end, campaigns.proxy().applyStartFile(file, config.campaignsForce()))
                    .get();
        } catch (final ExecutionException e) {
            throw new IOException("campaigns: " + file + " could not be applied: " + e.getCause(), e);
        }
    }

    /** One that is free at this moment, for the notice URLs must name it before it is bound. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private <T extends AutoCloseable> T opened(final T resource) {
        opened.add(resource);
        return resource;
    }
}
