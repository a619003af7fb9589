package io.hayate.bidder.notices.receive;

import static io.hayate.bidder.bid.accept.NoticeRoute.NoticeAnswer.NO_CONTENT;
import static io.hayate.bidder.bid.accept.NoticeRoute.NoticeAnswer.REDIRECT;
import static io.hayate.bidder.notices.receive.TestConversions.ADVERTISER;
import static io.hayate.bidder.notices.receive.TestConversions.AUTHORIZATION;
import static io.hayate.bidder.notices.token.Tokens.DAY_MS;
import static io.hayate.bidder.notices.token.Tokens.KEY_A;
import static io.hayate.bidder.notices.token.Tokens.KEY_B;
import static io.hayate.bidder.notices.token.Tokens.NOW_MS;
import static io.hayate.bidder.notices.token.Tokens.keys;
import static io.hayate.bidder.notices.token.Tokens.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.LiveIndex;
import io.hayate.bidder.exchanges.PriceKeys;
import io.hayate.bidder.exchanges.TestProfiles;
import io.hayate.bidder.ledger.BudgetLane;
import io.hayate.bidder.ledger.LedgerAgent;
import io.hayate.bidder.ledger.LedgerProxy;
import io.hayate.bidder.ledger.LedgerQueries;
import io.hayate.bidder.ledger.NoticeRecord;
import io.hayate.bidder.notices.receive.SeenNotices.Seen;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import io.hayate.bidder.notices.token.TokenSigner;
import io.hayate.bidder.notices.token.TokenVerdict;
import io.hayate.bidder.notices.token.TokenVerifier;
import io.hayate.bidder.notices.token.Tokens;
import java.util.List;
import org.agrona.concurrent.CachedEpochClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionReceiverTest {
    private static final String VIEW = "/notice/conversion?" + TestConversions.USER + "&advertiser=" + ADVERTISER;

    private final CachedEpochClock clock = new CachedEpochClock();
    private final TokenSigner signer = new TokenSigner(keys(KEY_A));
    private final LedgerProxy ledger = new LedgerProxy();
    private final LedgerAgent agent = new LedgerAgent(
            1, new LiveIndex(1), 0, List.of(new BudgetLane()), List.of(ledger), new LedgerQueries(), DAY_MS, clock);
    private final SeenNotices seen = new SeenNotices();
    private final NoticeReceiver receiver = receiver(TestConversions.PARTS);
    private final NoticePayload payload = Tokens.payload();

    @BeforeEach
    void setUp() {
        clock.update(NOW_MS);
        agent.add(seen);
    }

    /** From the click to the order: the id comes out of the redirect, as a landing page has it. */
    @Test
    void shouldCountTheOrderOfAClickForItsCampaign() {
        final String click =
                "/notice/click?t=" + Tokens.clickToken(signer, payload, "https://shop.example/?cid=${CLICK_ID}&x=1");
        assertThat(receiver.receive(click)).isEqualTo(REDIRECT);
        final String landingPage = receiver.landingPage();
        assertThat(landingPage).matches("https://shop\\.example/\\?cid=[A-Za-z0-9_-]+&x=1");
        final String clickId = landingPage.replaceAll(".*cid=([^&]+).*", "$1");
        clock.update(NOW_MS + 29 * DAY_MS);

        assertThat(receiver.receive("/notice/conversion?t=" + clickId + "&o=A-1&v=49.90&c=USD"))
                .isEqualTo(NO_CONTENT);

        final Seen conversion = lastSeen();
        assertThat(conversion.kind()).isEqualTo(NoticeKind.CONVERSION);
        assertThat(conversion.viewThrough()).isFalse();
        assertThat(conversion.booked()).isFalse();
        assertThat(conversion.campaignId()).isEqualTo(payload.campaignId);
        assertThat(conversion.ordinal()).isEqualTo(payload.campaignOrdinal);
        assertThat(conversion.exchange()).isZero();
        assertThat(conversion.bidTimeMs()).isEqualTo(NOW_MS);
        assertThat(conversion.noticeTimeMs()).isEqualTo(NOW_MS + 29 * DAY_MS);
        assertThat(conversion.valueNanos()).isEqualTo(49_900_000_000L);
        assertThat(conversion.orderHash()).isNotZero();
        assertThat(count(NoticeOutcome.CONVERSION_PASSED_ON)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0, ",
        "&v=, 0, ",
        "&v=0, 0, ",
        "&v=12.5, 12500000000, ",
        "&v=12.5&c=USD, 12500000000, ",
        "&v=12.5&c=usd, 12500000000, ",
        "&v=12.5&c=, 12500000000, ",
        "&v=1e3, 1000000000000, ",
        "&v=0.0000001, 1000, ",
        "&v=1500&c=JPY, 10000000000, ",
        "&v=1&c=JPY, 6666000, ",
        "&v=1000000000, 1000000000000000000, ",
        "&v=1000000000&c=JPY, 6666666666666000, ",
        "&v=1&v=2, 1000000000, ",
        "&v=1%2E5, 1500000000, ",
        "&v=-1, 0, VALUE_UNREADABLE",
        "&v=x, 0, VALUE_UNREADABLE",
        "'&v=1,50', 0, VALUE_UNREADABLE",
        "&v=${VALUE}, 0, VALUE_UNREADABLE",
        "&v=%zz, 0, VALUE_UNREADABLE",
        "&v=1000000000.1, 0, VALUE_TOO_LARGE",
        "&v=99999999999999999999999999, 0, VALUE_TOO_LARGE",
        "&v=1e999999999, 0, VALUE_TOO_LARGE",
        "&v=1000000000.1&c=JPY, 0, VALUE_TOO_LARGE",
        "&v=1e999999999&c=JPY, 0, VALUE_TOO_LARGE",
        "&v=1&c=EUR, 0, VALUE_NOT_CONVERTED",
        "&v=1&c=XYZ, 0, VALUE_NOT_CONVERTED",
        "&v=1&c=US, 0, VALUE_NOT_CONVERTED",
        "&v=1&c=${CURRENCY}, 0, VALUE_NOT_CONVERTED",
        "&v=1&c=%, 0, VALUE_NOT_CONVERTED",
        "&c=EUR, 0, ",
    })
    void shouldReadTheValueInTheCampaignsCurrency(
            final String query, final long valueNanos, final NoticeOutcome oddity) {
        assertThat(receiver.receive(conversion("&o=1" + query))).isEqualTo(NO_CONTENT);
        assertThat(lastSeen().valueNanos()).isEqualTo(valueNanos);
        assertThat(lastSeen().currency()).isEqualTo(CurrencyCode.USD);
        assertOutcomes(NoticeOutcome.CONVERSION_PASSED_ON, oddity);
    }

    @Test
    void shouldConvertIntoTheCampaignsCurrencyAlsoWhereTheBidWasInAnother() {
        payload.campaignCurrency = CurrencyCode.of("JPY");
        payload.rateNanos = 150_000_000_000L;
        receiver.receive(conversion("&o=1&v=2&c=USD"));
        assertThat(lastSeen().valueNanos()).isEqualTo(300_000_000_000L);
        payload.sequence++;
        receiver.receive(conversion("&o=2&v=2"));
        assertThat(lastSeen().valueNanos()).isEqualTo(2_000_000_000L);
        payload.sequence++;
        receiver.receive(conversion("&o=3&v=10000000&c=USD"));
        assertThat(lastSeen().valueNanos()).as("a billion and a half yen").isZero();
        assertThat(count(NoticeOutcome.VALUE_TOO_LARGE)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', ",
        "&o=, ",
        "&o=${ORDER_ID}, ORDER_UNREADABLE",
        "&o=%24%7BORDER_ID%7D, ORDER_UNREADABLE",
        "&o={{order_id}}, ORDER_UNREADABLE",
        "&o=%, ORDER_UNREADABLE",
        "&o=%zz, ORDER_UNREADABLE",
        "LONG, ORDER_UNREADABLE",
    })
    void shouldCountWithoutOrderWhatHasNoneThatCanBeTold(final String query, final NoticeOutcome oddity) {
        final String tooLong = "&o=" + "x".repeat(ConversionReader.MAX_ORDER_BYTES + 1);
        assertThat(receiver.receive(conversion(query.replace("LONG", tooLong)))).isEqualTo(NO_CONTENT);
        assertThat(lastSeen().orderHash()).isZero();
        assertOutcomes(NoticeOutcome.CONVERSION_PASSED_ON, oddity);
    }

    @Test
    void shouldTellOrdersOfAnAdvertiserApartAndNothingElse() {
        final long first = orderHash("A-1", 7);
        assertThat(orderHash("A-2", 7)).isNotEqualTo(first);
        assertThat(orderHash("A-1", 8)).isNotEqualTo(first);
        assertThat(orderHash("a-1", 7)).isNotEqualTo(first);
        assertThat(orderHash("x".repeat(ConversionReader.MAX_ORDER_BYTES), 7)).isNotZero();
        final int orders = seen.all.size();
        orderHash("%41-1", 7);
        assertThat(seen.all).as("the ledger has had this order").hasSize(orders);
        assertThat(new OrderHash(new byte[] {1}).hash(7, new byte[] {'A', '-', '1'}, 3))
                .as("under another key")
                .isNotEqualTo(first);
        // The same order again, of another click of another campaign, and of a change of keys since.
        final NoticeReceiver after = new NoticeReceiver(
                new TokenVerifier(keys(KEY_B + "," + KEY_A), DAY_MS),
                List.of(TestProfiles.DEMO),
                PriceKeys.NONE,
                ledger,
                TestConversions.PARTS,
                clock);
        payload.sequence++;
        payload.campaignId++;
        payload.advertiserId = 7;
        after.receive("/notice/conversion?o=A-1&t=" + Tokens.clickId(new TokenSigner(keys(KEY_B)), payload, NOW_MS));
        after.receive(VIEW + "&o=A-1", AUTHORIZATION);
        agent.doWork();
        assertThat(after.outcomes().get(NoticeOutcome.CONVERSION_PASSED_ON)).isEqualTo(1);
        assertThat(after.outcomes().get(NoticeOutcome.VIEW_THROUGH_PASSED_ON)).isEqualTo(1);
        assertThat(seen.all).hasSize(orders);
    }

    @Test
    void shouldGiveTestsAnIdAndBookNothing() {
        payload.test = true;
        assertThat(receiver.receive(
                        "/notice/click?t=" + Tokens.clickToken(signer, payload, "https://a.example/${CLICK_ID}")))
                .isEqualTo(REDIRECT);
        final String clickId = receiver.landingPage().substring("https://a.example/".length());
        assertThat(receiver.receive("/notice/conversion?t=" + clickId + "&o=1&v=1"))
                .isEqualTo(NO_CONTENT);
        assertThat(count(NoticeOutcome.TEST)).isEqualTo(2);
        agent.doWork();
        assertThat(seen.all).isEmpty();
    }

    @Test
    void shouldRefuseIdsThatAreOldForgedOrOfAnotherKind() {
        final String id = Tokens.clickId(signer, payload, NOW_MS - 30 * DAY_MS - 1);
        assertThat(receiver.receive("/notice/conversion?t=" + id + "&o=1")).isEqualTo(NO_CONTENT);
        assertThat(receiver.verdicts().get(TokenVerdict.EXPIRED)).isEqualTo(1);
        for (final NoticeKind kind : List.of(NoticeKind.WIN, NoticeKind.BILL, NoticeKind.LOSS, NoticeKind.IMPRESSION)) {
            receiver.receive("/notice/conversion?o=1&t=" + Tokens.token(signer, payload, kind));
        }
        receiver.receive("/notice/conversion?o=1&t=" + Tokens.clickToken(signer, payload, "https://a.example/"));
        final String fresh = Tokens.clickId(signer, payload, NOW_MS);
        receiver.receive("/notice/imp?t=" + fresh);
        receiver.receive("/notice/bill?p=1&t=" + fresh);
        assertThat(receiver.verdicts().get(TokenVerdict.FORGED)).isEqualTo(7);
        receiver.receive("/notice/conversion?o=1&t=${CLICK_ID}");
        assertThat(receiver.verdicts().get(TokenVerdict.MALFORMED)).isEqualTo(1);
        assertThat(count(NoticeOutcome.TOKEN_REFUSED)).isEqualTo(9);
        agent.doWork();
        assertThat(seen.all).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/notice/conversion",
                "/notice/conversion?",
                "/notice/conversion?o=1",
                "/notice/conversion?t=&o=1"
            })
    void shouldCountWhatNamesNoClick(final String uri) {
        assertThat(receiver.receive(uri, AUTHORIZATION)).isEqualTo(NO_CONTENT);
        assertOutcomes(NoticeOutcome.NO_TOKEN, null);
    }

    @Test
    void shouldBookAViewThroughConversionOnTheLastImpression() {
        assertThat(receiver.receive(VIEW + "&o=A-9&v=3000&c=JPY", AUTHORIZATION))
                .isEqualTo(NO_CONTENT);
        final Seen conversion = lastSeen();
        assertThat(conversion.viewThrough()).isTrue();
        assertThat(conversion.campaignId()).isEqualTo(TestConversions.CAMPAIGN);
        assertThat(conversion.ordinal()).isEqualTo(NoticeRecord.NO_ORDINAL);
        assertThat(conversion.creativeId()).isEqualTo(9002);
        assertThat(conversion.exchange()).isEqualTo(1);
        assertThat(conversion.bidTimeMs()).isEqualTo(TestConversions.SEEN_MS);
        assertThat(conversion.noticeTimeMs()).isEqualTo(NOW_MS);
        assertThat(conversion.valueNanos()).isEqualTo(20_000_000_000L);
        assertThat(conversion.orderHash()).isEqualTo(orderHash("A-9", ADVERTISER));
        assertThat(conversion.booked()).isFalse();
        assertThat(count(NoticeOutcome.VIEW_THROUGH_PASSED_ON)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer let-me-in, VIEW_THROUGH_PASSED_ON",
        "bearer let-me-in, VIEW_THROUGH_PASSED_ON",
        ", VIEW_THROUGH_NOT_AUTHORIZED",
        "'', VIEW_THROUGH_NOT_AUTHORIZED",
        "Bearer, VIEW_THROUGH_NOT_AUTHORIZED",
        "Bearer let-me-in-please, VIEW_THROUGH_NOT_AUTHORIZED",
        "Bearer let-me, VIEW_THROUGH_NOT_AUTHORIZED",
        "Basic let-me-in, VIEW_THROUGH_NOT_AUTHORIZED",
        "let-me-in, VIEW_THROUGH_NOT_AUTHORIZED",
    })
    void shouldTakeViewThroughConversionsOnlyWithTheAdminToken(
            final String authorization, final NoticeOutcome outcome) {
        assertThat(receiver.receive(VIEW + "&o=1", authorization)).isEqualTo(NO_CONTENT);
        assertOutcomes(outcome, null);
    }

    @Test
    void shouldTakeNoneWhereThereIsNoAdminToken() {
        final NoticeReceiver open = receiver(TestConversions.parts(null));
        assertThat(open.receive(VIEW + "&o=1", AUTHORIZATION)).isEqualTo(NO_CONTENT);
        assertThat(open.receive(VIEW + "&o=1", null)).isEqualTo(NO_CONTENT);
        assertThat(open.outcomes().get(NoticeOutcome.VIEW_THROUGH_OFF)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "idType=ifa&id=u-1&advertiser=7, VIEW_THROUGH_INCOMPLETE",
        "idType=ifa&id=u-1&advertiser=7&o=, VIEW_THROUGH_INCOMPLETE",
        "idType=ifa&id=u-1&advertiser=7&o=${ORDER}, VIEW_THROUGH_INCOMPLETE",
        "idType=ifa&id=u-1&o=1, VIEW_THROUGH_INCOMPLETE",
        "idType=ifa&id=u-1&advertiser=&o=1, VIEW_THROUGH_INCOMPLETE",
        "idType=ifa&id=u-1&advertiser=0&o=1, VIEW_THROUGH_INCOMPLETE",
        "idType=ifa&id=u-1&advertiser=-7&o=1, VIEW_THROUGH_INCOMPLETE",
        "idType=ifa&id=u-1&advertiser=9999999999999999999&o=1, VIEW_THROUGH_INCOMPLETE",
        "idType=ifa&advertiser=7&o=1, VIEW_THROUGH_INCOMPLETE",
        "idType=ifa&id=%zz&advertiser=7&o=1, VIEW_THROUGH_INCOMPLETE",
        "id=u-1&advertiser=7&o=1, VIEW_THROUGH_INCOMPLETE",
        "idType=cookie&id=u-1&advertiser=7&o=1, VIEW_THROUGH_INCOMPLETE",
        "t=&idType=ifa&id=u-1&advertiser=7&o=1, VIEW_THROUGH_PASSED_ON",
        "t=x&idType=ifa&id=u-1&advertiser=7&o=1, TOKEN_REFUSED",
        "idType=ifa&id=u-2&advertiser=7&o=1, VIEW_THROUGH_WITHOUT_IMPRESSION",
        "idType=ifa&id=u-1&advertiser=8&o=1, VIEW_THROUGH_WITHOUT_IMPRESSION",
        "idType=buyeruid&id=u-1&advertiser=7&o=1, VIEW_THROUGH_WITHOUT_IMPRESSION",
        "idType=eid%3Ax.example&id=u-1&advertiser=7&o=1, VIEW_THROUGH_WITHOUT_IMPRESSION",
    })
    void shouldNeedAUserAnAdvertiserAnOrderAndAnImpression(final String query, final NoticeOutcome outcome) {
        assertThat(receiver.receive("/notice/conversion?" + query, AUTHORIZATION))
                .isEqualTo(NO_CONTENT);
        assertOutcomes(outcome, null);
    }

    @Test
    void shouldCountNothingMoreThanADayAfterTheImpression() {
        clock.update(TestConversions.SEEN_MS + DAY_MS);
        receiver.receive(VIEW + "&o=1", AUTHORIZATION);
        clock.update(TestConversions.SEEN_MS + DAY_MS + 1);
        receiver.receive(VIEW + "&o=2", AUTHORIZATION);
        assertThat(count(NoticeOutcome.VIEW_THROUGH_PASSED_ON)).isEqualTo(1);
        assertThat(count(NoticeOutcome.VIEW_THROUGH_WITHOUT_IMPRESSION)).isEqualTo(1);
    }

    /** The exchange is known by the profiles of today, as for every other notice. */
    @Test
    void shouldCountTheConversionOfAnExchangeWithoutProfile() {
        payload.exchangeLength = put("gone", payload.exchange);
        receiver.receive(conversion("&o=1"));
        assertThat(lastSeen().exchange()).isEqualTo(NoticeRecord.NO_EXCHANGE);
        assertOutcomes(NoticeOutcome.CONVERSION_PASSED_ON, NoticeOutcome.UNKNOWN_EXCHANGE);
    }

    private NoticeReceiver receiver(final ConversionParts parts) {
        return new NoticeReceiver(
                new TokenVerifier(keys(KEY_A), DAY_MS),
                List.of(TestProfiles.DEMO, TestProfiles.of("second", 1, "seat: x")),
                PriceKeys.NONE,
                ledger,
                parts,
                clock);
    }

    private long orderHash(final String order, final long advertiserId) {
        payload.sequence++;
        payload.advertiserId = advertiserId;
        receiver.receive(conversion("&o=" + order));
        return lastSeen().orderHash();
    }

    private String conversion(final String query) {
        return "/notice/conversion?t=" + Tokens.clickId(signer, payload, NOW_MS) + query;
    }

    private Seen lastSeen() {
        agent.doWork();
        return seen.last();
    }

    private long count(final NoticeOutcome outcome) {
        return receiver.outcomes().get(outcome);
    }

    private void assertOutcomes(final NoticeOutcome only, final NoticeOutcome oddity) {
        for (final NoticeOutcome outcome : NoticeOutcome.values()) {
            final boolean expected = outcome == oddity || outcome == only;
            assertThat(count(outcome)).as(outcome.label()).isEqualTo(expected ? 1 : 0);
        }
    }
}
