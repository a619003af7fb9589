package io.hayate.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * JMH's own command line. Its forks are told what a bidder's JVM is told in production ({@link JvmOptions}), before what
 * the benchmarks' annotations and the command line say, which therefore win.
 */
public final class Benchmarks {
    private static final String PREPEND = "jvmArgsPrepend";

    private Benchmarks() {}

    public static void main(final String[] args) throws IOException {
        org.openjdk.jmh.Main.main(withOptions(JvmOptions.ofThisJdk(), args));
    }

    /** JMH takes its option once only, so what the command line prepends itself goes behind ours. */
    static String[] withOptions(final List<String> options, final String... args) {
        final List<String> all = new ArrayList<>();
        String prepended = String.join(" ", options);
        for (int i = 0; i < args.length; i++) {
            final String option = args[i].replaceFirst("^--?", "");
            if (option.equals(args[i]) || !option.startsWith(PREPEND)) {
                all.add(args[i]);
            } else if (option.startsWith(PREPEND + "=")) {
                prepended += " " + option.substring(PREPEND.length() + 1);
            } else if (option.equals(PREPEND) && i + 1 < args.length) {
                prepended += " " + args[++i];
            } else {
                all.add(args[i]);
            }
        }
        all.addAll(0, Arrays.asList("-" + PREPEND, prepended));
        return all.toArray(new String[0]);
    }
}
