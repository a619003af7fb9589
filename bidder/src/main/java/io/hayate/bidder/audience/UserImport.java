package io.hayate.bidder.audience;

import io.hayate.bidder.audience.ImportReport.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One import under way: what comes in, and what became of it so far. Owned by the audience agent; the admin loop
 * brings parts to its feed, and may abort it.
 */
final class UserImport {
    /** Refusals in one report. */
    static final int MAX_REFUSALS = 1_000;

    private final LineFeed feed;
    private final CompletableFuture<ImportReport> answer = new CompletableFuture<>();
    private final List<Refusal> refused = new ArrayList<>();
    private long accepted;
    private volatile boolean aborted;

    UserImport(final Runnable onRoom) {
        feed = new LineFeed(onRoom);
    }

    LineFeed feed() {
        return feed;
    }

    CompletableFuture<ImportReport> answer() {
        return answer;
    }

    /** Nothing more comes, and nobody waits for the report; lines that were applied stay so. */
    void abort() {
        aborted = true;
    }

    boolean isAborted() {
        return aborted;
    }

    void accept() {
        accepted++;
    }

    void refuse(final long line, final String path, final String reason) {
        if (refused.size() < MAX_REFUSALS) {
            refused.add(new Refusal(line, path, reason));
        } else if (refused.size() == MAX_REFUSALS) {
            refused.add(new Refusal(line, "", "more was refused from here on than is listed"));
        }
    }

    ImportReport report() {
        return new ImportReport(feed.lineNumber(), accepted, List.copyOf(refused));
    }
}
