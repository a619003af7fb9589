package io.hayate.bidder.ledger.brakes;

import java.util.BitSet;

/** For whom the circuit breaker is open: there is no bid there. Immutable; shared. */
public final class OpenBreakers {
    /** For nobody. */
    public static final OpenBreakers NONE = new OpenBreakers(false, new BitSet());

    private final boolean all;
    private final BitSet exchanges;

    /** @param exchanges ordinals of their profiles */
    public OpenBreakers(final boolean all, final BitSet exchanges) {
        this.all = all;
        this.exchanges = (BitSet) exchanges.clone();
    }

    /** For all exchanges, by the limit over all. */
    public boolean all() {
        return all;
    }

    /** @param exchange ordinal of its profile */
    public boolean isOpenFor(final int exchange) {
        return all || exchanges.get(exchange);
    }
}
