package io.hayate.bidder;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.BidderConfig.Exit;
import io.hayate.bidder.BidderConfig.Loaded;
import io.hayate.bidder.BidderConfig.Usable;
import java.util.Map;
import java.util.stream.Stream;

/** Loads a configuration as the program does at its start. */
final class LoadedConfig {
    private LoadedConfig() {}

    static BidderConfig usable(final Map<String, String> environment, final String... args) {
        final Loaded loaded = BidderConfig.load(args, environment);
        assertThat(loaded).isInstanceOf(Usable.class);
        return ((Usable) loaded).config();
    }

    static Exit exit(final Map<String, String> environment, final String... args) {
        final Loaded loaded = BidderConfig.load(args, environment);
        assertThat(loaded).isInstanceOf(Exit.class);
        return (Exit) loaded;
    }

    /** What {@code --check-config} prints of a configuration that can be used. */
    static String table(final Map<String, String> environment, final String... args) {
        final Exit exit = exit(
                environment,
                Stream.concat(Stream.of(args), Stream.of("--check-config")).toArray(String[]::new));
        assertThat(exit.code()).isZero();
        return exit.text();
    }
}
