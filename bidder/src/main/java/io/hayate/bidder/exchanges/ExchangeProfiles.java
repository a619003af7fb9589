package io.hayate.bidder.exchanges;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The exchanges that this process knows. Immutable; shared. */
public final class ExchangeProfiles {
    /** Most profiles of one process: ordinals index small tables. */
    public static final int MAX_PROFILES = 256;

    private static final String BUILT_IN = "exchanges.yaml";

    private final List<ExchangeProfile> byOrdinal;

    ExchangeProfiles(final List<ExchangeProfile> byOrdinal) {
        this.byOrdinal = List.copyOf(byOrdinal);
    }

    /** The profiles that come with the program. */
    public static ExchangeProfiles builtIn() {
        return withBuiltIn().profiles();
    }

    /**
     * The profiles that come with the program, and those of a file: one of the same name takes the built-in one's place, a
     * new one goes behind all. Ordinals follow that order.
     *
     * @param source named in problems
     * @param keys where the file's profiles find theirs
     * @throws InvalidProfilesException with every problem of the file
     */
    public static ExchangeProfiles withFile(final String source, final byte[] yaml, final PriceKeys keys) {
        final ProfileReader reader = withBuiltIn();
        reader.read(source, yaml, keys);
        return reader.profiles();
    }

    private static ProfileReader withBuiltIn() {
        try (InputStream in = ExchangeProfiles.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + BUILT_IN);
            }
            final ProfileReader reader = new ProfileReader();
            reader.readBuiltIn(BUILT_IN, in.readAllBytes());
            return reader;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ExchangeProfile byOrdinal(final int ordinal) {
        return byOrdinal.get(ordinal);
    }

    public int count() {
        return byOrdinal.size();
    }

    /** In the order of their ordinals. */
    public List<ExchangeProfile> all() {
        return byOrdinal;
    }

    /** Profiles cannot be used; nothing of them is. */
    public static final class InvalidProfilesException extends RuntimeException {
        private final List<String> problems;

        InvalidProfilesException(final List<String> problems) {
            super(String.join("; ", problems));
            this.problems = List.copyOf(problems);
        }

        /** Each with source, field path and what is expected. */
        public List<String> problems() {
            return problems;
        }
    }
}
