package io.hayate.loadtest.exchange;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A part of a whole as typed: {@code 3%}, {@code 0.5 %} or {@code 0.03}. Immutable; shared. */
record Share(double value) {
    static final class Converter implements ITypeConverter<Share> {
        @Override
        public Share convert(final String text) {
            return parse(text);
        }
    }

    /** @throws TypeConversionException if it is none */
    static Share parse(final String text) {
        final boolean percent = text.endsWith("%");
        try {
            final double number = Double.parseDouble(
                    percent ? text.substring(0, text.length() - 1).strip() : text);
            final double value = percent ? number / 100 : number;
            if (value >= 0 && value <= 1) {
                return new Share(value);
            }
        } catch (final NumberFormatException e) {
            throw new TypeConversionException(sentence(text));
        }
        throw new TypeConversionException(sentence(text));
    }

    private static String sentence(final String text) {
        return "'" + text + "' is not a share such as 3% or 0.03";
    }
}
