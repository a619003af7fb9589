package io.hayate.bidder.ledger.report;

import org.jspecify.annotations.Nullable;

/** What the exchanges are called that rows have the numbers of. Only on the ledger agent. */
@FunctionalInterface
public interface ExchangeNames {
    /** Null if the number is nobody's. */
    @Nullable
    String name(int number);
}
