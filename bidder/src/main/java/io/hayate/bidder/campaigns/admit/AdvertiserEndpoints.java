package io.hayate.bidder.campaigns.admit;

import io.hayate.bidder.admin.AdminAnswer;
import io.hayate.bidder.admin.AdminRequest;
import io.hayate.bidder.admin.AdminRoutes;
import io.hayate.bidder.campaigns.CampaignAgentProxy;
import io.hayate.bidder.campaigns.IfMatch;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The calls on {@code /advertisers}. Called on the admin loop; the campaign agent's thread completes the answers. */
public final class AdvertiserEndpoints {
    private static final String KIND = "advertiser";

    private final CampaignAgentProxy proxy;

    public AdvertiserEndpoints(final CampaignAgentProxy proxy) {
        this.proxy = proxy;
    }

    public void addTo(final AdminRoutes routes) {
        routes.add("GET", "/advertisers", this::list);
        routes.add("GET", "/advertisers/{id}", this::read);
        routes.add("PUT", "/advertisers/{id}", this::put);
    }

    private CompletionStage<AdminAnswer> list(final AdminRequest request) {
        return DocumentList.answer(proxy::advertisers);
    }

    private CompletionStage<AdminAnswer> read(final AdminRequest request) {
        final OptionalLong id = Answers.id(request);
        if (id.isEmpty()) {
            return CompletableFuture.completedFuture(Answers.notFound(KIND, request));
        }
        return Answers.of(
                proxy.advertiser(id.getAsLong()),
                found -> found.map(each -> Answers.document(each.json(), each.version()))
                        .orElseGet(() -> Answers.notFound(KIND, request)));
    }

    private CompletionStage<AdminAnswer> put(final AdminRequest request) {
        final OptionalLong id = Answers.id(request);
        if (id.isEmpty()) {
            return CompletableFuture.completedFuture(Answers.noId(KIND));
        }
        return Answers.of(
                proxy.putAdvertiser(id.getAsLong(), request.body(), IfMatch.parse(request.header("if-match"))),
                outcome -> Answers.changed(KIND, id.getAsLong(), outcome, request));
    }
}
