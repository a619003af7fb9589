package io.hayate.bidder.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A token that callers must name: {@code Authorization: Bearer TOKEN} (RFC 6750, 2.1). Immutable; shared. */
public final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private final byte[] token;

    public BearerToken(final String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /** Takes as long for a token that is nearly right as for one that is quite wrong. */
    public boolean isIn(final @Nullable String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8), token);
    }

    @Override
    public String toString() {
        return "***";
    }
}
