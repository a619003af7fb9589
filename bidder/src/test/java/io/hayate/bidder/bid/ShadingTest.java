package io.hayate.bidder.bid;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hayate.bidder.AllocatedBytes;
import io.hayate.bidder.campaigns.AdFormat;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.exchanges.TestProfiles;
import io.hayate.bidder.ledger.NoticeRecord;
import io.hayate.bidder.ledger.prices.AuctionCell;
import io.hayate.bidder.ledger.prices.ShadingLearner;
import io.hayate.bidder.ledger.prices.TestAccount;
import io.hayate.bidder.notices.token.NoticeKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Open bids in first-price auctions come down to what wins, and keep every rule on the way. */
class ShadingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ExchangeProfile SHADED = TestProfiles.of("demo", 0, "shading: true, otherCurrencies: [JPY]");
    private static final int CELL = AuctionCell.of(AdFormat.BANNER.ordinal(), 300, 250, 0);
    private static final int EPOCH = 1;
    private static final long VALUE_CPM_MICROS = 4_000_000;
    private static final double FLOOR_CPM = 0.2;
    private static final int AUCTIONS_A_SECOND = 10;
    private static final int ID_AT = 8;
    private static final int ID_DIGITS = 8;

    private final Random random = new Random(11);
    private PipelineFixture bidder = new PipelineFixture(SHADED, "https://track.example", campaigns());
    private ShadingLearner learner = newLearner();
    private long nowMs = PipelineFixture.NOW_MS;
    private int nextId;
    private final byte[] auction =
            ("{\"id\": \"00000000\", \"at\": 1, \"imp\": [{\"id\": \"1\", \"banner\": {\"w\": 300, \"h\": 250},"
                            + " \"bidfloor\": " + FLOOR_CPM + "}]}")
                    .getBytes(StandardCharsets.US_ASCII);
    private long lastBidCpmMicros;

    // Since last cleared
    private int auctions;
    private int wins;
    private long costCpmMicros;

    /** What an exchange tells of the bids it gets. */
    private enum Told {
        PRICES,
        REASONS,
        WINS
    }

    @AfterEach
    void close() {
        bidder.close();
    }

    private ShadingLearner newLearner() {
        bidder.pipeline.observe(new RouteObserver() {
            @Override
            public void onBid(final BidContext context, final int bid) {
                lastBidCpmMicros = context.bidCpmMicros[bid];
            }
        });
        return new ShadingLearner(EPOCH, List.of(SHADED), List.of(bidder.shadedBids), bidder.prices.shading());
    }

    private static Campaign[] campaigns() {
        return new Campaign[] {
            campaign(1).bidCpmMicros(VALUE_CPM_MICROS).build(),
            campaign(2)
                    .bidCpmMicros(VALUE_CPM_MICROS)
                    .include(Dimension.DEAL, "deal-1")
                    .build()
        };
    }

    @ParameterizedTest
    @EnumSource(Told.class)
    void shouldWinForLessOnceItHasLearned(final Told told) {
        final int unshaded = 250;
        run(told, unshaded);
        assertThat((double) costCpmMicros / wins).as("nothing is learned yet").isGreaterThan(0.97 * VALUE_CPM_MICROS);
        run(told, told == Told.PRICES ? 1_000 : 7_000);
        clear();
        run(told, 2_000);
        final double perWin = (double) costCpmMicros / wins;
        // Of competitors around 1.00, one of 4.00 wins against almost all; the best bid is about 2.
        assertThat(perWin).isLessThan(0.7 * VALUE_CPM_MICROS);
        final double left = (VALUE_CPM_MICROS - perWin) * wins / auctions;
        assertThat(left)
                .as("what is left of the value, by auction")
                .isGreaterThan((told == Told.PRICES ? 0.9 : 0.7) * bestLeft());
    }

    @Test
    void shouldNeverShadeDealsOtherAuctionsTestsOrOtherCurrencies() {
        run(Told.PRICES, 1_500);
        assertThat(price(request("1", "", ""))).isLessThan(VALUE_CPM_MICROS);
        assertThat(price(request("2", "", ""))).as("second price").isEqualTo(VALUE_CPM_MICROS);
        assertThat(price(request("0", "", ""))).isEqualTo(VALUE_CPM_MICROS);
        assertThat(price(request("1", ", \"test\": 1", ""))).isEqualTo(VALUE_CPM_MICROS);
        assertThat(price("{\"id\": \"x\", \"imp\": [{\"id\": \"1\", \"banner\": {\"w\": 300, \"h\": 250}}]}"))
                .as("no at")
                .isEqualTo(VALUE_CPM_MICROS);
        final String deal = ", \"pmp\": {\"private_auction\": 1, \"deals\": [{\"id\": \"deal-1\", \"at\": 1}]}";
        assertThat(price(request("1", "", deal))).isEqualTo(VALUE_CPM_MICROS);
    }

    @Test
    void shouldNeverBidBelowTheFloor() {
        run(Told.PRICES, 1_500);
        for (int i = 0; i < 300; i++) {
            final double floor = 4.0 * i / 300;
            final long price = price(request("1", "", ", \"bidfloor\": " + floor));
            assertThat(price).isBetween((long) Math.ceil(floor * 1_000_000), VALUE_CPM_MICROS);
        }
    }

    @Test
    void shouldNotShadeWithoutTheProfileSayingSo() {
        try (PipelineFixture other = new PipelineFixture(campaigns())) {
            bidder.close();
            bidder = other;
            learner = newLearner();
            run(Told.PRICES, 1_500);
            assertThat(costCpmMicros).isEqualTo(wins * VALUE_CPM_MICROS);
        }
    }

    @Test
    @Tag("jdk25")
    void shouldAllocateNothing() {
        run(Told.PRICES, 1_000);
        final byte[][] requests = new byte[64][];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = request("1", "", ", \"bidfloor\": 0.3").getBytes(StandardCharsets.UTF_8);
        }
        final int[] bids = new int[1];
        final Runnable pass = () -> {
            bids[0] = 0;
            for (int i = 0; i < 6_400; i++) {
                bids[0] += bidder.bid(requests[i % requests.length]) > 0 ? 1 : 0;
            }
        };
        pass.run();
        final long leastBytes = AllocatedBytes.leastOf(4, pass);
        assertThat(bids[0]).isEqualTo(6_400);
        assertThat(leastBytes).isLessThan(64);
    }

    private void clear() {
        auctions = 0;
        wins = 0;
        costCpmMicros = 0;
    }

    /** First-price auctions against one competitor, at a floor. */
    private void run(final Told told, final int count) {
        for (int i = 0; i < count; i++) {
            final long price = bidOnAuction();
            if (price < FLOOR_CPM * 1_000_000 || price > VALUE_CPM_MICROS) {
                throw new AssertionError("a bid of " + price);
            }
            final long toWin = competitor();
            tell(told, price, toWin);
            auctions++;
            if (price >= toWin) {
                wins++;
                costCpmMicros += price;
            }
            if (i % AUCTIONS_A_SECOND == 0) {
                nowMs += 1_000;
                learner.doWork(nowMs);
            }
        }
    }

    private long competitor() {
        return Math.max((long) (FLOOR_CPM * 1_000_000), (long) (1_000_000 * Math.exp(0.6 * random.nextGaussian())) + 1);
    }

    /** By the best price that is always the same, from what competitors are. */
    private double bestLeft() {
        final Random other = new Random(3);
        final long[] toWin = new long[20_000];
        for (int i = 0; i < toWin.length; i++) {
            toWin[i] = (long) (1_000_000 * Math.exp(0.6 * other.nextGaussian())) + 1;
        }
        double best = 0;
        for (long price = 200_000; price < VALUE_CPM_MICROS; price += 50_000) {
            int won = 0;
            for (final long each : toWin) {
                won += price >= each ? 1 : 0;
            }
            best = Math.max(best, (double) (VALUE_CPM_MICROS - price) * won / toWin.length);
        }
        return best;
    }

    private void tell(final Told told, final long price, final long toWin) {
        final boolean won = price >= toWin;
        if (told == Told.WINS && !won) {
            return;
        }
        final NoticeRecord notice = new NoticeRecord();
        notice.kind = won ? NoticeKind.WIN : NoticeKind.LOSS;
        notice.billedOn = NoticeKind.BILL;
        notice.epoch = EPOCH;
        notice.bidTimeMs = nowMs;
        notice.exchange = 0;
        notice.auctionCell = CELL;
        notice.bidCpmMicros = price;
        notice.lossReason = won ? NoticeRecord.NO_REASON : 102;
        notice.minToWinCpmMicros = told == Told.PRICES ? toWin : 0;
        learner.onNotice(notice, new TestAccount(1), false);
    }

    private long bidOnAuction() {
        for (int digit = 0, rest = nextId++; digit < ID_DIGITS; digit++, rest /= 10) {
            auction[ID_AT + ID_DIGITS - 1 - digit] = (byte) ('0' + rest % 10);
        }
        lastBidCpmMicros = 0;
        bidder.bid(auction);
        return lastBidCpmMicros;
    }

    private String request(final String at, final String more, final String ofImpression) {
        return """
                {"id": "%d", "at": %s, "imp": [{"id": "1", "banner": {"w": 300, "h": 250}%s}]%s}""".formatted(nextId++, at, ofImpression, more);
    }

    private long price(final String request) {
        if (bidder.bid(request) <= 0) {
            throw new AssertionError("no bid on " + request);
        }
        try {
            final JsonNode bid = JSON.readTree(bidder.answerText())
                    .path("seatbid")
                    .path(0)
                    .path("bid")
                    .path(0);
            return Math.round(bid.path("price").asDouble() * 1_000_000);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
