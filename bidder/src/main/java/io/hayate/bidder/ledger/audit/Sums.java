package io.hayate.bidder.ledger.audit;

import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.ledger.AccountStatement;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a ledger says of one campaign in total. Immutable; shared.
 *
 * @param spent exact, in the campaign's currency
 */
record Sums(
        String currency,
        BigDecimal spent,
        long bids,
        long wins,
        long billed,
        long impressions,
        long clicks,
        long conversions,
        long losses) {
    static final Sums NOTHING = new Sums("", BigDecimal.ZERO, 0, 0, 0, 0, 0, 0, 0);

    static Sums of(final AccountStatement statement) {
        return new Sums(
                statement.currency(),
                BigDecimal.valueOf(statement.spentTotalNanos(), 9),
                statement.bids(),
                statement.wins(),
                statement.billed(),
                statement.impressions(),
                statement.clicks(),
                statement.conversions(),
                statement.losses());
    }

    static String currency(final int code) {
        return code == 0 ? "" : CurrencyCode.text(code);
    }

    /**
     * What is different, field by field, as {@code spent: log 1.5, ledger 1.4}.
     *
     * @param ledger what is held against these
     * @param lag whether the log may have fewer bids than the ledger: they are written a moment after they were counted
     */
    List<String> differences(final Sums ledger, final boolean lag) {
        final List<String> differences = new ArrayList<>();
        if (!currency.isEmpty() && !ledger.currency.isEmpty() && !currency.equals(ledger.currency)) {
            differences.add("currency: log " + currency + ", ledger " + ledger.currency);
        }
        if (spent.compareTo(ledger.spent) != 0) {
            differences.add("spent: log " + JsonLine.plain(spent) + ", ledger " + JsonLine.plain(ledger.spent));
        }
        if (!lag || bids > ledger.bids) {
            compare("bids", bids, ledger.bids, differences);
        }
        compare("wins", wins, ledger.wins, differences);
        compare("billed", billed, ledger.billed, differences);
        compare("impressions", impressions, ledger.impressions, differences);
        compare("clicks", clicks, ledger.clicks, differences);
        compare("conversions", conversions, ledger.conversions, differences);
        compare("losses", losses, ledger.losses, differences);
        return differences;
    }

    private static void compare(final String field, final long log, final long ledger, final List<String> differences) {
        if (log != ledger) {
            differences.add(field + ": log " + log + ", ledger " + ledger);
        }
    }
}
