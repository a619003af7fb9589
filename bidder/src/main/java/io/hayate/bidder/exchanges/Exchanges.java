package io.hayate.bidder.exchanges;

import io.hayate.bidder.exchanges.ExchangeProfiles.InvalidProfilesException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that the configuration says of exchanges. Immutable; shared. */
public record Exchanges(ExchangeProfiles profiles, PriceKeys priceKeys) {
    /** A file larger than this holds something else. */
    private static final long MAX_FILE_BYTES = 1024 * 1024;

    public static Exchanges builtIn() {
        return new Exchanges(ExchangeProfiles.builtIn(), PriceKeys.NONE);
    }

    /**
     * Reads what there is of file and keys.
     *
     * @param file of profiles that are added to those built in, or replace them
     * @param keys as {@link PriceKeys#parse} takes them
     * @param fileProblems gets a sentence for everything that is wrong in the file
     * @param keyProblems gets one for everything that is wrong in the keys
     */
    public static Exchanges read(
            final @Nullable Path file,
            final @Nullable String keys,
            final List<String> fileProblems,
            final List<String> keyProblems) {
        final PriceKeys priceKeys = keys == null ? PriceKeys.NONE : PriceKeys.parse(keys, keyProblems);
        if (file == null) {
            return new Exchanges(ExchangeProfiles.builtIn(), priceKeys);
        }
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                fileProblems.add(file + ": expected at most " + MAX_FILE_BYTES + " bytes");
            } else {
                return new Exchanges(
                        ExchangeProfiles.withFile(
                                String.valueOf(file.getFileName()), Files.readAllBytes(file), priceKeys),
                        priceKeys);
            }
        } catch (final InvalidProfilesException e) {
            fileProblems.addAll(e.problems());
        } catch (final IOException e) {
            fileProblems.add(file + ": cannot be read: " + e.getMessage());
        }
        return new Exchanges(ExchangeProfiles.builtIn(), priceKeys);
    }
}
