package io.hayate.loadtest.campaigns;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sub-command {@code campaigns}: writes generated campaigns as NDJSON. Owned by the main thread. */
@Command(
        name = "campaigns",
        description = "Writes generated campaigns as NDJSON, the same for the same seed.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class CampaignsCommand implements Callable<Integer> {
    private static final int BUFFER_BYTES = 256 * 1024;

    @Option(names = "--count", paramLabel = "N", description = "How many. Default: 1000; 1 if wide-open.")
    private @Nullable Integer count;

    @Option(names = "--seed", paramLabel = "S", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--creatives", paramLabel = "K", description = "For each campaign; default: 1 to 6.")
    private int creatives;

    @Option(
            names = "--profile",
            paramLabel = "mixed|wide-open",
            description = "mixed: varied; wide-open: no targeting, a creative for everything. Default: mixed.")
    private String profile = "mixed";

    @Option(names = "--wide-open", description = "The same as --profile wide-open.")
    private boolean wideOpen;

    @Option(
            names = "--formats",
            paramLabel = "FORMAT",
            split = ",",
            description = "Of the creatives: ${COMPLETION-CANDIDATES}, separated by commas. Default: all.")
    private List<CreativeFormat> formats = GeneratorOptions.DEFAULT_FORMATS;

    @Option(
            names = "--currencies",
            paramLabel = "CODE",
            split = ",",
            description = "Of the campaigns in turn, such as USD,JPY,EUR. Default: USD.")
    private List<String> currencies = GeneratorOptions.DEFAULT_CURRENCIES;

    @Option(names = "--first-id", paramLabel = "ID", description = "Default: ${DEFAULT-VALUE}.")
    private long firstId = GeneratorOptions.DEFAULT_FIRST_ID;

    @Option(names = "--first-creative-id", paramLabel = "ID", description = "Default: ${DEFAULT-VALUE}.")
    private long firstCreativeId = GeneratorOptions.DEFAULT_FIRST_CREATIVE_ID;

    @Option(names = "--start", paramLabel = "TIME", description = "Start of the flights; default: ${DEFAULT-VALUE}.")
    private Instant start = GeneratorOptions.DEFAULT_START;

    @Option(names = "--out", paramLabel = "FILE", description = "Default: standard output.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        final CampaignGenerator generator = new CampaignGenerator(options());
        if (out == null) {
            final OutputStream stream = new BufferedOutputStream(System.out, BUFFER_BYTES);
            generator.write(stream);
            stream.flush();
            return 0;
        }
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(out), BUFFER_BYTES)) {
            generator.write(stream);
        }
        return 0;
    }

    private GeneratorOptions options() {
        try {
            final GeneratorOptions.Profile kind = profile();
            final int usualCount = kind == GeneratorOptions.Profile.MIXED ? 1_000 : 1;
            return new GeneratorOptions(
                    kind,
                    count == null ? usualCount : count,
                    seed,
                    creatives,
                    formats,
                    currencies,
                    new GeneratorOptions.Ids(firstId, firstCreativeId),
                    start);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private GeneratorOptions.Profile profile() {
        return switch (wideOpen ? "wide-open" : profile) {
            case "mixed" -> GeneratorOptions.Profile.MIXED;
            case "wide-open" -> GeneratorOptions.Profile.WIDE_OPEN;
            default -> throw new IllegalArgumentException("--profile is mixed or wide-open, not " + profile);
        };
    }
}
