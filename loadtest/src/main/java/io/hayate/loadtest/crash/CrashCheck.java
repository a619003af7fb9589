package io.hayate.loadtest.crash;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Holds what was answered against the bidder's money log and its ledger. Owned by the main thread. */
final class CrashCheck {
    private static final int MAX_SHOWN = 5;

    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private final CrashSettings settings;
    private final CrashBooks books;
    private final KilledBidder bidder;
    private final JournalProgram journal;
    private final JournalReading log = new JournalReading();
    private final List<String> lines = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    CrashCheck(
            final CrashSettings settings,
            final CrashBooks books,
            final KilledBidder bidder,
            final JournalProgram journal) {
        this.settings = settings;
        this.books = books;
        this.bidder = bidder;
        this.journal = journal;
    }

    /** The table, and what is wrong first. */
    List<String> lines() {
        final List<String> all = new ArrayList<>(lines);
        failures.stream().limit(MAX_SHOWN).forEach(failure -> all.add("  WRONG: " + failure));
        if (failures.size() > MAX_SHOWN) {
            all.add("  and " + (failures.size() - MAX_SHOWN) + " more");
        }
        return all;
    }

    boolean run() throws IOException, InterruptedException {
        row("kills", settings.kills());
        row("requests", books.requests.sum());
        row("bids", books.bids.size());
        row("notices sent", books.sent.sum());
        row("  answered", books.answered.sum());
        row("  refused for the moment", books.refused.sum());
        final List<String> dataDir = List.of("--data-dir", settings.dataDir().toString());
        final List<String> unread = new ArrayList<>();
        final int read = journal.run(dataDir, line -> {
            if (line.startsWith("{")) {
                log.onLine(line);
            } else {
                unread.add(line);
            }
        });
        if (read != 0) {
            failures.add("journal ended with " + read + ": " + unread);
        }
        row("notices in the log", log.count());
        row("  in it more than once", log.repeated());
        checkAnswered();
        checkBills();
        checkLedger();
        final List<String> args = new ArrayList<>(dataDir);
        args.addAll(List.of("--check", "--admin-url", bidder.adminUrl()));
        final List<String> said = new ArrayList<>();
        final int checked = journal.run(args, said::add);
        if (checked != 0) {
            failures.add("journal --check ended with " + checked + ": " + said);
        }
        lines.add(String.format(Locale.ROOT, "  %-44s%12s", "journal --check", checked == 0 ? "equal" : "DIFFERS"));
        return failures.isEmpty();
    }

    private void checkAnswered() {
        long lost = 0;
        for (final CrashBid bid : books.bids.values()) {
            for (final CrashBid.Kind kind : CrashBid.Kind.values()) {
                if (bid.isAnswered(kind) && !log.has(kind, bid.id)) {
                    lost++;
                    failures.add("the " + kind.label + " of bid " + bid.id + " was answered and is not in the log");
                }
            }
        }
        row("answered and lost", lost);
    }

    private void checkBills() {
        long strange = 0;
        for (final Map.Entry<String, JournalReading.Bill> bill : log.bills().entrySet()) {
            final CrashBid bid = books.bids.get(bill.getKey());
            if (bid == null
                    || !bid.isSent(CrashBid.Kind.BILL)
                    || bid.campaign != bill.getValue().campaign()
                    || bid.clearingCpmMicros != bill.getValue().costNanos()) {
                strange++;
                failures.add(
                        "bid " + bill.getKey() + " is in the log as " + bill.getValue() + ", and was not billed so");
            }
        }
        row("booked and never billed so", strange);
    }

    private void checkLedger() throws IOException, InterruptedException {
        long differing = 0;
        long overBudget = 0;
        long booked = 0;
        BigDecimal spent = BigDecimal.ZERO;
        for (long campaign = 1; campaign <= CrashCampaigns.COUNT; campaign++) {
            final JsonNode ledger = json.readTree(
                    bidder.get("/campaigns/" + campaign + "/ledger").body());
            long bills = 0;
            long lateNanos = 0;
            long logNanos = 0;
            for (final JournalReading.Bill bill : log.bills().values()) {
                if (bill.campaign() == campaign) {
                    bills++;
                    logNanos += bill.costNanos();
                    lateNanos += bill.late() ? bill.costNanos() : 0;
                }
            }
            final BigDecimal ledgerSpent = ledger.path("spentTotal").decimalValue();
            booked += ledger.path("billed").asLong();
            spent = spent.add(ledgerSpent);
            if (ledger.path("billed").asLong() != bills
                    || ledgerSpent.compareTo(BigDecimal.valueOf(logNanos, 9)) != 0) {
                differing++;
                failures.add("campaign " + campaign + ": " + bills + " bids are billed in the log, at "
                        + BigDecimal.valueOf(logNanos, 9) + " in all; the ledger is " + ledger);
            }
            final long totalNanos = CrashCampaigns.totalNanos(campaign);
            final BigDecimal over = ledgerSpent.subtract(BigDecimal.valueOf(totalNanos, 9));
            if (totalNanos != Long.MAX_VALUE && over.compareTo(BigDecimal.valueOf(lateNanos, 9)) > 0) {
                overBudget++;
                failures.add("campaign " + campaign + " is over its budget by " + over + ", and late bills are "
                        + BigDecimal.valueOf(lateNanos, 9));
            }
        }
        row("bids booked", booked);
        lines.add(String.format(
                Locale.ROOT, "  %-44s%12s", "spent", spent.stripTrailingZeros().toPlainString()));
        row("campaigns whose ledger is not the log's sum", differing);
        row("campaigns over budget beyond late bills", overBudget);
    }

    private void row(final String name, final long count) {
        lines.add(String.format(Locale.ROOT, "  %-44s%,12d", name, count));
    }
}
