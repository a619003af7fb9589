package io.hayate.benchmarks.figures;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is measured on. Immutable; shared.
 *
 * @param load average of the last minute, before anything was started; negative: unknown
 */
record Machine(String cpu, int cores, String kernel, String jdk, double load, LocalDate date) {
    /** Above this somebody else is at work, and figures do not count. */
    static final double IDLE_LOAD = 0.5;

    private static final Pattern MODEL = Pattern.compile("^model name\\s*:\\s*(.+)$", Pattern.MULTILINE);

    static Machine here() {
        return new Machine(
                model(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                LocalDate.now(ZoneOffset.UTC));
    }

    private static String model() {
        try {
            final Matcher model = MODEL.matcher(Files.readString(Path.of("/proc/cpuinfo")));
            return model.find() ? model.group(1).strip() : System.getProperty("os.arch");
        } catch (final IOException e) {
            return System.getProperty("os.arch");
        }
    }

    boolean isBusy() {
        return load > IDLE_LOAD;
    }

    /** For people. */
    String summary() {
        return String.format(
                Locale.ROOT, "%s, %d cores, %s, %s, %s; load average %.2f", cpu, cores, kernel, jdk, date, load);
    }

    ObjectNode toJson(final ObjectMapper json) {
        return json.createObjectNode()
                .put("cpu", cpu)
                .put("cores", cores)
                .put("kernel", kernel)
                .put("jdk", jdk)
                .put("date", date.toString())
                .put("loadAverageAtStart", load);
    }
}
