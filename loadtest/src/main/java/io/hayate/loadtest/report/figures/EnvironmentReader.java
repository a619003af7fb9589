package io.hayate.loadtest.report.figures;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out what a run runs on. What cannot be found out is left out. Immutable; shared. */
public final class EnvironmentReader {
    private static final long GIT_PATIENCE_S = 5;
    private static final long BYTES_PER_KIB = 1024;
    private static final String HARNESS_TITLE = "Hayate load harness";
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}(-dirty)?");
    private static final Pattern KIB = Pattern.compile("(\\d+) kB");

    private final Path root;
    private final Path workingDirectory;

    /** @param root of the file system: another one in tests */
    EnvironmentReader(final Path root, final Path workingDirectory) {
        this.root = root;
        this.workingDirectory = workingDirectory;
    }

    /** This machine, this process. */
    public static Environment read() {
        return new EnvironmentReader(Path.of("/"), Path.of("")).environment();
    }

    Environment environment() {
        return new Environment(machine(), jvm(), harness(), commit());
    }

    Environment.Machine machine() {
        final ContainerLimits limits = ContainerLimits.read(root);
        return new Environment.Machine(
                value("proc/cpuinfo", "model name", ":"),
                Runtime.getRuntime().availableProcessors(),
                memoryBytes(),
                unquoted(value("etc/os-release", "PRETTY_NAME", "=")),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                limits.cpus(),
                limits.memoryBytes());
    }

    private static Environment.Jvm jvm() {
        return new Environment.Jvm(
                System.getProperty("java.runtime.name") + " " + System.getProperty("java.runtime.version") + ", "
                        + System.getProperty("java.vendor"),
                keptFlags(ManagementFactory.getRuntimeMXBean().getInputArguments()),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .toList(),
                Runtime.getRuntime().maxMemory());
    }

    /** Flags of the JVM itself; properties may hold anything, and paths tell of the machine's owner. */
    static List<String> keptFlags(final List<String> arguments) {
        final List<String> kept = new ArrayList<>();
        for (final String argument : arguments) {
            if (argument.startsWith("--add-") || argument.startsWith("--enable-")) {
                kept.add(argument);
            } else if (argument.startsWith("-X") || argument.startsWith("-ea") || argument.startsWith("-esa")) {
                kept.add(withoutPath(argument));
            }
        }
        return kept;
    }

    private static String withoutPath(final String flag) {
        final int path = Math.max(flag.indexOf('/'), flag.indexOf('\\'));
        if (path < 0) {
            return flag;
        }
        final Matcher separator = Pattern.compile("[=:]").matcher(flag);
        // In -XX:HeapDumpPath=/x the path begins at the equals sign, in -Xlog:gc:/x at the first colon.
        int end = path;
        while (separator.find() && separator.start() < path) {
            end = separator.end();
        }
        return flag.substring(0, end) + "...";
    }

    private long memoryBytes() {
        final String total = value("proc/meminfo", "MemTotal", ":");
        final Matcher kib = KIB.matcher(total == null ? "" : total);
        return kib.matches() ? Long.parseLong(kib.group(1)) * BYTES_PER_KIB : 0;
    }

    private @Nullable String value(final String file, final String key, final String separator) {
        try (Stream<String> lines = Files.lines(root.resolve(file), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(key) && line.contains(separator))
                    .map(line -> line.substring(line.indexOf(separator) + 1).strip())
                    .findFirst()
                    .orElse(null);
        } catch (final IOException | UncheckedIOException e) {
            return null; // not Linux, or not for us to read
        }
    }

    private static @Nullable String unquoted(final @Nullable String text) {
        return text == null ? null : text.replaceAll("^\"|\"$", "");
    }

    private static String harness() {
        final String version = EnvironmentReader.class.getPackage().getImplementationVersion();
        return version == null ? "not packaged" : version;
    }

    private @Nullable String commit() {
        final String checkedOut = checkedOutCommit();
        return checkedOut == null ? packagedCommit() : checkedOut;
    }

    private @Nullable String checkedOutCommit() {
        try {
            final Process git = new ProcessBuilder(
                            "git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*")
                    .directory(workingDirectory.toAbsolutePath().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            if (!git.waitFor(GIT_PATIENCE_S, TimeUnit.SECONDS)) {
                git.destroyForcibly();
                return null;
            }
            final String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return COMMIT.matcher(said).matches() ? said : null;
        } catch (final IOException e) {
            return null; // no git here
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static @Nullable String packagedCommit() {
        try {
            for (final URL url :
                    Collections.list(EnvironmentReader.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
                try (InputStream in = url.openStream()) {
                    final var attributes = new Manifest(in).getMainAttributes();
                    if (HARNESS_TITLE.equals(attributes.getValue("Implementation-Title"))) {
                        final String commit = attributes.getValue("Implementation-Commit");
                        return commit == null ? null : commit.toLowerCase(Locale.ROOT);
                    }
                }
            }
        } catch (final IOException e) {
            return null; // not from a jar
        }
        return null;
    }
}
