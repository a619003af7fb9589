package io.hayate.bidder;

import io.hayate.bidder.campaigns.catalog.DataDirectory;
import io.hayate.bidder.campaigns.catalog.DataDirectoryException;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.journal.EventLog;
import io.hayate.bidder.ledger.CheckpointAgent;
import io.hayate.bidder.ledger.LedgerBooks;
import io.hayate.bidder.ledger.LedgerCheckpoints;
import io.hayate.bidder.ledger.LedgerTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.agrona.concurrent.EpochClock;

/** The ledger's files: books as the last process left them, and the agent that writes their checkpoints. Immutable; shared. */
record LedgerWiring(EventLog log, LedgerBooks books, CheckpointAgent checkpoints) {
    /**
     * @param log of the folder that the data directory has for it
     * @param newTables what is kept beside the accounts; made anew for each ledger
     */
    static LedgerWiring open(
            final BidderConfig config,
            final DataDirectory directory,
            final EventLog log,
            final Collection<ExchangeProfile> exchanges,
            final Supplier<List<LedgerTable>> newTables,
            final EpochClock clock)
            throws DataDirectoryException {
        final Path folder = directory.money();
        try {
            final LedgerCheckpoints files = new LedgerCheckpoints(
                    folder.resolve("checkpoints"), config.journalKeepMs(), config.noticeExpiryMs(), newTables, clock);
            final LedgerBooks books = LedgerBooks.open(
                    log,
                    files,
                    directory.epoch(),
                    exchanges.stream().map(ExchangeProfile::name).toList());
            return new LedgerWiring(
                    log,
                    books,
                    new CheckpointAgent(books, files, folder, log::durablePosition, CheckpointAgent.DEFAULT_LOG_BYTES));
        } catch (final IOException e) {
            throw new DataDirectoryException(folder + " cannot be used: " + e.getMessage(), e);
        }
    }
}
