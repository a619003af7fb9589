package io.hayate.bidder.bid;

import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.audience.TestAudience;
import io.hayate.bidder.audience.UserKeys;
import io.hayate.bidder.audience.UserLookupOutcome;
import io.hayate.bidder.bid.gate.SupplyPolicy;
import io.hayate.bidder.bid.identify.PermittedUserData;
import io.hayate.bidder.bid.identify.UserFinder;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.Targeting;
import io.hayate.bidder.privacy.PrivacyPolicy;
import io.hayate.bidder.privacy.TcStrings;
import io.hayate.bidder.privacy.TcfRegistration;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes in, bytes out: which users are found, by which id, and that privacy keeps the map untouched. */
class KnownUsersTest {
    private static final PrivacyPolicy REGISTERED =
            new PrivacyPolicy(new TcfRegistration(TcStrings.VENDOR, 0b1111, 0b10, 0b10), false);

    private static final Campaign ANYBODY = campaign(1).bidCpmMicros(100_000).build();

    private static final Campaign FOR_AUTO = campaign(2)
            .bidCpmMicros(500_000)
            .segments(new Targeting.Segments(List.of(List.of("auto"), List.of("jp-30s", "jp-40s")), List.of()))
            .build();

    private static final Campaign NOT_FOR_CUSTOMERS = campaign(3)
            .bidCpmMicros(300_000)
            .segments(new Targeting.Segments(List.of(), List.of("customer")))
            .build();

    @TempDir
    private Path folder;

    private TestAudience audience;
    private UserFinder finder;
    private PipelineFixture bidder;

    @BeforeEach
    void open() {
        audience = TestAudience.open(folder);
        finder = new UserFinder(
                audience.agent().users().newReader(),
                audience.secret(),
                List.of("ids.example", "other.example"),
                List.of(PipelineFixture.DEMO));
        bidder = new PipelineFixture(
                PipelineFixture.DEMO,
                "https://track.example",
                REGISTERED,
                SupplyPolicy.DEFAULT,
                new PermittedUserData(finder),
                ANYBODY,
                FOR_AUTO,
                NOT_FOR_CUSTOMERS);
    }

    @AfterEach
    void close() {
        bidder.close();
        audience.close();
    }

    private void known(final String type, final String id, final String... segments) {
        final StringBuilder list = new StringBuilder();
        for (final String segment : segments) {
            list.append(list.length() == 0 ? "" : ",")
                    .append("{\"id\": \"")
                    .append(segment)
                    .append("\"}");
        }
        assertThat(audience.apply(
                                "{\"idType\": \"" + type + "\", \"id\": \"" + id + "\", \"segments\": [" + list + "]}")
                        .accepted())
                .isEqualTo(1);
    }

    private static String request(final String user, final String device, final String regs) {
        return """
                {"id": "r", "imp": [{"id": "i", "banner": {"w": 300, "h": 250}}],
                 "user": {%s}, "device": {%s}, "regs": {%s}}""".formatted(user, device, regs);
    }

    /** The campaign that bids. */
    private String best(final String user, final String device, final String regs) {
        return bidder.answer(request(user, device, regs))
                .at("/seatbid/0/bid/0/cid")
                .asText();
    }

    private long count(final UserLookupOutcome outcome) {
        return finder.lookups().get(outcome);
    }

