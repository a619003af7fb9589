package io.hayate.loadtest.report.figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What control groups allow this process, version 2 or 1. The narrowest limit on the way up counts. Immutable; shared.
 *
 * @param cpus absent without a limit
 * @param memoryBytes absent without a limit
 */
record ContainerLimits(@Nullable Double cpus, @Nullable Long memoryBytes) {
    /** Version 1 writes "no limit" as a number near the largest. */
    private static final long UNLIMITED_BYTES = 1L << 60;

    static ContainerLimits read(final Path root) {
        Double cpus = null;
        Long memoryBytes = null;
        for (final String line : lines(root.resolve("proc/self/cgroup"))) {
            final String[] parts = line.split(":", 3);
            if (parts.length < 3) {
                continue;
            }
            final List<String> controllers = List.of(parts[1].split(",", -1));
            if (parts[1].isEmpty()) {
                for (Path group : upwards(root.resolve("sys/fs/cgroup"), parts[2])) {
                    cpus = smaller(cpus, share(first(group.resolve("cpu.max")).split(" ", -1)));
                    memoryBytes = smaller(memoryBytes, number(first(group.resolve("memory.max"))));
                }
            } else if (controllers.contains("cpu")) {
                for (Path group : upwards(root.resolve("sys/fs/cgroup/cpu"), parts[2])) {
                    cpus = smaller(cpus, share(new String[] {
                        first(group.resolve("cpu.cfs_quota_us")), first(group.resolve("cpu.cfs_period_us"))
                    }));
                }
            } else if (controllers.contains("memory")) {
                for (Path group : upwards(root.resolve("sys/fs/cgroup/memory"), parts[2])) {
                    memoryBytes = smaller(memoryBytes, number(first(group.resolve("memory.limit_in_bytes"))));
                }
            }
        }
        return new ContainerLimits(cpus, memoryBytes);
    }

    /** The group and those around it, up to where they are mounted; a container may see only the latter. */
    private static List<Path> upwards(final Path mount, final String group) {
        final List<Path> groups = new ArrayList<>();
        @Nullable Path at = mount.resolve(group.replaceFirst("^/+", "")).normalize();
        while (at != null && at.startsWith(mount)) {
            groups.add(at);
            at = at.equals(mount) ? null : at.getParent();
        }
        return groups;
    }

    /** Quota and period, in microseconds, as processors. */
    private static @Nullable Double share(final String[] quotaAndPeriod) {
        if (quotaAndPeriod.length < 2) {
            return null;
        }
        final Long quota = number(quotaAndPeriod[0]);
        final Long period = number(quotaAndPeriod[1]);
        return quota == null || period == null ? null : Double.valueOf(quota / (double) period);
    }

    /** Absent unless it is a number that limits. */
    private static @Nullable Long number(final String text) {
        if (!text.matches("\\d{1,18}")) {
            return null; // "max", "-1", longer than any memory, or not there
        }
        final long value = Long.parseLong(text);
        return value == 0 || value >= UNLIMITED_BYTES ? null : Long.valueOf(value);
    }

    private static <T extends Comparable<T>> @Nullable T smaller(final @Nullable T a, final @Nullable T b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static String first(final Path file) {
        final List<String> lines = lines(file);
        return lines.isEmpty() ? "" : lines.get(0).strip();
    }

    private static List<String> lines(final Path file) {
        try {
            return Files.readAllLines(file);
        } catch (final IOException e) {
            return List.of(); // not Linux, or no such controller
        }
    }
}
