package io.hayate.loadtest.certify;

import io.hayate.loadtest.report.Terminal;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sub-command {@code certify}: sends the cases of an exchange's onboarding to a bidder. Owned by the main thread. */
@Command(
        name = "certify",
        description = "Sends the cases that an exchange's onboarding asks for and says which a bidder passes.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:no case failed, and a bid of every format of the profile was seen",
            "1:otherwise, or the bidder could not be reached",
            "2:usage"
        })
public final class CertifyCommand implements Callable<Integer> {
    private static final int EXIT_OK = 0;
    private static final int EXIT_FAILED = 1;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "generic",
            description = "what exchange: generic, demo, google, index, fluct (default: ${DEFAULT-VALUE})")
    private String profileName = "generic";

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "the bidder; without a path the profile's is used (default: ${DEFAULT-VALUE})")
    private String url = "";

    @Option(
            names = "--deal",
            paramLabel = "ID",
            defaultValue = "certify-deal",
            description = "a deal that the bidder has a campaign for (default: ${DEFAULT-VALUE})")
    private String deal = "";

    @Option(
            names = "--timeout",
            paramLabel = "MS",
            defaultValue = "5000",
            description = "for connecting and for each answer (default: ${DEFAULT-VALUE})")
    private int timeoutMs;

    @Option(names = "--list", description = "print the cases, send nothing")
    private boolean list;

    @Option(names = "--json", paramLabel = "FILE", description = "write the results as JSON, too")
    private @Nullable Path json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final LongSupplier clockNs;

    public CertifyCommand() {
        this(System::nanoTime);
    }

    /** @param clockNs what answers are timed by */
    CertifyCommand(final LongSupplier clockNs) {
        this.clockNs = clockNs;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        final Terminal terminal = Terminal.of(spec.commandLine().getOut());
        final ExchangeProfile profile;
        final URI target;
        try {
            profile = CaseFiles.profile(profileName);
            target = target(profile);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        final List<CertifyCase.Group> groups = CaseFiles.groups();
        final CertifyReport report = new CertifyReport(terminal, profile, groups);
        if (list) {
            for (final CertifyCase.Group group : groups) {
                report.beginGroup(group.group());
                group.cases().forEach(report::list);
            }
            return EXIT_OK;
        }
        terminal.heading("Certifying " + target + " for " + profileName + " (" + profile.source() + ")");
        try (BidderConnection connection = new BidderConnection(target, timeoutMs, clockNs)) {
            final Certifier certifier = new Certifier(
                    connection,
                    new CaseRequest(profile.currency(), deal),
                    new AnswerJudge(profile),
                    new NoticeFiring(Duration.ofMillis(timeoutMs)));
            for (final CertifyCase.Group group : groups) {
                report.beginGroup(group.group());
                for (final CertifyCase certifyCase : group.cases()) {
                    report.add(certifier.certify(group.group(), certifyCase));
                }
            }
        }
        report.conclude();
        if (json != null) {
            report.writeJson(json, profileName, target.toString());
        }
        return report.hasPassed() ? EXIT_OK : EXIT_FAILED;
    }

    private URI target(final ExchangeProfile profile) {
        try {
            final URI uri = new URI(url);
            if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
                throw new IllegalArgumentException("not an http:// or https:// URL with a host: " + url);
            }
            final String path = uri.getPath();
            return path == null || path.isEmpty() || path.equals("/") ? uri.resolve(profile.path()) : uri;
        } catch (final URISyntaxException e) {
            throw new IllegalArgumentException("not a URL: " + url, e);
        }
    }
}
