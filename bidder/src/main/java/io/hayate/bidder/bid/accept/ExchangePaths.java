package io.hayate.bidder.bid.accept;

import io.hayate.bidder.exchanges.ExchangeProfile;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the exchange that a request's path names. Immutable; shared. */
final class ExchangePaths {
    static final String PREFIX = "/openrtb2/";

    private final Map<String, ExchangeProfile> profileByPath = new HashMap<>();
    private final ExchangeProfile[] profiles;

    ExchangePaths(final Collection<ExchangeProfile> profiles) {
        this.profiles = profiles.toArray(new ExchangeProfile[0]);
        for (final ExchangeProfile profile : profiles) {
            profileByPath.put(PREFIX + profile.name(), profile);
        }
    }

    /** @param path beginning with {@link #PREFIX}, with or without a query */
    @Nullable
    ExchangeProfile find(final String path) {
        final ExchangeProfile profile = profileByPath.get(path);
        return profile != null ? profile : findBeforeQuery(path);
    }

    /** Compares in place: an exchange that always sends a query should not cost a string per request. */
    private @Nullable ExchangeProfile findBeforeQuery(final String path) {
        final int nameLength = path.indexOf('?') - PREFIX.length();
        for (final ExchangeProfile profile : profiles) {
            final String name = profile.name();
            if (name.length() == nameLength && path.startsWith(name, PREFIX.length())) {
                return profile;
            }
        }
        return null;
    }
}
