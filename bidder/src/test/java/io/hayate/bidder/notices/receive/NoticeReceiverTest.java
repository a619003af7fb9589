package io.hayate.bidder.notices.receive;

import static io.hayate.bidder.bid.accept.NoticeRoute.NoticeAnswer.NOT_FOUND;
import static io.hayate.bidder.bid.accept.NoticeRoute.NoticeAnswer.NO_CONTENT;
import static io.hayate.bidder.bid.accept.NoticeRoute.NoticeAnswer.PIXEL;
import static io.hayate.bidder.bid.accept.NoticeRoute.NoticeAnswer.REDIRECT;
import static io.hayate.bidder.notices.token.Tokens.DAY_MS;
import static io.hayate.bidder.notices.token.Tokens.KEY_A;
import static io.hayate.bidder.notices.token.Tokens.NOW_MS;
import static io.hayate.bidder.notices.token.Tokens.keys;
import static io.hayate.bidder.notices.token.Tokens.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.AllocatedBytes;
import io.hayate.bidder.bid.accept.NoticeRoute;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.exchanges.BillsOn;
import io.hayate.bidder.exchanges.ExchangeProfile;
import io.hayate.bidder.exchanges.PriceKeys;
import io.hayate.bidder.exchanges.TestProfiles;
import io.hayate.bidder.ledger.AccountStatement;
import io.hayate.bidder.ledger.BudgetLane;
import io.hayate.bidder.ledger.LedgerAgent;
import io.hayate.bidder.ledger.LedgerCounter;
import io.hayate.bidder.ledger.LedgerProxy;
import io.hayate.bidder.ledger.LedgerQueries;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import io.hayate.bidder.notices.token.TokenSigner;
import io.hayate.bidder.notices.token.TokenVerdict;
import io.hayate.bidder.notices.token.TokenVerifier;
import io.hayate.bidder.notices.token.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.agrona.concurrent.CachedEpochClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeReceiverTest {
    private static final int SMALL_RING_BYTES = 2048;
    private static final int NOTICES = 10_000;

    /** Those of Google's published examples. */
    private static final PriceKeys PRICE_KEYS = PriceKeys.parse(
            "google:skU7Ax_NL5pPAFyKdkfZjZz2-VhIN8bjj1rVFOaJ_5o=:arO23ykdNqUQ5LEoQ0FVmPkBd7xB5CO89PDZlSjpFxo=",
            new ArrayList<>());

    private final CachedEpochClock clock = new CachedEpochClock();
    private final TokenSigner signer = new TokenSigner(keys(KEY_A));
    private final LedgerProxy ledger = new LedgerProxy(SMALL_RING_BYTES);
    private final LedgerQueries queries = new LedgerQueries();
    private final LedgerAgent agent =
            new LedgerAgent(1, new LiveIndex(1), 0, List.of(new BudgetLane()), List.of(ledger), queries, DAY_MS, clock);
    private final NoticeReceiver receiver = new NoticeReceiver(
            new TokenVerifier(keys(KEY_A), DAY_MS),
            List.of(
                    profile("demo", 0, BillsOn.BILL),
                    profile("on-win", 1, BillsOn.WIN),
                    profile("on-imp", 2, BillsOn.IMPRESSION),
                    TestProfiles.atOrdinal(3, TestProfiles.builtIn("google")),
                    TestProfiles.of("keyless", 4, "price: {encoding: google, keys: other}")),
            PRICE_KEYS,
            ledger,
            TestConversions.PARTS,
            clock);
    private final NoticePayload payload = Tokens.payload();

    private final SeenNotices seen = new SeenNotices();

    @BeforeEach
    void setUp() {
        clock.update(NOW_MS);
        agent.add(seen);
    }

    @ParameterizedTest
    @CsvSource({
        "demo, BILL",
        "on-win, WIN",
        "on-imp, IMPRESSION",
    })
    void shouldBookOnlyWhatTheExchangeBillsOn(final String exchange, final NoticeKind billedOn) {
        payload.exchangeLength = put(exchange, payload.exchange);
        for (final NoticeKind kind : List.of(NoticeKind.WIN, NoticeKind.BILL, NoticeKind.IMPRESSION)) {
            final long before = statement().spentTotalNanos();
            receiver.receive(uri(kind) + "&p=2.5");
            assertThat(statement().spentTotalNanos() - before).isEqualTo(kind == billedOn ? 2_500_000 : 0);
        }
        assertThat(statement().billed()).isEqualTo(1);
        assertThat(statement().wins()).isEqualTo(1);
        assertThat(statement().impressions()).isEqualTo(1);
    }

    @Test
    void shouldAnswerEachKindInItsWay() {
        assertThat(receiver.receive(uri(NoticeKind.WIN) + "&p=1")).isEqualTo(NO_CONTENT);
        assertThat(receiver.receive(uri(NoticeKind.BILL) + "&p=1")).isEqualTo(NO_CONTENT);
        assertThat(receiver.receive(uri(NoticeKind.LOSS) + "&p=1&r=102")).isEqualTo(NO_CONTENT);
        assertThat(receiver.receive(uri(NoticeKind.IMPRESSION))).isEqualTo(PIXEL);
        assertThat(receiver.receive(uri(NoticeKind.CLICK))).isEqualTo(REDIRECT);
        assertThat(receiver.landingPage()).isEqualTo("https://shop.example/");
        assertThat(receiver.receive(uri(NoticeKind.CONVERSION))).isEqualTo(NO_CONTENT);
        final AccountStatement statement = statement();
        assertThat(statement.clicks()).isEqualTo(1);
        assertThat(statement.losses()).isEqualTo(1);
        assertThat(statement.conversions()).isEqualTo(1);
        assertThat(statement.currency()).isEqualTo("USD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/notice/", "/notice/winner?t=x", "/notice/WIN?t=x", "/notice/win/?t=x", "/notice", "/", ""})
    void shouldNotKnowOtherPaths(final String uri) {
        assertThat(receiver.receive(uri)).isEqualTo(NOT_FOUND);
        assertThat(count(NoticeOutcome.UNKNOWN_KIND)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "&p=2.5, 2500000, ",
        "&p=1.25, 1250000, ",
        "&p=0, 0, ",
        "&p=5.0E-4, 500, ",
        "&p=1e-7, 1, ",
        "&p=1E+0, 1000000, ",
        "&p=.5, 500000, ",
        "&p=1.0000001, 1000001, ",
        "&p=%31%2E5, 1500000, ",
        "&r=1&p=1.5&x=2, 1500000, ",
        "&p=1.5&p=2, 1500000, ",
        "'', 2500000, PRICE_MISSING",
        "&p=, 2500000, PRICE_MISSING",
        "&p, 2500000, PRICE_MISSING",
        "&p=${AUCTION_PRICE}, 2500000, PRICE_NOT_FILLED",
        "&p=%24%7BAUCTION_PRICE%7D, 2500000, PRICE_NOT_FILLED",
        "&p=-1, 2500000, PRICE_UNREADABLE",
        "&p=1e, 2500000, PRICE_UNREADABLE",
        "&p=%zz, 2500000, PRICE_UNREADABLE",
        "&p=1%2, 2500000, PRICE_UNREADABLE",
        "&p=1+1, 2500000, PRICE_UNREADABLE",
        "&p=2.500001, 2500000, PRICE_ABOVE_BID",
        "&p=2.5000000001, 2500000, PRICE_ABOVE_BID",
        "&p=99999999999999999999999999, 2500000, PRICE_ABOVE_BID",
        "&p=1e9, 2500000, PRICE_ABOVE_BID",
        "&p=1e999999999999, 2500000, PRICE_ABOVE_BID",
        "&p=-1e-9, 2500000, PRICE_UNREADABLE",
        "&p=NaN, 2500000, PRICE_UNREADABLE",
        "&p=Infinity, 2500000, PRICE_UNREADABLE",
        "&p=audit, 2500000, PRICE_UNREADABLE",
        "'&p=1,25', 2500000, PRICE_UNREADABLE",
    })
    void shouldBookTheNoticesPriceOrElseTheBids(final String query, final long nanos, final NoticeOutcome oddity) {
        assertThat(receiver.receive(uri(NoticeKind.BILL) + query)).isEqualTo(NO_CONTENT);
        assertThat(statement().spentTotalNanos()).isEqualTo(nanos);
        assertOutcomes(NoticeOutcome.BILL_PASSED_ON, oddity);
    }

    /** The second price is 1,900 micros for one impression, so 1.9 CPM; the bid is 2.5. */
    @ParameterizedTest
    @CsvSource({
        "google, YWJjMTIzZGVmNDU2Z2hpN7fhCuPemCAWJRxOgA, 1900000, ",
        "google, YWJjMTIzZGVmNDU2Z2hpN7fhCuPemCAWJRxOgA%3D%3D, 1900000, ",
        "google, YWJjMTIzZGVmNDU2Z2hpN7fhCuPemC32prpWWw, 2500000, PRICE_ABOVE_BID",
        "google, YWJjMTIzZGVmNDU2Z2hpN7fhCuPemCAWJRxOlA, 2500000, PRICE_NOT_DECRYPTED",
        "google, YWJjMTIzZGVmNDU2Z2hpN7fhCuPemCAWJRxO, 2500000, PRICE_UNREADABLE",
        "google, 1.5, 2500000, PRICE_UNREADABLE",
        "google, UNKNOWN, 2500000, PRICE_UNREADABLE",
        "google, ${AUCTION_PRICE}, 2500000, PRICE_NOT_FILLED",
        "google, '', 2500000, PRICE_MISSING",
        "keyless, YWJjMTIzZGVmNDU2Z2hpN7fhCuPemCAWJRxOgA, 2500000, PRICE_NOT_DECRYPTED",
        "demo, YWJjMTIzZGVmNDU2Z2hpN7fhCuPemCAWJRxOgA, 2500000, PRICE_UNREADABLE",
    })
    void shouldReadThePriceInTheExchangesEncoding(
            final String exchange, final String price, final long nanos, final NoticeOutcome oddity) {
        payload.exchangeLength = put(exchange, payload.exchange);
        receiver.receive(uri(NoticeKind.BILL) + "&p=" + price);
        assertThat(statement().spentTotalNanos()).isEqualTo(nanos);
        assertOutcomes(NoticeOutcome.BILL_PASSED_ON, oddity);
    }

    @Test
    void shouldBoundThePricesLength() {
        receiver.receive(uri(NoticeKind.BILL) + "&p=1." + "0".repeat(5_000));
        assertThat(count(NoticeOutcome.PRICE_UNREADABLE)).isEqualTo(1);
        assertThat(statement().spentTotalNanos()).isEqualTo(2_500_000);
    }

    @Test
    void shouldMultiplyAndConvertAndRoundUp() {
        payload.multiplierMicros = 1_500_001;
        payload.rateNanos = 149_123_456_789L;
        payload.campaignCurrency = CurrencyCode.of("JPY");
        payload.bidCpmMicros = 1_000_001;
        receiver.receive(uri(NoticeKind.BILL) + "&p=1.000001");
        // 1,000,001 x 1.500001 = 1,500,002.500001 -> 1,500,003; x 149.123456789 = 223,685,632.55... -> 223,685,633
        assertThat(statement().spentTotalNanos()).isEqualTo(223_685_633);
        assertThat(statement().currency()).isEqualTo("JPY");
    }

    @Test
    void shouldBookNothingForAudits() {
        assertThat(receiver.receive(uri(NoticeKind.BILL) + "&p=AUDIT")).isEqualTo(NO_CONTENT);
        assertThat(receiver.receive(uri(NoticeKind.IMPRESSION) + "&p=AUDIT")).isEqualTo(PIXEL);
        assertThat(count(NoticeOutcome.AUDIT)).isEqualTo(2);
        assertThat(account()).isEmpty();
    }

    @Test
    void shouldTakeNoPriceFromBrowsers() {
        assertThat(receiver.receive(uri(NoticeKind.CLICK) + "&p=AUDIT")).isEqualTo(REDIRECT);
        assertThat(receiver.receive(uri(NoticeKind.CONVERSION) + "&p=AUDIT")).isEqualTo(NO_CONTENT);
        assertThat(count(NoticeOutcome.AUDIT)).isZero();
        assertThat(statement().clicks()).isEqualTo(1);
        assertThat(statement().conversions()).isEqualTo(1);
    }

    @Test
    void shouldBookNothingForTestsButAnswerThem() {
        payload.test = true;
        assertThat(receiver.receive(uri(NoticeKind.BILL) + "&p=1")).isEqualTo(NO_CONTENT);
        assertThat(receiver.receive(uri(NoticeKind.IMPRESSION))).isEqualTo(PIXEL);
        assertThat(receiver.receive(uri(NoticeKind.CLICK))).isEqualTo(REDIRECT);
        assertThat(count(NoticeOutcome.TEST)).isEqualTo(3);
        assertThat(account()).isEmpty();
    }

    @Test
    void shouldCountButNotBookForAnExchangeWithoutProfile() {
        payload.exchangeLength = put("gone", payload.exchange);
        receiver.receive(uri(NoticeKind.WIN) + "&p=1");
        receiver.receive(uri(NoticeKind.BILL) + "&p=1");
        receiver.receive(uri(NoticeKind.IMPRESSION) + "&p=1");
        assertThat(count(NoticeOutcome.UNKNOWN_EXCHANGE)).isEqualTo(3);
        assertThat(statement().spentTotalNanos()).isZero();
        assertThat(statement().wins()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(NoticeKind.class)
    void shouldBookOnceHoweverOftenItComes(final NoticeKind kind) {
        for (int i = 0; i < 5; i++) {
            assertThat(receiver.receive(uri(kind) + "&p=1&r=1")).isIn(NO_CONTENT, PIXEL, REDIRECT);
        }
        final AccountStatement statement = statement();
        assertThat(statement.wins()
                        + statement.billed()
                        + statement.losses()
                        + statement.impressions()
                        + statement.clicks()
                        + statement.conversions())
                .isEqualTo(1);
        assertThat(statement.spentTotalNanos()).isEqualTo(kind == NoticeKind.BILL ? 1_000_000 : 0);
        assertThat(agent.counters().get(LedgerCounter.DUPLICATES)).isEqualTo(4);
    }

    @Test
    void shouldRefuseWhatIsNotOursWithoutSayingSo() {
        final String token = uri(NoticeKind.BILL).substring("/notice/bill?t=".length());
        assertThat(receiver.receive("/notice/win?t=" + token)).isEqualTo(NO_CONTENT);
        assertThat(receiver.receive("/notice/imp?t=" + token)).isEqualTo(NO_CONTENT);
        assertThat(receiver.receive("/notice/click?t=" + token)).isEqualTo(NOT_FOUND);
        assertThat(receiver.receive("/notice/bill?t=%")).isEqualTo(NO_CONTENT);
        assertThat(receiver.receive("/notice/bill?t=" + "A".repeat(100_000))).isEqualTo(NO_CONTENT);
        assertThat(receiver.receive("/notice/bill")).isEqualTo(NO_CONTENT);
        assertThat(receiver.receive("/notice/bill?")).isEqualTo(NO_CONTENT);
        assertThat(receiver.receive("/notice/bill?t=&p=1")).isEqualTo(NO_CONTENT);
        assertThat(receiver.receive("/notice/click?")).isEqualTo(NOT_FOUND);
        assertThat(count(NoticeOutcome.TOKEN_REFUSED)).isEqualTo(3);
        assertThat(count(NoticeOutcome.NO_TOKEN)).isEqualTo(6);
        assertThat(receiver.verdicts().get(TokenVerdict.FORGED)).isEqualTo(3);
        assertThat(account()).isEmpty();
    }

    @Test
    void shouldDecodeAnEncodedToken() {
        final String encoded =
                uri(NoticeKind.BILL).replace("t=A", "t=%41").replace("-", "%2D").replace("_", "%5f");
        receiver.receive(encoded + "&p=1");
        assertThat(statement().spentTotalNanos()).isEqualTo(1_000_000);
    }

    @Test
    void shouldCountExpiredTokens() {
        clock.update(NOW_MS + DAY_MS + 1);
        assertThat(receiver.receive(uri(NoticeKind.BILL) + "&p=1")).isEqualTo(NO_CONTENT);
        assertThat(receiver.receive(uri(NoticeKind.CLICK))).isEqualTo(REDIRECT);
        assertThat(receiver.verdicts().get(TokenVerdict.EXPIRED)).isEqualTo(1);
    }

    @Test
    void shouldWaitForRoomWhileTheRingIsFullAndLoseNothing() {
        final long accepted = fillRing();
        final NoticeRoute.WaitingNotice kept = receiver.waitingNotice();
        payload.sequence++;
        assertThat(receiver.receive(uri(NoticeKind.WIN) + "&p=")).isEqualTo(NO_CONTENT);
        assertThat(receiver.waitsFor()).isEqualTo(NoticeRoute.ROOM);
        final NoticeRoute.WaitingNotice givenUp = receiver.waitingNotice();
        assertThat(kept.offer()).isEqualTo(NoticeRoute.ROOM);
        assertThat(count(NoticeOutcome.BILL_PASSED_ON)).isEqualTo(accepted);
        assertThat(count(NoticeOutcome.LEDGER_FULL)).isZero();

        assertThat(statement().billed()).isEqualTo(accepted);
        // It is what it was, whatever came in between.
        assertThat(kept.offer()).isEqualTo(accepted + 1);
        givenUp.giveUp();
        assertThat(statement().billed()).isEqualTo(accepted + 1);
        assertThat(statement().wins()).isZero();
        assertThat(receiver.isDurable(accepted + 1)).isTrue();
        assertThat(count(NoticeOutcome.BILL_PASSED_ON)).isEqualTo(accepted + 1);
        assertThat(count(NoticeOutcome.WIN_PASSED_ON)).isZero();
        assertThat(count(NoticeOutcome.LEDGER_FULL)).isEqualTo(1);
    }

    /** Returns how many notices went in before the one that did not. */
    private long fillRing() {
        long accepted = -1;
        do {
            accepted++;
            payload.sequence++;
            assertThat(receiver.receive(uri(NoticeKind.BILL) + "&p=1")).isEqualTo(NO_CONTENT);
        } while (receiver.waitsFor() == accepted + 1);
        assertThat(receiver.waitsFor()).isEqualTo(NoticeRoute.ROOM);
        return accepted;
    }

    @Test
    void shouldWaitForNothingUnlessItWasHandedOver() {
        receiver.receive(uri(NoticeKind.BILL) + "&p=1");
        assertThat(receiver.waitsFor()).isEqualTo(1);
        assertThat(receiver.isDurable(1)).isFalse();
        receiver.receive(uri(NoticeKind.BILL) + "&p=AUDIT");
        assertThat(receiver.waitsFor()).isEqualTo(NoticeRoute.NOTHING);
        receiver.receive("/notice/bill?t=forged");
        assertThat(receiver.waitsFor()).isEqualTo(NoticeRoute.NOTHING);
        payload.test = true;
        receiver.receive(uri(NoticeKind.BILL) + "&p=1");
        assertThat(receiver.waitsFor()).isEqualTo(NoticeRoute.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "&r=102, 102, ",
        "&r=0, 0, ",
        "&r=1, 1, ",
        "&r=215, 215, ",
        "&r=500, 500, ",
        "&r=1000, 1000, ",
        "&r=9001&r=2, 9001, ",
        "&r=99999, 99999, ",
        "&r=%31%30%32, 102, ",
        "&r=0102, 102, ",
        "'', -1, LOSS_REASON_MISSING",
        "&r=, -1, LOSS_REASON_MISSING",
        "&r, -1, LOSS_REASON_MISSING",
        "&R=102, -1, LOSS_REASON_MISSING",
        "&r=${AUCTION_LOSS}, -1, LOSS_REASON_NOT_FILLED",
        "&r=%24%7BAUCTION_LOSS%7D, -1, LOSS_REASON_NOT_FILLED",
        "&r=-1, -1, LOSS_REASON_UNREADABLE",
        "&r=100000, -1, LOSS_REASON_UNREADABLE",
        "&r=1.0, -1, LOSS_REASON_UNREADABLE",
        "&r=99999999999999999999, -1, LOSS_REASON_UNREADABLE",
        "&r=LOST, -1, LOSS_REASON_UNREADABLE",
        "&r=%zz, -1, LOSS_REASON_UNREADABLE",
    })
    void shouldReadLossReasonsAndCountTheLossInAnyCase(
            final String query, final int reason, final NoticeOutcome oddity) {
        payload.exchangeLength = put("on-win", payload.exchange);
        assertThat(receiver.receive(uri(NoticeKind.LOSS) + query)).isEqualTo(NO_CONTENT);
        assertThat(statement().losses()).isEqualTo(1);
        assertThat(seen.last().lossReason()).isEqualTo(reason);
        assertThat(seen.last().exchange()).isEqualTo(1);
        assertThat(seen.last().campaignId()).isEqualTo(payload.campaignId);
        assertOutcomes(NoticeOutcome.LOSS_PASSED_ON, oddity);
    }

    @ParameterizedTest
    @CsvSource({
        "WIN, &m=1.25, 1250000, ",
        "LOSS, &m=1.25, 1250000, ",
        "LOSS, &m=0.0000001, 1, ",
        "LOSS, &m=1000000000, 1000000000000000, ",
        "LOSS, &m=0, 0, ",
        "WIN, '', 0, ",
        "WIN, &m=, 0, ",
        "WIN, &m=AUDIT, 0, ",
        "LOSS, &m=${AUCTION_MIN_TO_WIN}, 0, MIN_TO_WIN_NOT_FILLED",
        "LOSS, &m=-1, 0, MIN_TO_WIN_UNREADABLE",
        "LOSS, &m=x, 0, MIN_TO_WIN_UNREADABLE",
        "LOSS, &m=1e300, 0, MIN_TO_WIN_UNREADABLE",
        "LOSS, &m=1000000000.1, 0, MIN_TO_WIN_UNREADABLE",
        "LOSS, &m=%, 0, MIN_TO_WIN_UNREADABLE",
    })
    void shouldReadWhatWouldHaveWon(
            final NoticeKind kind, final String query, final long micros, final NoticeOutcome oddity) {
        assertThat(receiver.receive(uri(kind) + "&p=1&r=102" + query)).isEqualTo(NO_CONTENT);
        statement();
        assertThat(seen.last().minToWinCpmMicros()).isEqualTo(micros);
        assertOutcomes(kind == NoticeKind.WIN ? NoticeOutcome.WIN_PASSED_ON : NoticeOutcome.LOSS_PASSED_ON, oddity);
    }

    @Test
    void shouldPassOnTheUsersKeyAndTheAuctionsCell() {
        payload.hasUser = true;
        payload.userKeyHigh = 5;
        payload.userKeyLow = 6;
        payload.auctionCell = 40_000;
        receiver.receive(uri(NoticeKind.WIN) + "&p=1");
        statement();
        assertThat(seen.last().userKeyHigh()).isEqualTo(5);
        assertThat(seen.last().userKeyLow()).isEqualTo(6);
        assertThat(seen.last().auctionCell()).isEqualTo(40_000);
    }

    @Test
    void shouldAllocateNothingForANotice() {
        final String bill = uri(NoticeKind.BILL) + "&p=1.25";
        final String imp = uri(NoticeKind.IMPRESSION);
        final LedgerProxy wide = new LedgerProxy(1 << 26);
        final NoticeReceiver quiet = new NoticeReceiver(
                new TokenVerifier(keys(KEY_A), DAY_MS),
                List.of(profile("demo", 0, BillsOn.BILL)),
                PriceKeys.NONE,
                wide,
                TestConversions.PARTS,
                clock);
        receiveMany(quiet, bill, imp);
        assertThat(quiet.outcomes().get(NoticeOutcome.BILL_PASSED_ON)).isEqualTo(NOTICES);
        assertThat(AllocatedBytes.leastOf(4, () -> receiveMany(quiet, bill, imp)))
                .isZero();
    }

    /** One outcome, one oddity at most, and nothing else. */
    private void assertOutcomes(final NoticeOutcome only, final NoticeOutcome oddity) {
        for (final NoticeOutcome outcome : NoticeOutcome.values()) {
            final boolean expected = outcome == oddity || outcome == only;
            assertThat(count(outcome)).as(outcome.label()).isEqualTo(expected ? 1 : 0);
        }
    }

    private static void receiveMany(final NoticeReceiver receiver, final String bill, final String imp) {
        for (int i = 0; i < NOTICES; i++) {
            receiver.receive(bill);
            receiver.receive(imp);
        }
    }

    private String uri(final NoticeKind kind) {
        final String token = kind == NoticeKind.CLICK
                ? Tokens.clickToken(signer, payload, "https://shop.example/")
                : Tokens.token(signer, payload, kind);
        return "/notice/" + kind.label() + "?t=" + token;
    }

    private long count(final NoticeOutcome outcome) {
        return receiver.outcomes().get(outcome);
    }

    private Optional<AccountStatement> account() {
        final var answer = queries.ask(payload.campaignId).toCompletableFuture();
        agent.doWork();
        return answer.join();
    }

    private AccountStatement statement() {
        return account().orElseGet(() -> AccountStatement.untouched(payload.campaignId, "USD"));
    }

    private static ExchangeProfile profile(final String name, final int ordinal, final BillsOn billsOn) {
        return TestProfiles.of(name, ordinal, "billsOn: " + billsOn.name().toLowerCase(Locale.ROOT));
    }
}
