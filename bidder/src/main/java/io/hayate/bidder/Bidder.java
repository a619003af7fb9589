package io.hayate.bidder;

import io.hayate.bidder.audience.ImportUsersCommand;
import io.hayate.bidder.campaigns.catalog.DataDirectoryException;
import io.hayate.bidder.ledger.audit.JournalCommand;
import io.hayate.bidder.telemetry.LogLevel;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program: reads its configuration, launches, waits for SIGTERM or SIGINT, drains, and ends; or sends users to one that
 * runs, or prints and checks what one has logged.
 */
public final class Bidder {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_UNUSABLE = 2;

    private Bidder() {}

    public static void main(final String[] args) {
        if (args.length > 0 && args[0].equals(ImportUsersCommand.NAME)) {
            System.exit(ImportUsersCommand.run(Arrays.copyOfRange(args, 1, args.length), System.err, System.getenv()));
        }
        if (args.length > 0 && args[0].equals(JournalCommand.NAME)) {
            // Not System.out: it swallows that nobody reads any more.
            final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
            System.exit(JournalCommand.run(Arrays.copyOfRange(args, 1, args.length), out, System.err, System.getenv()));
        }
        System.exit(run(args));
    }

    private static int run(final String[] args) {
        final BidderConfig.Loaded loaded = BidderConfig.load(args, System.getenv());
        if (loaded instanceof BidderConfig.Exit exit) {
            (exit.code() == 0 ? System.out : System.err).println(exit.text());
            return exit.code();
        }
        final BidderConfig config = ((BidderConfig.Usable) loaded).config();
        LogLevel.apply(config.logLevel());
        final Logger log = LoggerFactory.getLogger(Bidder.class);
        final Collector collector = Collector.current();
        log.info("{}, {} starts with {}", Version.current().toLine(), collector.name(), config.toJson());
        collector.warning().ifPresent(log::warn);
        config.warnings().forEach(log::warn);
        final EndSignal signal = EndSignal.register();
        try (RunningBidder bidder = RunningBidder.launch(config, signal.received())) {
            signal.await();
            bidder.drain();
            return 0;
        } catch (final DataDirectoryException e) {
            e.problems().forEach(problem -> System.err.println("bidder: " + problem));
            return EXIT_UNUSABLE;
        } catch (final UnusableConfigException e) {
            e.problems().forEach(problem -> System.err.println("bidder: " + problem));
            return EXIT_UNUSABLE;
        } catch (final IOException | InterruptedException | RuntimeException | Error e) {
            // All of them: thrown on, they would end the JVM only after the signal's hook has waited for nothing.
            log.error("The bidder cannot run", e);
            System.err.println("bidder: " + e.getMessage());
            return EXIT_FAILED;
        }
    }
}
