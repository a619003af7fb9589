package io.hayate.benchmarks.bid;

import io.hayate.bidder.bid.BidPipeline;
import io.hayate.bidder.bid.gate.Gate;
import io.hayate.bidder.bid.gate.SupplyPolicy;
import io.hayate.bidder.bid.identify.PermittedUserData;
import io.hayate.bidder.bid.spend.FrequencyCaps;
import io.hayate.bidder.bid.spend.Spender;
import io.hayate.bidder.bid.write.AnswerSettings;
import io.hayate.bidder.bid.write.AnswerWriter;
import io.hayate.bidder.campaigns.ApplyReport;
import io.hayate.bidder.campaigns.CampaignAgent;
import io.hayate.bidder.campaigns.CampaignAgentLimits;
import io.hayate.bidder.campaigns.catalog.DataDirectory;
import io.hayate.bidder.campaigns.catalog.DataDirectoryException;
import io.hayate.bidder.campaigns.live.AuthorizedSellers;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.exchanges.Exchanges;
import io.hayate.bidder.ledger.BudgetLane;
import io.hayate.bidder.ledger.LedgerAgent;
import io.hayate.bidder.ledger.LedgerPart;
import io.hayate.bidder.ledger.LedgerProxy;
import io.hayate.bidder.ledger.LedgerQueries;
import io.hayate.bidder.ledger.pacing.Pacing;
import io.hayate.bidder.ledger.pacing.PacingLane;
import io.hayate.bidder.ledger.prices.LearnedPrices;
import io.hayate.bidder.ledger.prices.PredictedRates;
import io.hayate.bidder.ledger.prices.ShadedBids;
import io.hayate.bidder.ledger.prices.ShadingLearner;
import io.hayate.bidder.notices.receive.ConversionParts;
import io.hayate.bidder.notices.receive.NoticeReceiver;
import io.hayate.bidder.notices.receive.SeenImpressions;
import io.hayate.bidder.notices.token.NoticeKeys;
import io.hayate.bidder.notices.token.TokenSigner;
import io.hayate.bidder.notices.token.TokenVerifier;
import io.hayate.bidder.privacy.PrivacyPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;

/**
 * A bidder without HTTP and without threads: campaign agent, ledger agent and live index over maps of a temporary folder,
 * with one lane of budgets for each loop, and the stages over them. Agents work only when they are told to, and all that
 * asks for the time asks one clock. Owned by the thread that opened it.
 */
public final class ThreadlessBidder implements AutoCloseable {
    private static final String NOTICE_URL = "http://localhost:8080";
    private static final String TRACKER_URL = "https://localhost:8080";

    /** The same in every run: where the tokens of two runs are alike, so are the runs. They guard nothing. */
    private static final String ORDER_KEY = "hayate benchmark key, no secret";

    private static final String NOTICE_KEYS = "1:aGF5YXRlIGJlbmNobWFyayBrZXksIG5vIHNlY3JldCA=";

    /** Lines handed to the agent at once; all together they would be more than may wait at its door. */
    private static final int LINES_PER_CHANGE = 20_000;

    private static final int MAX_CREATIVES_PER_CAMPAIGN = 6;
    /** A map nearly full would be made larger. */
    private static final long ROOM = 2;

    private static final long NOTICE_EXPIRY_MS = TimeUnit.HOURS.toMillis(24);

    private final Path folder;
    private final EpochClock clock;
    private final DataDirectory directory;
    private final Exchanges exchanges;
    private final NoticeKeys keys;
    private final LiveIndex live;
    private final List<BudgetLane> lanes = new ArrayList<>();
    private final List<PacingLane> pacingLanes = new ArrayList<>();
    private final List<LedgerProxy> ledgerProxies = new ArrayList<>();
    private final LedgerQueries ledgerQueries = new LedgerQueries();
    private final LedgerAgent ledger;
    private final Pacing pacing;
    private final LearnedPrices prices = LearnedPrices.none();
    private final List<ShadedBids> shadedBids = new ArrayList<>();
    private final CampaignAgent campaigns;
    /** For a program that ends before it is closed: the folder holds tens of megabytes. */
    private final Thread onExit;

