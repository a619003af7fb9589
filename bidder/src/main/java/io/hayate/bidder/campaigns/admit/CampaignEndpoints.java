package io.hayate.bidder.campaigns.admit;

import io.hayate.bidder.admin.AdminAnswer;
import io.hayate.bidder.admin.AdminRequest;
import io.hayate.bidder.admin.AdminRoutes;
import io.hayate.bidder.campaigns.ApplyReport;
import io.hayate.bidder.campaigns.CampaignAgentProxy;
import io.hayate.bidder.campaigns.IfMatch;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The calls on {@code /campaigns}. Called on the admin loop; the campaign agent's thread completes the answers. */
public final class CampaignEndpoints {
    private static final String KIND = "campaign";

    private final CampaignAgentProxy proxy;

    public CampaignEndpoints(final CampaignAgentProxy proxy) {
        this.proxy = proxy;
    }

    public void addTo(final AdminRoutes routes) {
        routes.add("GET", "/campaigns", this::list);
        routes.addStreamed("POST", "/campaigns", (request, onRoom) -> new CampaignSink(proxy, onRoom));
        routes.add("GET", "/campaigns/{id}", this::read);
        routes.add("PUT", "/campaigns/{id}", this::put);
        routes.add("DELETE", "/campaigns/{id}", this::delete);
    }

    private CompletionStage<AdminAnswer> list(final AdminRequest request) {
        return DocumentList.answer(proxy::campaigns);
    }

    private CompletionStage<AdminAnswer> read(final AdminRequest request) {
        final OptionalLong id = Answers.id(request);
        if (id.isEmpty()) {
            return CompletableFuture.completedFuture(Answers.notFound(KIND, request));
        }
        return Answers.of(
                proxy.campaign(id.getAsLong()),
                campaign -> campaign.map(each -> Answers.document(each.json(), each.version()))
                        .orElseGet(() -> Answers.notFound(KIND, request)));
    }

    private CompletionStage<AdminAnswer> put(final AdminRequest request) {
        final OptionalLong id = Answers.id(request);
        if (id.isEmpty()) {
            return CompletableFuture.completedFuture(Answers.noId(KIND));
        }
        return Answers.of(
                proxy.put(id.getAsLong(), request.body(), IfMatch.parse(request.header("if-match"))),
                outcome -> Answers.changed(KIND, id.getAsLong(), outcome, request));
    }

    private CompletionStage<AdminAnswer> delete(final AdminRequest request) {
        final OptionalLong id = Answers.id(request);
        if (id.isEmpty()) {
            return CompletableFuture.completedFuture(Answers.notFound(KIND, request));
        }
        return Answers.of(
                proxy.delete(id.getAsLong(), IfMatch.parse(request.header("if-match"))),
                outcome -> Answers.changed(KIND, id.getAsLong(), outcome, request));
    }

    static AdminAnswer applied(final ApplyReport report) {
        return Answers.json(200, Map.of("accepted", report.accepted(), "refused", report.refused()), Map.of());
    }
}
