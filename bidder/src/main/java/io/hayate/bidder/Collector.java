package io.hayate.bidder;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which garbage collector runs, and whether somebody asked for it. Immutable; shared.
 *
 * @param name as in the JVM option that chooses it, such as ZGC for {@code -XX:+UseZGC}
 */
record Collector(String name, boolean isAskedFor) {
    static final String SERIAL = "SerialGC";

    private static final List<String> NAMES = List.of("ZGC", "G1GC", "ShenandoahGC", "ParallelGC", SERIAL, "EpsilonGC");

    static Collector current() {
        final HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        for (final String name : NAMES) {
            final VMOption option = hotSpot == null ? null : option(hotSpot, "Use" + name);
            if (option != null && Boolean.parseBoolean(option.getValue())) {
                return new Collector(name, option.getOrigin() != VMOption.Origin.ERGONOMIC);
            }
        }
        return new Collector("a collector of its own", true);
    }

    /** What whoever starts the bidder should know. */
    Optional<String> warning() {
        return name.equals(SERIAL) && !isAskedFor
                ? Optional.of(
                        "Nobody named a garbage collector and the JVM took the serial one, as it does below two CPUs or"
                                + " 2 GB: every collection stops all answers. Start with the JDK's options file, or -XX:+UseG1GC")
                : Optional.empty();
    }

    private static @Nullable VMOption option(final HotSpotDiagnosticMXBean hotSpot, final String name) {
        try {
            return hotSpot.getVMOption(name);
        } catch (final IllegalArgumentException e) {
            return null; // a JVM without it
        }
    }
}