    private ThreadlessBidder(
            final Path folder,
            final int maxCampaigns,
            final int loops,
            final CurrencyRates rates,
            final Exchanges exchanges,
            final EpochClock clock)
            throws IOException, DataDirectoryException {
        this.folder = folder;
        this.exchanges = exchanges;
        this.clock = clock;
        this.onExit = new Thread(() -> delete(folder), "delete-bidder-folder");
        Runtime.getRuntime().addShutdownHook(onExit);
        this.directory = DataDirectory.open(folder);
        this.keys = keys();
        // The loops, the ledger agent, and whoever explains.
        this.live = new LiveIndex(loops + 2);
        for (int loop = 0; loop < loops; loop++) {
            lanes.add(new BudgetLane(
                    BudgetLane.DEFAULT_MAX_ORDINALS, exchanges.profiles().count()));
            pacingLanes.add(new PacingLane());
            ledgerProxies.add(new LedgerProxy());
            shadedBids.add(new ShadedBids(exchanges.profiles().all()));
        }
        this.ledger = new LedgerAgent(
                directory.epoch(), live, loops, lanes, ledgerProxies, ledgerQueries, NOTICE_EXPIRY_MS, clock);
        this.pacing = Pacing.keptIn(ledger, pacingLanes);
        ledger.add(new PredictedRates(prices.values()));
        ledger.add(new ShadingLearner(directory.epoch(), exchanges.profiles().all(), shadedBids, prices.shading()));
        this.campaigns = CampaignAgent.open(
                directory,
                new CampaignAgentLimits(ROOM * maxCampaigns, ROOM * maxCampaigns * MAX_CREATIVES_PER_CAMPAIGN),
                live,
                ledger::releasedIndexVersion,
                () -> rates,
                clock);
    }

    /** As the other, with the built-in exchanges. */
    public static ThreadlessBidder open(
            final List<byte[]> campaignLines, final int loops, final CurrencyRates rates, final EpochClock clock) {
        return open(campaignLines, loops, rates, Exchanges.builtIn(), clock);
    }

    /**
     * With these campaigns, live and with leases.
     *
     * @param campaignLines one a line of NDJSON
     * @param parts what works on the ledger agent beside the books
     * @throws IllegalArgumentException if one is refused; names the first
     */
    public static ThreadlessBidder open(
            final List<byte[]> campaignLines,
            final int loops,
            final CurrencyRates rates,
            final Exchanges exchanges,
            final EpochClock clock,
            final LedgerPart... parts) {
        try {
            final ThreadlessBidder bidder = new ThreadlessBidder(
                    Files.createTempDirectory("hayate-benchmark-"),
                    campaignLines.size(),
                    loops,
                    rates,
                    exchanges,
                    clock);
            try {
                List.of(parts).forEach(bidder.ledger::add);
                bidder.admit(campaignLines);
            } catch (final RuntimeException e) {
                bidder.close();
                throw e;
            }
            bidder.ledger.doWork();
            return bidder;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final DataDirectoryException e) {
            throw new IllegalStateException(e);
        }
    }

    private void admit(final List<byte[]> lines) {
        for (int from = 0; from < lines.size(); from += LINES_PER_CHANGE) {
            final ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (final byte[] line : lines.subList(from, Math.min(lines.size(), from + LINES_PER_CHANGE))) {
                body.writeBytes(line);
                body.write('\n');
            }
            final CompletableFuture<ApplyReport> applied = campaigns.proxy().applyLines(body.toByteArray());
            while (!applied.isDone()) {
                workOnCampaigns();
            }
            final ApplyReport report = applied.join();
            if (!report.refused().isEmpty()) {
                throw new IllegalArgumentException(
                        "a campaign is refused: " + report.refused().get(0));
            }
        }
    }

    /** A turn of the campaign agent and of what merges for it. */
    public void workOnCampaigns() {
        campaigns.doWork();
        campaigns.merger().doWork();
    }

    /** A turn of the ledger agent. */
    public void workOnLedger() {
        ledger.doWork();
    }

