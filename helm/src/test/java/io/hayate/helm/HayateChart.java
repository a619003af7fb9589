package io.hayate.helm;

import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.LintCommand;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import com.marcnuri.helm.UpgradeCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The chart, as Helm reads it: by the library that the command line is made of. Immutable; shared. */
final class HayateChart {
    /** Tests run in the module's folder. */
    static final Path FOLDER = Path.of("hayate").toAbsolutePath();

    static final String RELEASE = "shop";
    static final String NAMESPACE = "bidding";

    /** The oldest Kubernetes that the chart is for. */
    static final String KUBERNETES = "1.30.0";

    private HayateChart() {}

    /** @param values YAML, over those of the chart */
    static Manifest render(final String... values) {
        return renderAs(RELEASE, values);
    }

    static Manifest renderAs(final String release, final String... values) {
        return render(FOLDER, release, values);
    }

    /** Of a chart somewhere else, such as a changed copy. */
    static Manifest render(final Path chart, final String release, final String... values) {
        return render(chart, release, KUBERNETES, List.of(values));
    }

    static Manifest renderFor(final String kubernetes) {
        return render(FOLDER, RELEASE, kubernetes, List.of());
    }

    private static Manifest render(
            final Path chart, final String release, final String kubernetes, final List<String> values) {
        return withFiles(values, files -> {
            final TemplateCommand command = new Helm(chart)
                    .template()
                    .withName(release)
                    .withNamespace(NAMESPACE)
                    .withKubeVersion(kubernetes);
            files.forEach(command::withValuesFile);
            return Manifest.parse(command.call());
        });
    }

    /** What Helm says when these values cannot be rendered. */
    static String refusalOf(final String... values) {
        try {
            render(values);
        } catch (final IllegalStateException e) {
            return e.getMessage();
        }
        throw new AssertionError("rendered: " + String.join("\n", values));
    }

    /** What a person reads after an install. */
    static String notes(final String... values) {
        return withFiles(List.of(values), files -> {
            final InstallCommand command = new Helm(FOLDER)
                    .install()
                    .clientOnly()
                    .withDryRunOption(DryRun.CLIENT)
                    .withName(RELEASE)
                    .withNamespace(NAMESPACE)
                    .withKubeVersion(KUBERNETES);
            files.forEach(command::withValuesFile);
            final String output = command.call().getOutput();
            return output.substring(output.indexOf("NOTES:"));
        });
    }

    /** With all warnings as errors, for the values of the chart alone. */
    static LintResult lint() {
        final LintCommand command = new Helm(FOLDER).lint().strict();
        return command.call();
    }

    /** Really installed, or upgraded if it is there, on the API server of KUBECONFIG. */
    static void upgradeOrInstall(final String namespace, final String... values) {
        withFiles(List.of(values), files -> {
            final UpgradeCommand command = new Helm(FOLDER)
                    .upgrade()
                    .install()
                    .disableOpenApiValidation()
                    .withName(RELEASE)
                    .withNamespace(namespace);
            files.forEach(command::withValuesFile);
            return command.call();
        });
    }

    static String read(final String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The values files that come with the chart. */
    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("examples"))) {
            return files.sorted().toList();
        }
    }

    /** Helm reads values from files only. */
    private static <T> T withFiles(final List<String> values, final Function<List<Path>, T> call) {
        FakeCluster.running();
        final List<Path> files = new ArrayList<>();
        try {
            for (final String each : values) {
                files.add(Files.writeString(Files.createTempFile("values", ".yaml"), each));
            }
            return call.apply(files);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            files.forEach(file -> file.toFile().delete());
        }
    }
}
