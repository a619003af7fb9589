package io.hayate.bidder.campaigns.admit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.admin.AdminAnswer;
import io.hayate.bidder.admin.AdminRequest;
import io.hayate.bidder.admin.AdminRoutes;
import io.hayate.bidder.campaigns.CampaignAgentProxy;
import io.hayate.bidder.campaigns.SwitchChange;
import io.hayate.bidder.campaigns.SwitchChange.Scope;
import io.hayate.bidder.campaigns.SwitchOutcome;
import io.hayate.bidder.campaigns.live.BiddingSwitches;
import io.hayate.bidder.campaigns.live.LiveIndex;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The kill switch: calls on {@code /bidding}. Called on the admin loop; the campaign agent's thread completes the
 * answers.
 */
public final class BiddingEndpoints {
    /** Switches of one scope that may be off at once. */
    static final int MAX_OFF = 10_000;

    private static final Pattern EXCHANGE = Pattern.compile("[a-z0-9-]{1,32}");

    private final CampaignAgentProxy proxy;
    private final LiveIndex live;

    public BiddingEndpoints(final CampaignAgentProxy proxy, final LiveIndex live) {
        this.proxy = proxy;
        this.live = live;
    }

    public void addTo(final AdminRoutes routes) {
        routes.add("GET", "/bidding", request -> CompletableFuture.completedFuture(state(live.switches())));
        routes.add("PUT", "/bidding", this::switchBidding);
    }

    private CompletionStage<AdminAnswer> switchBidding(final AdminRequest request) {
        final Problems problems = new Problems(1);
        final SwitchChange change = parse(request.body(), problems);
        if (change == null || !problems.isEmpty()) {
            final ObjectNode body = JsonNodeFactory.instance.objectNode();
            for (final Refusal refusal : problems.refusals()) {
                body.withArray("refused")
                        .addObject()
                        .put("path", refusal.path())
                        .put("reason", refusal.reason());
            }
            return CompletableFuture.completedFuture(AdminAnswer.json(400, body.toString()));
        }
        return Answers.of(proxy.switchBidding(change), BiddingEndpoints::switched);
    }

    private static AdminAnswer switched(final SwitchOutcome outcome) {
        return outcome.durable()
                ? state(outcome.switches())
                : Answers.error(500, "the switch acts, but could not be written and is forgotten at a restart");
    }

    private static AdminAnswer state(final BiddingSwitches switches) {
        final ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("bidding", !switches.allOff());
        new TreeSet<>(switches.exchangesOff()).forEach(body.putArray("exchangesOff")::add);
        new TreeSet<>(switches.advertisersOff()).forEach(body.putArray("advertisersOff")::add);
        new TreeSet<>(switches.campaignsOff()).forEach(body.putArray("campaignsOff")::add);
        return AdminAnswer.json(200, body.toString());
    }

    /** One scope and whether it may bid; null, with the problems added, if it is something else. */
    private @Nullable SwitchChange parse(final byte[] body, final Problems problems) {
        final ObjectNode document = JsonDocument.parse(body, problems);
        if (document == null) {
            return null;
        }
        final Fields fields = new Fields(document, "", problems);
        final Boolean bidding = fields.bool("bidding");
        if (!fields.has("bidding")) {
            fields.refuse("bidding", "is required");
        }
        final List<Scope> scopes = List.of(Scope.values()).stream()
                .filter(scope -> fields.has(key(scope)))
                .toList();
        fields.refuseUnknown();
        if (scopes.size() != 1) {
            problems.add("", "must name exactly one of: all, exchange, advertiser, campaign");
            return null;
        }
        final Scope scope = scopes.get(0);
        final String value = value(scope, fields);
        if (Boolean.FALSE.equals(bidding) && offCount(scope) >= MAX_OFF) {
            problems.add(key(scope), "more than " + MAX_OFF + " are off already; switch off all instead");
        }
        return bidding == null || value == null ? null : new SwitchChange(scope, value, bidding);
    }

    private static @Nullable String value(final Scope scope, final Fields fields) {
        return switch (scope) {
            case ALL -> {
                final Boolean all = fields.bool("all");
                if (Boolean.FALSE.equals(all)) {
                    fields.refuse("all", "must be true");
                }
                yield all == null ? null : "";
            }
            case EXCHANGE -> {
                final String name = fields.text("exchange", CampaignLimits.MAX_VALUE_CHARS);
                final String lower = name == null ? null : name.toLowerCase(Locale.ROOT);
                if (lower != null && !EXCHANGE.matcher(lower).matches()) {
                    fields.refuse("exchange", "must be an exchange's name: letters, digits and hyphens, at most 32");
                }
                yield lower;
            }
            case ADVERTISER, CAMPAIGN -> {
                final Long id = fields.integer(key(scope), 1, CampaignLimits.MAX_ID);
                yield id == null ? null : Long.toString(id);
            }
        };
    }

    private int offCount(final Scope scope) {
        final BiddingSwitches switches = live.switches();
        return switch (scope) {
            case ALL -> 0;
            case EXCHANGE -> switches.exchangesOff().size();
            case ADVERTISER -> switches.advertisersOff().size();
            case CAMPAIGN -> switches.campaignsOff().size();
        };
    }

    private static String key(final Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }
}
