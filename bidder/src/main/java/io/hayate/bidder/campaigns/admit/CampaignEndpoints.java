package io.hayate.bidder.campaigns.admit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.admin.AdminAnswer;
import io.hayate.bidder.admin.AdminRequest;
import io.hayate.bidder.admin.AdminRoutes;
import io.hayate.bidder.campaigns.ApplyReport;
import io.hayate.bidder.campaigns.CampaignAgentProxy;
import io.hayate.bidder.campaigns.ChangeOutcome;
import io.hayate.bidder.campaigns.IfMatch;
import io.hayate.bidder.campaigns.StoredCampaign;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The calls on {@code /campaigns}. Called on the admin loop; the campaign agent's thread completes the answers. */
public final class CampaignEndpoints {
    static final String NDJSON = "application/x-ndjson";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CampaignAgentProxy proxy;

    public CampaignEndpoints(final CampaignAgentProxy proxy) {
        this.proxy = proxy;
    }

    public void addTo(final AdminRoutes routes) {
        routes.add("GET", "/campaigns", this::list);
        routes.add("POST", "/campaigns", this::apply);
        routes.add("GET", "/campaigns/{id}", this::read);
        routes.add("PUT", "/campaigns/{id}", this::put);
        routes.add("DELETE", "/campaigns/{id}", this::delete);
    }

    private CompletionStage<AdminAnswer> list(final AdminRequest request) {
        return Answers.of(proxy.campaigns(), ndjson -> new AdminAnswer(200, NDJSON, ndjson, Map.of()));
    }

    private CompletionStage<AdminAnswer> apply(final AdminRequest request) {
        return Answers.of(proxy.applyLines(request.body()), CampaignEndpoints::applied);
    }

    private CompletionStage<AdminAnswer> read(final AdminRequest request) {
        final OptionalLong id = id(request);
        if (id.isEmpty()) {
            return notFound(request);
        }
        return Answers.of(
                proxy.campaign(id.getAsLong()),
                campaign -> campaign.map(CampaignEndpoints::found)
                        .orElseGet(() -> Answers.error(404, noCampaign(request))));
    }

    private CompletionStage<AdminAnswer> put(final AdminRequest request) {
        final OptionalLong id = id(request);
        if (id.isEmpty()) {
            return CompletableFuture.completedFuture(refused(List.of(new Refusal(
                    1, null, "id", "the path must end in the campaign's id, from 1 to " + CampaignLimits.MAX_ID))));
        }
        return Answers.of(
                proxy.put(id.getAsLong(), request.body(), IfMatch.parse(request.header("if-match"))),
                outcome -> changed(id.getAsLong(), outcome, request));
    }

    private CompletionStage<AdminAnswer> delete(final AdminRequest request) {
        final OptionalLong id = id(request);
        if (id.isEmpty()) {
            return notFound(request);
        }
        return Answers.of(
                proxy.delete(id.getAsLong(), IfMatch.parse(request.header("if-match"))),
                outcome -> changed(id.getAsLong(), outcome, request));
    }

    private static AdminAnswer applied(final ApplyReport report) {
        return json(200, Map.of("accepted", report.accepted(), "refused", report.refused()), Map.of());
    }

    private static AdminAnswer found(final StoredCampaign campaign) {
        return new AdminAnswer(200, Answers.JSON, campaign.json(), etag(campaign.version()));
    }

    private static AdminAnswer changed(final long id, final ChangeOutcome outcome, final AdminRequest request) {
        return switch (outcome.kind()) {
            case CREATED -> json(201, Map.of("id", id, "version", outcome.version()), etag(outcome.version()));
            case REPLACED -> json(200, Map.of("id", id, "version", outcome.version()), etag(outcome.version()));
            case DELETED -> AdminAnswer.empty(204);
            case NOT_FOUND -> Answers.error(404, noCampaign(request));
            case VERSION_DIFFERS -> Answers.error(412, "the campaign is not in the version that If-Match names");
            case REFUSED -> refused(outcome.refused());
            case NOT_DURABLE -> Answers.error(500, outcome.refused().get(0).reason());
        };
    }

    private static AdminAnswer refused(final List<Refusal> refusals) {
        return json(400, Map.of("refused", refusals), Map.of());
    }

    private static CompletionStage<AdminAnswer> notFound(final AdminRequest request) {
        return CompletableFuture.completedFuture(Answers.error(404, noCampaign(request)));
    }

    private static String noCampaign(final AdminRequest request) {
        return "there is no campaign " + Texts.shown(request.pathParameter("id"));
    }

    private static OptionalLong id(final AdminRequest request) {
        final String text = request.pathParameter("id");
        final long id = text.matches("[1-9]\\d{0,15}") ? Long.parseLong(text) : 0;
        return id > 0 && id <= CampaignLimits.MAX_ID ? OptionalLong.of(id) : OptionalLong.empty();
    }

    private static Map<String, String> etag(final long version) {
        return Map.of("ETag", "\"" + version + "\"");
    }

    private static AdminAnswer json(final int status, final Object body, final Map<String, String> headers) {
        try {
            return new AdminAnswer(status, Answers.JSON, JSON.writeValueAsBytes(body), headers);
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException(e); // maps and records can be written
        }
    }
}
