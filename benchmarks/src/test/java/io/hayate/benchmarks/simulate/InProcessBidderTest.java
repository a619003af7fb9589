package io.hayate.benchmarks.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import io.hayate.bidder.ledger.AccountStatement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InProcessBidderTest {
    private static final long NOON_MS = Instant.parse("2026-11-23T03:00:00Z").toEpochMilli(); // in Tokyo
    private static final long MIDNIGHT_MS = NOON_MS + TimeUnit.HOURS.toMillis(12);
    private static final long BID_NANOS = 2_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void shouldBookWhatIsBilledOnWhicheverLoopHearsOfIt() throws IOException {
        try (InProcessBidder bidder = open(3, "\"daily\": 1")) {
            final JsonNode bid = bid(bidder);
            assertThat(bidder.notice(pathAndQuery(bid.path("nurl"), "2"))).isEqualTo(204);
            assertThat(bidder.notice(pathAndQuery(bid.path("burl"), "1.5"))).isEqualTo(204);

            final AccountStatement account = account(bidder);
            assertThat(account.bids()).isEqualTo(1);
            assertThat(account.wins()).isEqualTo(1);
            assertThat(account.billed()).isEqualTo(1);
            assertThat(account.spentTodayNanos()).isEqualTo(1_500_000);
            assertThat(account.reservedNanos()).isZero();
        }
    }

    @Test
    void shouldBidAgainWhenADayBeginsInTheCampaignsTimeZone() throws IOException {
        try (InProcessBidder bidder = open(1, "\"daily\": 0.002")) {
            final JsonNode bid = bid(bidder);
            bidder.advanceTo(MIDNIGHT_MS - 1);
            // Its reservation is long over, but its bill has come.
            bidder.notice(pathAndQuery(bid.path("burl"), "2"));
            assertThat(account(bidder).spentTodayNanos()).isEqualTo(BID_NANOS);
            assertThat(bidder.bid(request())).isEmpty();

            // The last turn of the ledger agent before this was on the day before.
            bidder.advanceTo(MIDNIGHT_MS + 4);
            assertThat(account(bidder).spentTodayNanos()).isZero();
            assertThat(account(bidder).spentTotalNanos()).isEqualTo(BID_NANOS);
            assertThat(bidder.bid(request())).isNotEmpty();
        }
    }

    @Test
    void shouldBookANoticeOnTheDayThatItCameHoweverFarTheTimeMovesOnThen() throws IOException {
        try (InProcessBidder bidder = open(1, "\"daily\": 0.002")) {
            bidder.advanceTo(MIDNIGHT_MS - 10);
            bidder.notice(pathAndQuery(bid(bidder).path("burl"), "2"));

            bidder.advanceTo(MIDNIGHT_MS + TimeUnit.HOURS.toMillis(3));
            assertThat(account(bidder).spentTodayNanos()).isZero();
            assertThat(account(bidder).spentTotalNanos()).isEqualTo(BID_NANOS);
        }
    }

    @Test
    void shouldKeepHoursAndFlights() {
        final String evening = campaign("\"daily\": 1")
                .replace("\"creatives\"", "\"targeting\": {\"hourOfWeek\": {\"include\": [20]}}, \"creatives\"");
        try (InProcessBidder bidder = InProcessBidder.open(List.of(utf8(evening)), 1, CurrencyRates.NONE, NOON_MS, 1)) {
            assertThat(bidder.bid(request())).isEmpty();
            bidder.advanceTo(NOON_MS + TimeUnit.HOURS.toMillis(8) + 5);
            assertThat(bidder.bid(request())).isNotEmpty();
            bidder.advanceTo(NOON_MS + TimeUnit.HOURS.toMillis(9) + 5);
            assertThat(bidder.bid(request())).isEmpty();
        }
    }

    @Test
    void shouldReleaseWhatIsNeverBilled() throws IOException {
        try (InProcessBidder bidder = open(1, "\"total\": 0.002")) {
            assertThat(bid(bidder)).isNotEmpty();
            bidder.advanceTo(NOON_MS + 1_000);
            assertThat(bidder.bid(request())).isEmpty();
            assertThat(account(bidder).reservedNanos()).isEqualTo(BID_NANOS);

            bidder.advanceTo(NOON_MS + TimeUnit.MINUTES.toMillis(6));
            assertThat(account(bidder).reservedNanos()).isZero();
            assertThat(bidder.bid(request())).isNotEmpty();
        }
    }

    @Test
    void shouldSpendTheLastBidOfABudgetOnAnyLoop() {
        try (InProcessBidder bidder = open(4, "\"total\": 0.002")) {
            for (int requests = 0; requests < 100; requests++) {
                bidder.bid(request());
                bidder.advanceTo(bidder.nowMs() + 10);
            }
            assertThat(account(bidder).bids()).isEqualTo(1);
        }
    }

    @Test
    void shouldRefuseNoticesThatComeAfterTheirTokensHaveExpired() throws IOException {
        try (InProcessBidder bidder = open(1, "\"daily\": 1")) {
            final String late = pathAndQuery(bid(bidder).path("burl"), "2");
            bidder.advanceTo(NOON_MS + TimeUnit.HOURS.toMillis(24) + 1);

            assertThat(bidder.notice(late)).isEqualTo(204);
            assertThat(account(bidder).billed()).isZero();
        }
    }

    @Test
    void shouldNameTheCampaignThatIsRefused() {
        final byte[] broken = utf8(campaign("\"daily\": -1"));
        assertThatThrownBy(() -> InProcessBidder.open(List.of(broken), 1, CurrencyRates.NONE, NOON_MS, 1))
                .hasMessageContaining("1001")
                .hasMessageContaining("budget.daily");
    }

    private static InProcessBidder open(final int loops, final String limits) {
        return InProcessBidder.open(List.of(utf8(campaign(limits))), loops, CurrencyRates.NONE, NOON_MS, 1);
    }

    private static JsonNode bid(final InProcessBidder bidder) throws IOException {
        return JSON.readTree(bidder.bid(request()))
                .path("seatbid")
                .path(0)
                .path("bid")
                .path(0);
    }

    private static AccountStatement account(final InProcessBidder bidder) {
        return bidder.account(1001).orElseThrow();
    }

    private static String pathAndQuery(final JsonNode url, final String price) {
        return url.asText().substring("http://localhost:8080".length()).replace("${AUCTION_PRICE}", price);
    }

    private static byte[] request() {
        return utf8("{\"id\":\"r\",\"imp\":[{\"id\":\"1\",\"banner\":{\"w\":300,\"h\":250}}],"
                + "\"site\":{\"domain\":\"news.example\"}}");
    }

    private static String campaign(final String limits) {
        return """
                {"id": 1001, "advertiser": 7, "name": "Sale", "status": "active", \
                "flight": {"start": "2026-11-01T00:00:00Z", "timeZone": "Asia/Tokyo"}, \
                "budget": {"currency": "USD", %s}, "bid": {"strategy": "cpm", "amount": 2.00}, \
                "creatives": [{"id": 9001, "type": "banner", "w": 300, "h": 250, \
                "markup": "<img src=\\"https://cdn.example/a.png\\">", "domain": ["shop.example"]}]}""".formatted(limits);
    }

    private static byte[] utf8(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
