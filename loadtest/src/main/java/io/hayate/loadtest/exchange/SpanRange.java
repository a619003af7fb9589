package io.hayate.loadtest.exchange;

import io.hayate.loadtest.SpanNs;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From a time to a time as typed: {@code 1s..30s}; one time stands for both. Immutable; shared. */
record SpanRange(int fromMs, int toMs) {
    private static final String DOTS = "..";

    static final class Converter implements ITypeConverter<SpanRange> {
        @Override
        public SpanRange convert(final String text) {
            return parse(text);
        }
    }

    /** @throws TypeConversionException if it is none */
    static SpanRange parse(final String text) {
        final int dots = text.indexOf(DOTS);
        final SpanRange range = dots < 0
                ? new SpanRange(ms(text), ms(text))
                : new SpanRange(ms(text.substring(0, dots)), ms(text.substring(dots + DOTS.length())));
        if (range.toMs < range.fromMs) {
            throw new TypeConversionException("'" + text + "' ends before it begins");
        }
        return range;
    }

    private static int ms(final String text) {
        return (int) Math.min(
                Integer.MAX_VALUE,
                TimeUnit.NANOSECONDS.toMillis(SpanNs.parse(text).ns()));
    }
}
