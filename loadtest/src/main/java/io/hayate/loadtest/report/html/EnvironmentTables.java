package io.hayate.loadtest.report.html;

import io.hayate.loadtest.report.figures.Environment;
import io.hayate.loadtest.report.figures.PlanFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a run depends on, in rows of name and value. */
final class EnvironmentTables {
    private static final double BYTES_PER_GIB = 1L << 30;

    private EnvironmentTables() {}

    static String plan(final PlanFigures plan) {
        final List<List<String>> rows = new ArrayList<>();
        add(rows, plan.targets().size() > 1 ? "targets" : "target", String.join(" ", plan.targets()));
        add(rows, "schedule", plan.schedule());
        add(
                rows,
                "mean rate asked",
                plan.ratePerSecond() == 0 ? "none: closed loop" : Numbers.count(plan.ratePerSecond()) + "/s");
        add(rows, "duration", Numbers.span(plan.durationS()));
        add(rows, "connections", plan.connections());
        add(rows, "sender threads", Integer.toString(plan.threads()));
        add(rows, "timeout", plan.timeoutMs() == 0 ? "each request's tmax" : Numbers.ms(plan.timeoutMs()) + " ms");
        return Tables.of("names", List.of(), rows);
    }

    static String environment(final Environment environment) {
        final List<List<String>> rows = new ArrayList<>();
        final Environment.Machine machine = environment.machine();
        final Environment.Jvm jvm = environment.jvm();
        add(rows, "CPU", machine.cpu());
        add(rows, "processors", Integer.toString(machine.processors()));
        add(rows, "memory", gib(machine.memoryBytes()));
        add(rows, "container", container(machine));
        add(rows, "OS", machine.os());
        add(rows, "kernel", machine.kernel());
        add(rows, "JDK", jvm.jdk());
        add(rows, "JVM flags", jvm.flags().isEmpty() ? "none" : String.join(" ", jvm.flags()));
        add(rows, "collector", String.join(", ", jvm.collectors()));
        add(rows, "heap", "at most " + gib(jvm.maxHeapBytes()));
        add(rows, "harness", environment.harness());
        add(rows, "commit", environment.commit());
        return Tables.of("names", List.of(), rows);
    }

    private static String container(final Environment.Machine machine) {
        final Double cpus = machine.containerCpus();
        final Long bytes = machine.containerMemoryBytes();
        if (cpus == null && bytes == null) {
            return "no limits";
        }
        return (cpus == null ? "processors not limited" : String.format(Locale.ROOT, "%.2f processors", cpus)) + ", "
                + (bytes == null ? "memory not limited" : gib(bytes));
    }

    private static String gib(final long bytes) {
        return bytes <= 0 ? "not known" : String.format(Locale.ROOT, "%.1f GiB", bytes / BYTES_PER_GIB);
    }

    private static void add(final List<List<String>> rows, final String name, final @Nullable String value) {
        rows.add(List.of(Html.escape(name), value == null ? "not known" : Html.escape(value)));
    }
}
