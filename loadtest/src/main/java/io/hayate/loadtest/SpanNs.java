package io.hayate.loadtest;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/**
 * A length of time as typed: {@code 500us}, {@code 300ms}, {@code 30s}, {@code 2m}; seconds without a unit. Immutable;
 * shared.
 */
public record SpanNs(long ns) {
    private static final long LONGEST_NS = Duration.ofDays(366).toNanos();
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(us|ms|s|m|h|)");

    /** @throws TypeConversionException if it is none */
    public static SpanNs parse(final String text) {
        final Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is not a length of time such as 500us, 300ms, 30s or 2m");
        }
        final long unitNs = switch (matcher.group(2)) {
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 1_000_000_000L;
        };
        final long count = Long.parseLong(matcher.group(1));
        if (count > LONGEST_NS / unitNs) {
            throw new TypeConversionException("'" + text + "' is too long: a year, 8784h, is the most");
        }
        return new SpanNs(count * unitNs);
    }
}
