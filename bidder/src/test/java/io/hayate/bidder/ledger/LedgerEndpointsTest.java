package io.hayate.bidder.ledger;

import static io.hayate.bidder.ledger.TestBudgets.BID_NANOS;
import static io.hayate.bidder.ledger.TestBudgets.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.admin.AdminAnswer;
import io.hayate.bidder.admin.AdminHandler;
import io.hayate.bidder.admin.AdminRequest;
import io.hayate.bidder.campaigns.Budget;
import io.hayate.bidder.campaigns.QueueFullException;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerEndpointsTest {
    private final LedgerHarness ledger = new LedgerHarness(2, "2026-11-22T12:00:00Z");
    private final Map<String, AdminHandler> calls = new HashMap<>();

    LedgerEndpointsTest() {
        new LedgerEndpoints(
                        ledger.queries,
                        id -> id == 5005
                                ? CompletableFuture.failedFuture(new QueueFullException())
                                : CompletableFuture.completedFuture(id == 2002 ? Optional.of("JPY") : Optional.empty()))
                .addTo((method, pattern, handler) -> calls.put(method + " " + pattern, handler));
    }

    @Test
    void shouldTellExactDecimals() {
        ledger.budgets.put(0, campaign(1001, Budget.NO_LIMIT, Budget.NO_LIMIT, "UTC"));
        ledger.agent.doWork();
        ledger.notice(NoticeKind.BILL, ledger.bid(0, 0, 1001, 2_500_000), 2_500_000);
        ledger.bid(1, 0, 1001, 1);
        assertThat(text(call("1001")))
                .isEqualTo("{\"campaign\":1001,\"currency\":\"USD\",\"spentToday\":0.0025,\"spentTotal\":0.0025,"
                        + "\"reserved\":0.000000001,\"bids\":2,\"wins\":0,\"billed\":1,\"impressions\":0,\"clicks\":0,"
                        + "\"conversions\":0,\"losses\":0}");
    }

    @Test
    void shouldTellLargeSumsInPlainNotation() {
        final long large = 3_000_000_000_000_000_000L;
        final NoticePayload bid = ledger.unreservedBid(0, 0, 5, large);
        bid.campaignCurrency = CurrencyCode.of("EUR");
        ledger.notice(NoticeKind.BILL, bid, large);
        assertThat(text(call("5"))).contains("\"spentTotal\":3000000000,").contains("\"currency\":\"EUR\"");
    }

    @Test
    void shouldKnowCampaignsThatHaveNotBeenLive() {
        final AdminAnswer answer = call("2002");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(text(answer)).contains("\"currency\":\"JPY\",\"spentToday\":0,\"spentTotal\":0,\"reserved\":0,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "0", "-1", "abc", "99999999999999999999", "1.5"})
    void shouldNotKnowOthers(final String id) {
        final AdminAnswer answer = call(id);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(text(answer)).isEqualTo("{\"error\":\"there is no campaign " + id + "\"}");
    }

    @Test
    void shouldRefuseWhenTooManyWait() {
        for (int i = 0; i < LedgerQueries.MAX_WAITING; i++) {
            assertThat(ledger.queries.ask(1)).isNotNull();
        }
        assertThat(call("1").status()).isEqualTo(429);
    }

    @Test
    void shouldPassOnThatTheCampaignsCannotBeAskedNow() {
        assertThat(call("5005").status()).isEqualTo(429);
    }

    @Test
    void shouldSeeEveryNoticeThatCameBeforeTheQuestion() {
        for (int i = 0; i < 5_000; i++) {
            ledger.notice(NoticeKind.BILL, ledger.unreservedBid(0, 0, 1001, BID_NANOS), BID_NANOS);
        }
        final var answer = ledger.queries.ask(1001).toCompletableFuture();
        while (!answer.isDone()) {
            ledger.agent.doWork();
        }
        assertThat(answer.join().orElseThrow().billed()).isEqualTo(5_000);
    }

    private AdminAnswer call(final String id) {
        final var answer = calls.get("GET /campaigns/{id}/ledger")
                .answer(new AdminRequest(
                        "GET", "/campaigns/" + id + "/ledger", Map.of("id", id), Map.of(), Map.of(), new byte[0]))
                .toCompletableFuture();
        ledger.agent.doWork();
        return answer.join();
    }

    private static String text(final AdminAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
