package io.hayate.bidder;

import io.hayate.bidder.bid.RouteObserver;
import io.hayate.bidder.bidlog.BidLogAgent;
import io.hayate.bidder.bidlog.BidSamples;
import io.hayate.bidder.campaigns.catalog.DataDirectory;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.ledger.LedgerAgent;
import io.hayate.bidder.ledger.LedgerBooks;
import io.hayate.bidder.ledger.LedgerTable;
import io.hayate.bidder.ledger.report.ReportEndpoints;
import io.hayate.bidder.ledger.report.ReportPart;
import io.hayate.bidder.ledger.report.ReportQueries;
import io.hayate.bidder.ledger.report.ReportTable;
import io.hayate.bidder.threads.AgentThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What belongs to reports and the bid log. Owned by the launching thread. */
final class ReportWiring {
    private static final Logger LOG = LoggerFactory.getLogger(ReportWiring.class);

    /** Against a ring that holds seconds of samples. */
    private static final long BID_LOG_IDLE_MS = 20;

    private final LedgerAgent ledger;
    private final ReportTable table;
    private final ReportQueries queries = new ReportQueries();
    private final Path bidLogFolder;
    private final long bidLogBytes;

    /** By loop; none if bids are not logged. */
    private final List<BidSamples> samples = new ArrayList<>();

    private @Nullable BidLogAgent bidLog;

    private ReportWiring(
            final BidderConfig config,
            final DataDirectory directory,
            final List<ExchangeProfile> exchanges,
            final ReportTable table,
            final LedgerAgent ledger) {
        this.table = table;
        this.ledger = ledger;
        this.bidLogFolder = directory.bids();
        this.bidLogBytes = config.bidLogBytes();
        for (int loop = 0; loop < config.loops() && config.bidLogShare() > 0; loop++) {
            samples.add(new BidSamples(directory.epoch(), loop, exchanges, config.bidLogShare()));
        }
    }

    /** What a ledger keeps beside its accounts, empty. */
    static List<LedgerTable> newTables(final BidderConfig config) {
        return List.of(new ReportTable(config.report()));
    }

    /** @param books with the tables of {@link #newTables} */
    static ReportWiring open(
            final BidderConfig config,
            final DataDirectory directory,
            final List<ExchangeProfile> exchanges,
            final LedgerBooks books,
            final LedgerAgent ledger) {
        return new ReportWiring(
                config, directory, exchanges, (ReportTable) books.tables().get(0), ledger);
    }

    /** For the ledger agent. */
    ReportPart part() {
        return new ReportPart(table, queries, ledger::exchangeName, ledger::tellBidsNow);
    }

    /** A log that cannot be opened keeps nobody from bidding. */
    void startBidLog(final AgentThreads agents) {
        if (samples.isEmpty()) {
            return;
        }
        try {
            bidLog = BidLogAgent.open(bidLogFolder, bidLogBytes, samples);
            agents.start(bidLog, BID_LOG_IDLE_MS);
        } catch (final IOException e) {
            LOG.error("There is no bid log: {} cannot be used", bidLogFolder, e);
        }
    }

    RouteObserver observer(final int loop) {
        return bidLog == null ? RouteObserver.NONE : samples.get(loop);
    }

    ReportEndpoints endpoints() {
        return new ReportEndpoints(queries);
    }

    void addTo(final BidderMetrics metrics) {
        metrics.report(table, queries);
        if (bidLog != null) {
            metrics.bidLog(samples, bidLog);
        }
    }
}
