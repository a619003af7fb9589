package io.hayate.benchmarks.bid;

import io.hayate.benchmarks.GeneratedTraffic;
import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidPipeline;
import io.hayate.bidder.bid.decode.BidRequestDecoder;
import io.hayate.bidder.bid.gate.Gate;
import io.hayate.bidder.bid.gate.SupplyPolicy;
import io.hayate.bidder.bid.spend.Spender;
import io.hayate.bidder.bid.write.AnswerSettings;
import io.hayate.bidder.bid.write.AnswerWriter;
import io.hayate.bidder.campaigns.ApplyReport;
import io.hayate.bidder.campaigns.CampaignAgent;
import io.hayate.bidder.campaigns.CampaignAgentLimits;
import io.hayate.bidder.campaigns.catalog.DataDirectory;
import io.hayate.bidder.campaigns.catalog.DataDirectoryException;
import io.hayate.bidder.campaigns.live.AuthorizedSellers;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.exchanges.ExchangeProfiles;
import io.hayate.bidder.ledger.BudgetLane;
import io.hayate.bidder.ledger.LedgerAgent;
import io.hayate.bidder.ledger.LedgerProxy;
import io.hayate.bidder.ledger.LedgerQueries;
import io.hayate.bidder.notices.token.NoticeKeys;
import io.hayate.bidder.notices.token.TokenSigner;
import io.hayate.bidder.privacy.PrivacyPolicy;
import io.hayate.loadtest.campaigns.CreativeFormat;
import io.hayate.loadtest.campaigns.GeneratorOptions;
import io.hayate.loadtest.traffic.TrafficMix;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.agrona.concurrent.SystemNanoClock;

/**
 * A bidder without HTTP and without threads: generated campaigns admitted by the campaign agent into maps of a temporary
 * folder, indexed and live, and the stages over them. It is always the same Monday, 14:00 in Tokyo. Owned by the
 * benchmark's thread.
 */
public final class BenchmarkBidder implements AutoCloseable {
    /** The time of every request. */
    public static final long NOW_MS = Instant.parse("2026-11-23T05:00:00Z").toEpochMilli();

    private static final String NOTICE_URL = "http://localhost:8080";
    private static final String TRACKER_URL = "https://localhost:8080";

    private static final int PIPELINE_READER = 0;
    private static final int LEDGER_READER = 1;

    /** Lines handed to the agent at once; all together they would be more than may wait at its door. */
    private static final int LINES_PER_CHANGE = 20_000;

    private static final int MAX_CREATIVES_PER_CAMPAIGN = 6;
    /** A map nearly full would be made larger. */
    private static final long ROOM = 2;

    private static final long NOTICE_EXPIRY_MS = TimeUnit.HOURS.toMillis(24);

    private final Path folder;
    private final DataDirectory directory;
    private final ExchangeProfiles exchanges = ExchangeProfiles.builtIn();
    private final NoticeKeys keys;
    private final LiveIndex live = new LiveIndex(2);
    private final BudgetLane lane = new BudgetLane();
    private final LedgerAgent ledger;
    private final CampaignAgent campaigns;
    /** For a benchmark that ends before it is closed: the folder holds tens of megabytes. */
    private final Thread onExit;

    private BenchmarkBidder(final Path folder, final int campaignCount) throws IOException, DataDirectoryException {
        this.folder = folder;
        this.onExit = new Thread(() -> delete(folder), "delete-benchmark-folder");
        Runtime.getRuntime().addShutdownHook(onExit);
        this.directory = DataDirectory.open(folder);
        this.keys = NoticeKeys.openOrGenerate(folder.resolve(NoticeKeys.FILE_NAME));
        this.ledger = new LedgerAgent(
                directory.epoch(),
                live,
                LEDGER_READER,
                List.of(lane),
                List.of(new LedgerProxy()),
                new LedgerQueries(),
                NOTICE_EXPIRY_MS,
                () -> NOW_MS);
        this.campaigns = CampaignAgent.open(
                directory,
                new CampaignAgentLimits(ROOM * campaignCount, ROOM * campaignCount * MAX_CREATIVES_PER_CAMPAIGN),
                live,
                ledger::releasedIndexVersion,
                () -> CurrencyRates.NONE,
                () -> NOW_MS);
    }

    /** With the first so many generated campaigns, of all formats. */
    public static BenchmarkBidder open(final int campaignCount) {
        return open(campaignCount, GeneratorOptions.DEFAULT_FORMATS);
    }

    /** With the first so many generated campaigns that have banners only. */
    public static BenchmarkBidder openWithBanners(final int campaignCount) {
        return open(campaignCount, List.of(CreativeFormat.BANNER));
    }

    private static BenchmarkBidder open(final int campaignCount, final List<CreativeFormat> formats) {
        try {
            final BenchmarkBidder bidder =
                    new BenchmarkBidder(Files.createTempDirectory("hayate-benchmark-"), campaignCount);
            bidder.admit(GeneratedTraffic.campaigns(campaignCount, formats));
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
                campaigns.doWork();
                campaigns.merger().doWork();
            }
            final ApplyReport report = applied.join();
            if (!report.refused().isEmpty()) {
                throw new IllegalStateException("refused: " + report.refused().get(0));
            }
        }
    }

    public ExchangeProfile exchange() {
        return exchanges.byOrdinal(0);
    }

    /** The index that stays live to the end: all campaigns in one part. */
    public CampaignIndex index() {
        return live.current().part(0);
    }

    /** As a bid loop has it; all share one loop's leases, so only one may be used at a time. */
    public BidPipeline newPipeline() {
        return new BidPipeline(
                PIPELINE_READER,
                live,
                SystemNanoClock.INSTANCE,
                exchange(),
                newGate(),
                new Spender(lane),
                newAnswerWriter());
    }

    public Gate newGate() {
        return new Gate(true, PrivacyPolicy.DEFAULT, SupplyPolicy.DEFAULT, () -> AuthorizedSellers.NONE);
    }

    public AnswerWriter newAnswerWriter() {
        return new AnswerWriter(
                directory.epoch(),
                PIPELINE_READER,
                newTokenSigner(),
                campaigns.creatives(),
                exchanges.all(),
                new AnswerSettings(NOTICE_URL, TRACKER_URL, TimeUnit.HOURS.toSeconds(24)));
    }

    public TokenSigner newTokenSigner() {
        return new TokenSigner(keys);
    }

    /** The first so many generated requests of the mix that pass the gate and offer something to bid on. */
    public DecodedRequest[] decodedRequests(final int count, final TrafficMix mix) {
        final BidRequestDecoder decoder = new BidRequestDecoder();
        final Gate gate = newGate();
        final DecodedRequest[] requests = new DecodedRequest[count];
        int decoded = 0;
        for (int generated = count; decoded < count; generated *= 2) {
            decoded = 0;
            for (final byte[] body : GeneratedTraffic.requests(generated, mix, 0, Integer.MAX_VALUE)) {
                if (decoded == count) {
                    break;
                }
                // Views are large, so one is made for each request that is kept, not for each that is looked at.
                final BidContext context = requests[decoded] == null ? newContext() : requests[decoded].context();
                final DecodedRequest request = DecodedRequest.decode(context, body, decoder, gate);
                if (request != null) {
                    requests[decoded++] = request;
                }
            }
        }
        return requests;
    }

    private BidContext newContext() {
        final BidContext context = new BidContext(exchange());
        context.view = live.current();
        context.lookAt(0);
        context.reset(exchange(), live.switches(), 0, NOW_MS);
        return context;
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