    private long lookups() {
        return count(UserLookupOutcome.FOUND)
                + count(UserLookupOutcome.UNKNOWN)
                + count(UserLookupOutcome.TIMED_OUT)
                + count(UserLookupOutcome.UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            buyeruid          | X1 | "buyeruid": "X1"                                                            | ''
            buyeruid          | 77 | "buyeruid": 77                                                              | ''
            ifa               | AB | ''                                                                          | "ifa": "ab"
            eid:ids.example   | X1 | "eids": [{"source": "IDS.example", "uids": [{"id": "X1"}]}]                 | ''
            eid:ids.example   | X1 | "ext": {"eids": [{"source": "ids.example", "uids": [{}, {"id": "X1"}]}]}    | ''
            eid:other.example | X1 | "eids": [{"source": "x.example", "uids": [{"id": "1"}]}, {"source": "other.example", "uids": [{"id": "X1"}]}] | ''
            exchange:demo     | X1 | "id": "X1"                                                                  | "ifa": "0000-00"
            exchange:demo     | 日 | "id": "\\u65e5"                                                             | ''
            """)
    void shouldFindAUserByEachKindOfId(final String type, final String id, final String user, final String device) {
        known(type, id, "auto", "jp-30s");
        assertThat(best(user, device, "")).isEqualTo("2");
        assertThat(count(UserLookupOutcome.FOUND)).isEqualTo(1);
        assertThat(best("\"id\": \"somebody else\"", "", "")).isEqualTo("3");
        assertThat(count(UserLookupOutcome.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void shouldLookUpTheFirstIdOnly() {
        known("exchange:demo", "e", "auto", "jp-30s");
        known("ifa", "i", "auto", "jp-30s");
        assertThat(best("\"id\": \"e\", \"buyeruid\": \"unknown\"", "\"ifa\": \"i\"", ""))
                .isEqualTo("3");
        assertThat(lookups()).isEqualTo(1);
        assertThat(best("\"id\": \"e\"", "\"ifa\": \"i\"", "")).isEqualTo("2");
        assertThat(lookups()).isEqualTo(2);
    }

    @Test
    void shouldPreferTheFirstOfTheConfiguredSources() {
        known("eid:ids.example", "1", "auto", "jp-30s");
        final String other = "{\"source\": \"other.example\", \"uids\": [{\"id\": \"2\"}]}";
        final String ids = "{\"source\": \"ids.example\", \"uids\": [{\"id\": \"1\"}]}";
        assertThat(best("\"eids\": [" + other + "," + ids + "]", "", "")).isEqualTo("2");
    }

    @Test
    void shouldJoinOurSegmentsWithTheRequests() {
        known("buyeruid", "u", "auto");
        final String data = ", \"data\": [{\"segment\": [{\"id\": \"jp-40s\"}]}]";
        assertThat(best("\"buyeruid\": \"u\"", "", "")).isEqualTo("3");
        assertThat(best("\"buyeruid\": \"u\"" + data, "", "")).isEqualTo("2");
        assertThat(best("\"buyeruid\": \"x\"" + data, "", "")).isEqualTo("3");
    }

    @Test
    void shouldKeepAwayWhomACampaignExcludes() {
        known("buyeruid", "u", "customer");
        assertThat(best("\"buyeruid\": \"u\"", "", "")).isEqualTo("1");
    }

    @Test
    void shouldNotBidOnSegmentsThatAreOverOrOnUsersWhoAreDeleted() {
        final String now = Long.toString(PipelineFixture.NOW_MS / 1000);
        final String user = "{\"idType\": \"buyeruid\", \"id\": \"u\", \"segments\": [{\"id\": \"jp-30s\"}, "
                + "{\"id\": \"auto\", \"expires\": ";
        audience.apply(user + (Long.parseLong(now) + 1) + "}]}");
        assertThat(best("\"buyeruid\": \"u\"", "", "")).isEqualTo("2");
        audience.apply(user + now + "}]}");
        assertThat(best("\"buyeruid\": \"u\"", "", "")).isEqualTo("3");
        audience.apply(user + "null}]}");
        assertThat(best("\"buyeruid\": \"u\"", "", "")).isEqualTo("2");
        audience.apply("{\"idType\": \"buyeruid\", \"id\": \"u\", \"delete\": true}");
        known("buyeruid", "other", "auto");
        assertThat(best("\"buyeruid\": \"u\"", "", "")).isEqualTo("3");
    }

    /** What each signal leaves: an id of ours or the exchange's, one that others know as well, or none. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "coppa": 1                          | ''
            "us_privacy": "1YYN"                | ''
            "ext": {"gpc": "1"}                 | ''
            "gdpr": 1                           | ''
            ''                                  | "lmt": 1
            ''                                  | "dnt": 1
            """)
    void shouldNotTouchTheMapWherePrivacyForbids(final String regs, final String device) {
        known("buyeruid", "u", "auto", "jp-30s");
        known("ifa", "i", "auto", "jp-30s");
        known("exchange:demo", "e", "auto", "jp-30s");
        final String more = device.isEmpty() ? "" : ", " + device;
        for (final String user : List.of("\"buyeruid\": \"u\"", "\"id\": \"e\"", "\"x\": 1")) {
            assertThat(best(user, "\"ifa\": \"i\"" + more, regs)).isEqualTo("3");
        }
        assertThat(lookups()).isZero();
        assertThat(count(UserLookupOutcome.REFUSED_BY_PRIVACY)).isEqualTo(3);
    }

    @Test
    void shouldObeyConsentStrings() {
        known("buyeruid", "u", "auto", "jp-30s");
        final String user = "\"buyeruid\": \"u\", \"consent\": \"";
        assertThat(best(user + TcStrings.consent().encode() + "\"", "", "\"gdpr\": 1"))
                .isEqualTo("2");
        assertThat(lookups()).isEqualTo(1);
        final String noStorage = TcStrings.consent()
                .clearPurposesConsent()
                .addPurposesConsent(2)
                .addPurposesConsent(3)
                .addPurposesConsent(4)
                .encode();
        assertThat(best(user + noStorage + "\"", "", "\"gdpr\": 1")).isEqualTo("3");
        final String noProfile = TcStrings.consent()
                .clearPurposesConsent()
                .addPurposesConsent(1)
                .addPurposesConsent(2)
                .encode();
        assertThat(best(user + noProfile + "\"", "", "\"gdpr\": 1")).isEqualTo("3");
        assertThat(lookups()).isEqualTo(1);
        assertThat(count(UserLookupOutcome.REFUSED_BY_PRIVACY)).isEqualTo(2);
    }

    @Test
    void shouldCountRequestsWithoutAnIdAndWithOneTooLong() {
        known("buyeruid", "u", "auto");
        best("", "", "");
        best("\"buyeruid\": \"\", \"id\": null", "\"ifa\": \"00000000-0000-0000-0000-000000000000\"", "");
        assertThat(count(UserLookupOutcome.NO_ID)).isEqualTo(2);
        best("\"id\": \"" + "x".repeat(UserKeys.MAX_ID_BYTES + 1) + "\"", "", "");
        assertThat(count(UserLookupOutcome.ID_TOO_LONG)).isEqualTo(1);
        assertThat(lookups()).isZero();
    }

    @Test
    void shouldLookNobodyUpWhileNobodyAsksOrIsKnown() {
        best("\"buyeruid\": \"u\"", "", "");
        assertThat(lookups()).isZero();
        known("buyeruid", "u", "auto", "jp-30s");
        bidder.publish(ANYBODY);
        best("\"buyeruid\": \"u\"", "", "");
        assertThat(lookups()).isZero();
        bidder.publish(ANYBODY, FOR_AUTO);
        assertThat(best("\"buyeruid\": \"u\"", "", "")).isEqualTo("2");
        assertThat(lookups()).isEqualTo(1);
    }
}
