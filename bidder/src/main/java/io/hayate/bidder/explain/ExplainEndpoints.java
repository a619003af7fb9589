package io.hayate.bidder.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.admin.AdminAnswer;
import io.hayate.bidder.admin.AdminRequest;
import io.hayate.bidder.admin.AdminRoutes;
import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.campaigns.AgentClosedException;
import io.hayate.bidder.campaigns.QueueFullException;
import io.hayate.bidder.campaigns.StoredCampaign;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.ledger.AccountStatement;
import io.hayate.bidder.ledger.LedgerQueries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;

/** {@code POST /explain} and {@code GET /campaigns/{id}/why}. Immutable; shared. */
public final class ExplainEndpoints {
    /** Of requests that do not say theirs. */
    static final String DEFAULT_EXCHANGE = "demo";

    private static final long NO_ID = -1;
    private static final AdminAnswer QUEUE_FULL = AdminAnswer.error(429, "too many calls wait for their answer");

    private final ObjectMapper json = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    private final ExplainQueries queries;
    private final LedgerQueries accounts;
    private final LongFunction<? extends CompletionStage<Optional<StoredCampaign>>> campaigns;
    private final LiveIndex live;
    private final List<ExchangeProfile> exchanges;

    /** @param campaigns a campaign by its id, failing with {@link QueueFullException} if it cannot be asked now */
    public ExplainEndpoints(
            final ExplainQueries queries,
            final LedgerQueries accounts,
            final LongFunction<? extends CompletionStage<Optional<StoredCampaign>>> campaigns,
            final LiveIndex live,
            final List<ExchangeProfile> exchanges) {
        this.queries = queries;
        this.accounts = accounts;
        this.campaigns = campaigns;
        this.live = live;
        this.exchanges = exchanges;
    }

    public void addTo(final AdminRoutes routes) {
        routes.add("POST", "/explain", this::explain);
        routes.add("GET", "/campaigns/{id}/why", this::why);
    }

    private CompletionStage<AdminAnswer> explain(final AdminRequest request) {
        final String name = request.query().getOrDefault("exchange", DEFAULT_EXCHANGE);
        final Optional<ExchangeProfile> exchange =
                exchanges.stream().filter(each -> each.name().equals(name)).findFirst();
        if (exchange.isEmpty()) {
            return answer(400, "exchange: there is no profile of that name");
        }
        final String campaign = request.query().get("campaign");
        final long campaignId = campaign == null ? ExplainQueries.ALL_CAMPAIGNS : id(campaign);
        if (campaignId == NO_ID) {
            return answer(400, "campaign: must be a campaign's id");
        }
        if (request.body().length > BidLimits.MAX_BODY_BYTES) {
            return answer(413, "a bid request is at most " + BidLimits.MAX_BODY_BYTES + " bytes long");
        }
        final CompletionStage<ObjectNode> asked = queries.explain(exchange.get(), request.body(), campaignId);
        if (asked == null) {
            return CompletableFuture.completedFuture(QUEUE_FULL);
        }
        return asked.thenApply(report -> report.isEmpty()
                        ? AdminAnswer.error(400, "the body is not a bid request: the bid port answers 400")
                        : AdminAnswer.json(200, text(report)))
                .exceptionally(ExplainEndpoints::refused);
    }

    private CompletionStage<AdminAnswer> why(final AdminRequest request) {
        final long campaignId = id(request.pathParameter("id"));
        if (campaignId == NO_ID) {
            return answer(404, "there is no such campaign");
        }
        return campaigns
                .apply(campaignId)
                .thenCompose(stored -> stored.isEmpty()
                        ? answer(404, "there is no campaign " + campaignId)
                        : why(campaignId, stored.get()))
                .exceptionally(ExplainEndpoints::refused);
    }

    private CompletionStage<AdminAnswer> why(final long campaignId, final StoredCampaign stored) {
        final CompletionStage<Optional<AccountStatement>> account = accounts.ask(campaignId);
        if (account == null) {
            return CompletableFuture.completedFuture(QUEUE_FULL);
        }
        // One after the other: the words are put together on the explain agent's thread, not on the ledger agent's.
        return account.thenCompose(statement -> {
            final CompletionStage<CampaignFunnel> funnel = queries.why(campaignId);
            return funnel == null
                    ? CompletableFuture.completedFuture(QUEUE_FULL)
                    : funnel.thenApply(known -> AdminAnswer.json(200, text(why(stored, known, statement))));
        });
    }

    private ObjectNode why(
            final StoredCampaign stored, final CampaignFunnel funnel, final Optional<AccountStatement> statement) {
        final JsonNode document;
        try {
            document = json.readTree(stored.json());
        } catch (final IOException e) {
            throw new UncheckedIOException("a stored campaign is no JSON", e);
        }
        final List<WhyRow> states = new CampaignStates(funnel, live.switches())
                .rows(
                        document,
                        statement.orElse(null),
                        live.current().currencies().rates(),
                        exchanges);
        return new WhyReport(funnel, states).json(document.path("status").asText("active"));
    }

    private static AdminAnswer refused(final Throwable thrown) {
        final Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof QueueFullException) {
            return AdminAnswer.error(429, String.valueOf(cause.getMessage()));
        }
        if (cause instanceof AgentClosedException) {
            return AdminAnswer.error(503, String.valueOf(cause.getMessage()));
        }
        throw new CompletionException(cause); // the router logs it and answers 500
    }

    private String text(final ObjectNode body) {
        try {
            return json.writeValueAsString(body);
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can be written", e);
        }
    }

    private static CompletionStage<AdminAnswer> answer(final int status, final String error) {
        return CompletableFuture.completedFuture(AdminAnswer.error(status, error));
    }

    private static long id(final String text) {
        try {
            final long id = Long.parseLong(text);
            return id > 0 ? id : NO_ID;
        } catch (final NumberFormatException e) {
            return NO_ID;
        }
    }
}
