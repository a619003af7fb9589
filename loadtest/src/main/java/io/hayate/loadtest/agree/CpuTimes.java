package io.hayate.loadtest.agree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time of this process and of its children that have ended, kernel included, as {@code /proc/self/stat} tells: in
 * hundredths of a second. Linux only. Immutable; shared.
 */
record CpuTimes(long ownNs, long childrenNs) {
    private static final Path STAT = Path.of("/proc/self/stat");
    /** The kernel tells times to programs in hundredths of a second on all machines that there are JDKs for. */
    private static final long TICK_NS = 10_000_000;
    /** Counted from the field after the name: utime and stime, then those of the children. */
    private static final int USER_FIELD = 11;

    static CpuTimes now() throws IOException {
        return parse(Files.readString(STAT));
    }

    static CpuTimes parse(final String stat) {
        // The name may hold spaces and brackets.
        final String[] fields =
                stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1);
        return new CpuTimes(
                TICK_NS * (Long.parseLong(fields[USER_FIELD]) + Long.parseLong(fields[USER_FIELD + 1])),
                TICK_NS * (Long.parseLong(fields[USER_FIELD + 2]) + Long.parseLong(fields[USER_FIELD + 3])));
    }

    CpuTimes since(final CpuTimes before) {
        return new CpuTimes(ownNs - before.ownNs, childrenNs - before.childrenNs);
    }
}
