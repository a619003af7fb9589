package io.hayate.bidder.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.admin.AdminAnswer;
import io.hayate.bidder.admin.AdminHandler;
import io.hayate.bidder.admin.AdminRequest;
import io.hayate.bidder.admin.AdminRoutes;
import io.hayate.bidder.campaigns.QueueFullException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;

/** {@code GET /campaigns/{id}/ledger}. Immutable; shared. */
public final class LedgerEndpoints implements AdminHandler {
    private static final int NANO_DECIMALS = 9;

    private final ObjectMapper json = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    private final LedgerQueries queries;
    private final LongFunction<? extends CompletionStage<Optional<String>>> currencyByCampaignId;

    /**
     * @param currencyByCampaignId the currency of a campaign's budget; empty if there is no such campaign, failing with
     *     {@link QueueFullException} if it cannot be asked now. Called on any thread, for campaigns that the ledger has not
     *     seen live.
     */
    public LedgerEndpoints(
            final LedgerQueries queries,
            final LongFunction<? extends CompletionStage<Optional<String>>> currencyByCampaignId) {
        this.queries = queries;
        this.currencyByCampaignId = currencyByCampaignId;
    }

    public void addTo(final AdminRoutes routes) {
        routes.add("GET", "/campaigns/{id}/ledger", this);
    }

    @Override
    public CompletionStage<AdminAnswer> answer(final AdminRequest request) {
        final String id = request.pathParameter("id");
        final long campaignId = parseId(id);
        if (campaignId < 1) {
            return CompletableFuture.completedFuture(AdminAnswer.error(404, "there is no campaign " + id));
        }
        final CompletionStage<Optional<AccountStatement>> asked = queries.ask(campaignId);
        if (asked == null) {
            return CompletableFuture.completedFuture(
                    AdminAnswer.error(429, "too many ledger calls wait for their answer"));
        }
        return asked.thenCompose(statement ->
                        statement.isPresent() ? CompletableFuture.completedFuture(statement) : untouched(campaignId))
                .thenApply(statement -> answer(campaignId, statement))
                .exceptionally(LedgerEndpoints::refused);
    }

    /** Of a campaign that has never been live, such as a paused one. */
    private CompletionStage<Optional<AccountStatement>> untouched(final long campaignId) {
        return currencyByCampaignId
                .apply(campaignId)
                .thenApply(currency -> currency.map(text -> AccountStatement.untouched(campaignId, text)));
    }

    private AdminAnswer answer(final long campaignId, final Optional<AccountStatement> statement) {
        return statement
                .map(each -> AdminAnswer.json(200, text(each)))
                .orElseGet(() -> AdminAnswer.error(404, "there is no campaign " + campaignId));
    }

    private static AdminAnswer refused(final Throwable thrown) {
        final Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof QueueFullException) {
            return AdminAnswer.error(429, String.valueOf(cause.getMessage()));
        }
        throw new CompletionException(cause); // the router logs it and answers 500
    }

    private String text(final AccountStatement statement) {
        return text(json.createObjectNode()
                .put("campaign", statement.campaignId())
                .put("currency", statement.currency())
                .put("spentToday", decimal(statement.spentTodayNanos()))
                .put("spentTotal", decimal(statement.spentTotalNanos()))
                .put("reserved", decimal(statement.reservedNanos()))
                .put("bids", statement.bids())
                .put("wins", statement.wins())
                .put("billed", statement.billed())
                .put("impressions", statement.impressions())
                .put("clicks", statement.clicks())
                .put("conversions", statement.conversions())
                .put("losses", statement.losses()));
    }

    private String text(final ObjectNode body) {
        try {
            return json.writeValueAsString(body);
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can be written", e);
        }
    }

    /** Exact, in plain notation: 2,500,000 nanos are 0.0025. */
    private static BigDecimal decimal(final long nanos) {
        return BigDecimal.valueOf(nanos, NANO_DECIMALS).stripTrailingZeros();
    }

    private static long parseId(final String text) {
        try {
            return Long.parseLong(text);
        } catch (final NumberFormatException e) {
            return -1;
        }
    }
}
