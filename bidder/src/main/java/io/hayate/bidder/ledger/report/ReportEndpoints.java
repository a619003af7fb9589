package io.hayate.bidder.ledger.report;

import io.hayate.bidder.admin.AdminAnswer;
import io.hayate.bidder.admin.AdminHandler;
import io.hayate.bidder.admin.AdminRequest;
import io.hayate.bidder.admin.AdminRoutes;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code GET /report}. Immutable; shared. */
public final class ReportEndpoints implements AdminHandler {
    private final ReportQueries queries;

    public ReportEndpoints(final ReportQueries queries) {
        this.queries = queries;
    }

    public void addTo(final AdminRoutes routes) {
        routes.add("GET", "/report", this);
    }

    @Override
    public CompletionStage<AdminAnswer> answer(final AdminRequest request) {
        final ReportRequest asked;
        try {
            asked = ReportRequest.parse(request.query(), request.header("accept"));
        } catch (final ReportRequest.InvalidException e) {
            return CompletableFuture.completedFuture(AdminAnswer.error(400, String.valueOf(e.getMessage())));
        }
        final CompletionStage<Report> report = queries.ask(asked);
        if (report == null) {
            return CompletableFuture.completedFuture(AdminAnswer.error(429, "too many reports wait for their answer"));
        }
        return report.thenApply(ReportEndpoints::answer);
    }

    private static AdminAnswer answer(final Report report) {
        final ReportPages pages = new ReportPages(report);
        return new AdminAnswer(
                200,
                report.request().csv() ? "text/csv; charset=utf-8; header=present" : "application/json",
                pages.head(), // short: this runs on the ledger agent
                Map.of(),
                () -> CompletableFuture.completedFuture(pages.page()));
    }
}
