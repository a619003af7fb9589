package io.hayate.loadtest.crash;

import java.nio.file.Path;
import java.util.List;

/**
 * How a bidder is to be killed. Immutable; shared.
 *
 * @param bidder the command line that starts one, to which flags are added
 * @param folder of data directory and output; made if need be
 * @param connections that bids and notices go over
 * @param maxLifeMs from ready to the kill; each life's length is drawn
 * @param flags further ones for the bidder
 */
public record CrashSettings(
        List<String> bidder, Path folder, int kills, long seed, int connections, int maxLifeMs, List<String> flags) {
    public CrashSettings {
        bidder = List.copyOf(bidder);
        flags = List.copyOf(flags);
    }

    Path dataDir() {
        return folder.resolve("data");
    }
}