    /** What the ledger agent is asked by; it answers at its turn. */
    public LedgerQueries ledgerQueries() {
        return ledgerQueries;
    }

    public LedgerAgent ledger() {
        return ledger;
    }

    public Pacing pacing() {
        return pacing;
    }

    public Exchanges exchanges() {
        return exchanges;
    }

    public LiveIndex live() {
        return live;
    }

    /** The number of whoever explains among the readers of the index. */
    public int explainReader() {
        return lanes.size() + 1;
    }

    /** As a bid loop has it; all of one loop share its leases, so only one of them may be used at a time. */
    public BidPipeline newPipeline(final int loop, final NanoClock nanoClock) {
        return newPipeline(
                loop,
                nanoClock,
                newGate(),
                new Spender(lanes.get(loop), pacingLanes.get(loop), FrequencyCaps.withoutPending(false)));
    }

    /** The same, which looks users up and holds campaigns to their frequency caps. */
    public BidPipeline newPipeline(
            final int loop, final NanoClock nanoClock, final PermittedUserData users, final FrequencyCaps caps) {
        return newPipeline(
                loop, nanoClock, newGate(), users, new Spender(lanes.get(loop), pacingLanes.get(loop), caps));
    }

    /** @param reader its number among the readers of the index: the loop's, or {@link #explainReader} */
    public BidPipeline newPipeline(
            final int reader, final NanoClock nanoClock, final Gate gate, final Spender spender) {
        return newPipeline(reader, nanoClock, gate, new PermittedUserData(), spender);
    }

    private BidPipeline newPipeline(
            final int reader,
            final NanoClock nanoClock,
            final Gate gate,
            final PermittedUserData users,
            final Spender spender) {
        final BidPipeline pipeline = new BidPipeline(
                reader,
                live,
                nanoClock,
                exchanges.profiles().byOrdinal(0),
                gate,
                users,
                spender,
                newAnswerWriter(reader));
        pipeline.learnFrom(
                prices,
                reader < shadedBids.size()
                        ? shadedBids.get(reader)
                        : new ShadedBids(exchanges.profiles().all()));
        return pipeline;
    }

    /** A loop's door to the ledger agent. */
    public LedgerProxy ledgerProxy(final int loop) {
        return ledgerProxies.get(loop);
    }

    public Gate newGate() {
        return new Gate(true, PrivacyPolicy.DEFAULT, SupplyPolicy.DEFAULT, () -> AuthorizedSellers.NONE);
    }

    /** @param lane that stands in the ids of its bids */
    public AnswerWriter newAnswerWriter(final int lane) {
        return new AnswerWriter(
                directory.epoch(),
                lane,
                newTokenSigner(),
                campaigns.creatives(),
                exchanges.profiles().all(),
                new AnswerSettings(NOTICE_URL, TRACKER_URL, TimeUnit.MILLISECONDS.toSeconds(NOTICE_EXPIRY_MS)));
    }

    public TokenSigner newTokenSigner() {
        return new TokenSigner(keys);
    }

    /** As a bid loop has it. */
    public NoticeReceiver newNoticeReceiver(final int loop) {
        return new NoticeReceiver(
                new TokenVerifier(keys, NOTICE_EXPIRY_MS),
                exchanges.profiles().all(),
                exchanges.priceKeys(),
                ledgerProxies.get(loop),
                new ConversionParts(
                        null,
                        ORDER_KEY.getBytes(StandardCharsets.US_ASCII),
                        () -> live.current().currencies().rates(),
                        SeenImpressions.NONE),
                clock);
    }

    private static NoticeKeys keys() {
        final List<String> problems = new ArrayList<>();
        final NoticeKeys parsed = NoticeKeys.parse(NOTICE_KEYS, problems);
        if (parsed == null) {
            throw new IllegalStateException(String.join("; ", problems));
        }
        return parsed;
    }

    @Override
    public void close() {
        campaigns.onClose();
        try {
            directory.close();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        delete(folder);
        Runtime.getRuntime().removeShutdownHook(onExit);
    }

    private static void delete(final Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (final Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
