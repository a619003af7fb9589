package io.hayate.bidder.campaigns.admit;

import io.hayate.bidder.campaigns.live.AuthorizedSellers.Seller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of authorised sellers, or why there is none. Immutable; shared.
 *
 * @param domain whose inventory it is, in lower case ASCII; or
 * @param bundle of the app whose inventory it is
 * @param refusals empty if the line can be used
 */
public record ParsedSellers(
        @Nullable String domain, @Nullable String bundle, List<Seller> sellers, List<Refusal> refusals) {
    public ParsedSellers {
        sellers = List.copyOf(sellers);
        refusals = List.copyOf(refusals);
    }
}
