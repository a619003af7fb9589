package io.hayate.bidder.ledger;

import java.util.List;

/** The log's numbers of this process' exchanges: those of profiles change with the configuration. Owned by the ledger agent. */
final class ExchangeNumbers {
    private final Ledger ledger;
    private final MoneyLog log;
    private final List<String> names;
    private final int[] numberByOrdinal;

    /** @param names of the profiles, by their ordinal */
    ExchangeNumbers(final Ledger ledger, final MoneyLog log, final List<String> names) {
        this.ledger = ledger;
        this.log = log;
        this.names = names;
        this.numberByOrdinal = new int[names.size()];
    }

    /** Tells the log of those that it has no number for; false if it does not take them. */
    boolean tell() {
        for (int ordinal = 0; ordinal < numberByOrdinal.length; ordinal++) {
            final String name = names.get(ordinal);
            if (!ledger.exchanges.contains(name)
                    && !log.write(MoneyRecord.exchange(log.record(), ledger.exchanges.size(), name))) {
                return false;
            }
            numberByOrdinal[ordinal] = ledger.exchanges.indexOf(name);
        }
        return true;
    }

    int number(final int ordinal) {
        return ordinal >= 0 && ordinal < numberByOrdinal.length ? numberByOrdinal[ordinal] : NoticeRecord.NO_EXCHANGE;
    }
}
