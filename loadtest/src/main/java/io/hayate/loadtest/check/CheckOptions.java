package io.hayate.loadtest.check;

import io.hayate.loadtest.LoadTest;
import io.hayate.loadtest.check.CheckSettings.NativeForm;
import io.hayate.loadtest.check.CheckSettings.NoBidForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@link CheckSettings} as options of a command line. Owned by the main thread. */
public final class CheckOptions {
    @Option(names = "--open-bids", defaultValue = "1", description = "Open bids for an impression at most (1).")
    private int openBids = 1;

    @Option(names = "--deal-bids", defaultValue = "1", description = "Bids under each deal at most (1).")
    private int dealBids = 1;

    @Option(
            names = "--no-bid-form",
            converter = NoBidFormName.class,
            description = "any, no-content (204) or reason (200 with nbr) (any).")
    private NoBidForm noBidForm = NoBidForm.ANY;

    @Option(
            names = "--native-form",
            converter = NativeFormName.class,
            description = "How adm holds a native ad: string, object or either (string).")
    private NativeForm nativeForm = NativeForm.STRING;

    @Option(names = "--max-crid-bytes", defaultValue = "0", description = "Of crid; 0 for no limit (0).")
    private int maxCridBytes;

    @Option(names = "--require", split = ",", paramLabel = "FIELD", description = "Fields that every bid must have.")
    private List<String> requiredFields = new ArrayList<>();

    @Option(names = "--rates", paramLabel = "FILE", description = "Exchange rates, the file that the bidder reads.")
    private @Nullable Path rates;

    @Option(names = "--gdpr-vendor-id", defaultValue = "0", description = "The bidder's; 0 for none (0).")
    private int gdprVendorId;

    @Option(names = "--complete-chains", description = "No bid through a supply chain that is not complete.")
    private boolean completeChains;

    @Option(names = "--blocked-asi", split = ",", paramLabel = "ASI", description = "No bid through these systems.")
    private List<String> blockedSystems = new ArrayList<>();

    @Option(
            names = "--advertisers",
            paramLabel = "FILE",
            description = "NDJSON, the bidder's advertisers as its admin port lists them; needs --campaigns.")
    private @Nullable Path advertisers;

    @Option(
            names = "--campaigns",
            paramLabel = "FILE",
            description = "NDJSON, the bidder's campaigns: which is whose; needs --advertisers.")
    private @Nullable Path campaigns;

    @Option(
            names = "--exchange",
            defaultValue = "demo",
            description = "Whose requests they are, among the seats of --advertisers (demo).")
    private String exchange = "demo";

    @Option(
            names = "--seat",
            defaultValue = "hayate",
            description = "With --advertisers: of those without a seat of their own on the exchange (hayate).")
    private String seat = "hayate";

    /** @throws ParameterException if an option makes no sense */
    public CheckSettings settings(final CommandLine commandLine) {
        final BidderLimits limits = new BidderLimits(
                gdprVendorId,
                completeChains,
                blockedSystems.stream().map(asi -> asi.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
        try {
            return new CheckSettings(
                    openBids,
                    dealBids,
                    noBidForm,
                    nativeForm,
                    maxCridBytes,
                    requiredFields,
                    rates == null ? CurrencyRates.NONE : CurrencyRates.read(rates),
                    limits.withAdvertisers(knownAdvertisers()));
        } catch (final IOException e) {
            throw new ParameterException(commandLine, LoadTest.sentence(e), e);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(commandLine, String.valueOf(e.getMessage()), e);
        }
    }

    private Advertisers knownAdvertisers() throws IOException {
        if (advertisers == null && campaigns == null) {
            return Advertisers.NONE;
        }
        if (advertisers == null || campaigns == null) {
            throw new IllegalArgumentException("--advertisers and --campaigns go together");
        }
        return Advertisers.read(campaigns, advertisers, exchange, seat);
    }

    private static final class NoBidFormName implements CommandLine.ITypeConverter<NoBidForm> {
        @Override
        public NoBidForm convert(final String name) {
            return NoBidForm.valueOf(constant(name));
        }
    }

    private static final class NativeFormName implements CommandLine.ITypeConverter<NativeForm> {
        @Override
        public NativeForm convert(final String name) {
            return NativeForm.valueOf(constant(name));
        }
    }

    private static String constant(final String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
