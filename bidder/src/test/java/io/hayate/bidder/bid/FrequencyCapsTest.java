package io.hayate.bidder.bid;

import static io.hayate.bidder.bid.CappedBidder.request;
import static io.hayate.bidder.campaigns.CampaignBuilder.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.audience.AudienceCounter;
import io.hayate.bidder.audience.ImpressionCounter;
import io.hayate.bidder.audience.UserIdType;
import io.hayate.bidder.bid.spend.CapCounter;
import io.hayate.bidder.bid.spend.PendingImpressions;
import io.hayate.bidder.campaigns.Bid;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CreativeBuilder;
import io.hayate.bidder.campaigns.CreativeContent.Media;
import io.hayate.bidder.campaigns.CreativeContent.Size;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.FrequencyCap.Scope;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.privacy.PrivacyPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes in, bytes out: whom capped campaigns bid for, after impressions have come through the ledger. */
class FrequencyCapsTest {
    private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);

    private static final Campaign TWICE_A_DAY =
            campaign(1).bidCpmMicros(2_000_000).cap(Scope.CAMPAIGN, 2, 24).build();

    @TempDir
    private Path folder;

    @Test
    void shouldBidUntilTheUserHasSeenTheCampaignOftenEnough() {
        try (CappedBidder bidder = new CappedBidder(folder, TWICE_A_DAY)) {
            for (int i = 0; i < 2; i++) {
                assertThat(bidder.best("u")).isEqualTo("1");
                bidder.shown("u", TWICE_A_DAY);
                bidder.passPending();
            }
            assertThat(bidder.best("u")).isEqualTo("frequency_capped");
            assertThat(bidder.best("somebody else")).isEqualTo("1");

            // The window slides: the first impression leaves it, then the second.
            bidder.pass(24 * HOUR_MS + 3 * 60_000);
            assertThat(bidder.best("u")).isEqualTo("1");
            bidder.shown("u", TWICE_A_DAY);
            bidder.passPending();
            assertThat(bidder.best("u")).isEqualTo("frequency_capped");
            bidder.pass(24 * HOUR_MS / 7);
            assertThat(bidder.best("u")).isEqualTo("1");
            assertThat(bidder.audience.agent().counters().get(AudienceCounter.IMPRESSIONS_KEPT))
                    .isEqualTo(3);
        }
    }

    @Test
    void shouldHoldEveryWindowOfACampaign() {
        final Campaign both =
                campaign(1).cap(Scope.CAMPAIGN, 1, 1).cap(Scope.CAMPAIGN, 2, 24).build();
        try (CappedBidder bidder = new CappedBidder(folder, both)) {
            bidder.shown("u", both);
            assertThat(bidder.best("u")).isEqualTo("frequency_capped");
            bidder.pass(2 * HOUR_MS);
            assertThat(bidder.best("u")).isEqualTo("1");
            bidder.shown("u", both);
            bidder.pass(2 * HOUR_MS);
            assertThat(bidder.best("u")).isEqualTo("frequency_capped");
        }
    }

    @Test
    void shouldTryTheNextCreativeWhereOneHasBeenSeen() {
        final Campaign twoCreatives = campaign(1)
                .banner(300, 250)
                .banner(300, 250)
                .cap(Scope.CREATIVE, 1, 24)
                .build();
        try (CappedBidder bidder = new CappedBidder(folder, twoCreatives)) {
            bidder.shown("u", twoCreatives, 100);
            assertThat(bidder.field(0, request("u", 1, ""), "crid")).containsExactly("101");
            bidder.passPending();
            bidder.shown("u", twoCreatives, 101);
            assertThat(bidder.best("u")).isEqualTo("frequency_capped");
        }
    }

    @Test
    void shouldCountAllThatTheAdvertiserRunsWhicheverCampaignHasTheCap() {
        final Campaign capped = campaign(1)
                .advertiser(9)
                .bidCpmMicros(3_000_000)
                .cap(Scope.ADVERTISER, 2, 24)
                .build();
        final Campaign uncapped =
                campaign(2).advertiser(9).bidCpmMicros(2_000_000).build();
        final Campaign ofAnother =
                campaign(3).advertiser(8).bidCpmMicros(1_000_000).build();
        try (CappedBidder bidder = new CappedBidder(folder, capped, uncapped, ofAnother)) {
            bidder.shown("u", uncapped);
            bidder.shown("u", ofAnother);
            assertThat(bidder.best("u")).isEqualTo("1");
            bidder.passPending();
            bidder.shown("u", uncapped);
            // The one without a cap of its own bids on.
            assertThat(bidder.best("u")).isEqualTo("2");
            bidder.passPending();

            bidder.publishInParts(capped, uncapped, ofAnother, campaign(4).build());
            assertThat(bidder.best("u")).isEqualTo("2");
            bidder.passPending();
            assertThat(bidder.best("v")).isEqualTo("1");
        }
    }

    @Test
    void shouldCountItsOwnBidsWithinARequest() {
        final Campaign fallback = campaign(2).bidCpmMicros(1_000_000).build();
        try (CappedBidder bidder = new CappedBidder(folder, TWICE_A_DAY, fallback)) {
            bidder.shown("u", TWICE_A_DAY);
            assertThat(bidder.campaigns(0, request("u", 3, ""))).containsExactly("1", "2", "2");
            bidder.passPending();
            assertThat(bidder.campaigns(0, request("v", 3, ""))).containsExactly("1", "1", "2");
        }
    }

    @Test
    void shouldCountTheSlotsOfAPodTogether() {
        final Campaign twice = campaign(1)
                .creative(new CreativeBuilder(
                                11,
                                new Media(
                                        new Size(640, 360),
                                        15,
                                        List.of("video/mp4"),
                                        "https://cdn.example/a.mp4",
                                        null,
                                        900,
                                        1,
                                        1,
                                        Media.NOT_SKIPPABLE,
                                        List.of()))
                        .build())
                .cap(Scope.CAMPAIGN, 2, 24)
                .build();
        final String slot = """
                {"id":"%d","video":{"mimes":["video/mp4"],"minduration":5,"maxduration":30,"podid":"p","w":640,"h":360}}""";
        final String pod = "{\"id\":\"r\",\"imp\":[" + slot.formatted(1) + "," + slot.formatted(2) + ","
                + slot.formatted(3) + "],\"user\":{\"buyeruid\":\"u\"}}";
        try (CappedBidder bidder = new CappedBidder(folder, twice)) {
            assertThat(bidder.campaigns(0, pod)).containsExactly("1", "1");
        }
    }

    @Test
    void shouldCountPendingBidsOfAllLoopsForSeconds() {
        try (CappedBidder bidder = new CappedBidder(folder, 3, false, PrivacyPolicy.DEFAULT, TWICE_A_DAY)) {
            assertThat(bidder.best(0, "u")).isEqualTo("1");
            assertThat(bidder.best(1, "u")).isEqualTo("1");
            assertThat(bidder.best(2, "u")).isEqualTo("frequency_capped");
            assertThat(bidder.best(2, "v")).isEqualTo("1");
            bidder.pass(PendingImpressions.PENDING_MS);
            assertThat(bidder.best(2, "u")).isEqualTo("frequency_capped");
            bidder.pass(1_000);
            assertThat(bidder.best(2, "u")).isEqualTo("1");
        }
    }

    @Test
    void shouldTakeBackWhatIsNotSent() {
        final Campaign once = campaign(1).cap(Scope.CAMPAIGN, 1, 24).build();
        try (CappedBidder bidder = new CappedBidder(folder, once)) {
            // The time is over when the answer is to be written.
            bidder.loops[0].elapsedStepNs = TimeUnit.MILLISECONDS.toNanos(99);
            assertThat(bidder.loops[0].reason(request("u", 1, ""))).isEqualTo(NoBidReason.EXPIRED_BEFORE_WRITE);
            bidder.loops[0].elapsedStepNs = 0;
            bidder.loops[0].elapsedNs = 0;
            assertThat(bidder.best("u")).isEqualTo("1");
            bidder.passPending();
            bidder.loops[0].loseCreative(100);
            assertThat(bidder.best("u")).isEqualTo("creative_unreadable");
            assertThat(bidder.pending[0].counters().get(CapCounter.PENDING_NOTED))
                    .isGreaterThan(1);
            assertThat(bidder.best("u")).isEqualTo("creative_unreadable");
        }
    }

    @Test
    void shouldDoWithoutAUserAsItIsTold() {
        final String nobody = "{\"id\":\"r\",\"imp\":[{\"id\":\"1\",\"banner\":{\"w\":300,\"h\":250}}]}";
        final String minor = request("u", 1, ",\"regs\":{\"coppa\":1}");
        final String noConsent = request("u", 1, ",\"regs\":{\"gdpr\":1}");
        try (CappedBidder bidder = new CappedBidder(folder, TWICE_A_DAY)) {
            for (final String request : List.of(nobody, minor, noConsent)) {
                assertThat(bidder.bestOf(0, request)).isEqualTo("capped_without_user");
            }
        }
        try (CappedBidder bidder =
                new CappedBidder(folder.resolve("bid"), 1, true, PrivacyPolicy.DEFAULT, TWICE_A_DAY)) {
            for (int i = 0; i < 3; i++) {
                for (final String request : List.of(nobody, minor, noConsent)) {
                    assertThat(bidder.bestOf(0, request)).isEqualTo("1");
                }
            }
            assertThat(bidder.pending[0].counters().get(CapCounter.PENDING_NOTED))
                    .as("nothing is kept of whom nobody may know")
                    .isZero();
            bidder.shown("u", TWICE_A_DAY);
            bidder.shown("u", TWICE_A_DAY);
            assertThat(bidder.best("u")).isEqualTo("frequency_capped");
            // Consent withdrawn: what was counted is not looked at.
            assertThat(bidder.bestOf(0, noConsent)).isEqualTo("1");
        }
    }

    /** An opt-out of profiles leaves the counting of impressions under ids of our own, not under those of others. */
    @Test
    void shouldCountWhereOnlyAProfileIsForbidden() {
        try (CappedBidder bidder = new CappedBidder(folder, TWICE_A_DAY)) {
            bidder.shown("u", TWICE_A_DAY);
            assertThat(bidder.bestOf(0, request("u", 1, ",\"device\":{\"lmt\":1}")))
                    .isEqualTo("1");
            bidder.shown("u", TWICE_A_DAY);
            assertThat(bidder.bestOf(0, request("u", 1, ",\"device\":{\"lmt\":1}")))
                    .isEqualTo("frequency_capped");
            assertThat(bidder.bestOf(0, """
                    {"id":"r","imp":[{"id":"1","banner":{"w":300,"h":250}}],"device":{"ifa":"x1","lmt":1}}""")).isEqualTo("capped_without_user");
        }
    }

    @Test
    void shouldNeitherCapNorCountTestRequests() {
        final Campaign once = campaign(1).cap(Scope.CAMPAIGN, 1, 24).build();
        try (CappedBidder bidder = new CappedBidder(folder, once)) {
            final String test = request("u", 2, ",\"test\":1");
            assertThat(bidder.campaigns(0, test)).containsExactly("1", "1");
            assertThat(bidder.best("u")).isEqualTo("1");
            bidder.shown("u", once);
            assertThat(bidder.best("u")).isEqualTo("frequency_capped");
            assertThat(bidder.campaigns(0, test)).containsExactly("1", "1");
        }
    }

    @Test
    void shouldCapDealsToo() {
        final Campaign once = campaign(1)
                .include(Dimension.DEAL, "d")
                .cap(Scope.CAMPAIGN, 1, 24)
                .build();
        final String request = """
                {"id":"r","imp":[{"id":"1","banner":{"w":300,"h":250},"pmp":{"deals":[{"id":"d","guar":1}]}}],
                 "user":{"buyeruid":"u"}}""";
        try (CappedBidder bidder = new CappedBidder(folder, once)) {
            assertThat(bidder.bestOf(0, request)).isEqualTo("1");
            bidder.passPending();
            bidder.shown("u", once);
            assertThat(bidder.bestOf(0, request)).isEqualTo("frequency_capped");
        }
    }

    @Test
    void shouldCountABidOnceWhicheverNoticeComesFirst() {
        try (CappedBidder bidder = new CappedBidder(folder, TWICE_A_DAY)) {
            bidder.notice(NoticeKind.WIN, 7, "u", TWICE_A_DAY, 100);
            bidder.notice(NoticeKind.BILL, 7, "u", TWICE_A_DAY, 100);
            bidder.notice(NoticeKind.IMPRESSION, 7, "u", TWICE_A_DAY, 100);
            bidder.notice(NoticeKind.IMPRESSION, 7, "u", TWICE_A_DAY, 100);
            bidder.notice(NoticeKind.CLICK, 7, "u", TWICE_A_DAY, 100);
            bidder.work();
            assertThat(bidder.best("u")).isEqualTo("1");
            bidder.passPending();
            bidder.notice(NoticeKind.IMPRESSION, 8, "u", TWICE_A_DAY, 100);
            bidder.notice(NoticeKind.BILL, 8, "u", TWICE_A_DAY, 100);
            bidder.work();
            assertThat(bidder.best("u")).isEqualTo("frequency_capped");
            assertThat(bidder.feed.counters().get(ImpressionCounter.HANDED_OVER))
                    .isEqualTo(2);
        }
    }

    @Test
    void shouldCountTheLastImpressionsOfACampaignThatIsGone() {
        final Campaign other = campaign(2).build();
        try (CappedBidder bidder = new CappedBidder(folder, other, TWICE_A_DAY)) {
            bidder.work();
            bidder.publish(other);
            bidder.shown("u", TWICE_A_DAY);
            bidder.shown("u", TWICE_A_DAY);
            bidder.publish(other, TWICE_A_DAY);
            assertThat(bidder.best("u")).isEqualTo("2");
            bidder.publish(other);
            bidder.work();
            bidder.pass(2 * HOUR_MS);
            bidder.work();
            bidder.shown("u", TWICE_A_DAY);
            assertThat(bidder.feed.counters().get(ImpressionCounter.CAMPAIGN_UNKNOWN))
                    .isOne();
        }
    }

    @Test
    void shouldForgetWhatADeletedUserHasSeen() {
        try (CappedBidder bidder = new CappedBidder(folder, TWICE_A_DAY)) {
            bidder.shown("u", TWICE_A_DAY);
            bidder.shown("u", TWICE_A_DAY);
            assertThat(bidder.best("u")).isEqualTo("frequency_capped");
            assertThat(bidder.audience
                            .apply("{\"idType\": \"buyeruid\", \"id\": \"u\", \"delete\": true}")
                            .accepted())
                    .isOne();
            assertThat(bidder.best("u")).isEqualTo("1");
        }
    }

    @Test
    void shouldKnowTheKeyWhereCapsOrConversionsAskForIt() {
        final Campaign plain = campaign(1).bidCpmMicros(1_000_000).build();
        final Campaign cpa = campaign(2)
                .bid(new Bid(Bid.Strategy.CPA, 100_000_000, 2_000_000))
                .build();
        try (CappedBidder bidder = new CappedBidder(folder, plain)) {
            final KeyWatch watch = new KeyWatch();
            bidder.loops[0].pipeline.observe(watch);
            assertThat(bidder.best("u")).isEqualTo("1");
            assertThat(watch.hasUserKey).isFalse();
            bidder.publish(plain, cpa);
            assertThat(bidder.best("u")).isEqualTo("2");
            assertThat(watch.hasUserKey).isTrue();
            assertThat(watch.followed).isTrue();
            assertThat(watch.userKeyHigh)
                    .isEqualTo(bidder.audience.key(UserIdType.BUYERUID, "u").high());
            assertThat(bidder.bestOf(0, request("u", 1, ",\"regs\":{\"coppa\":1}")))
                    .isEqualTo("2");
            assertThat(watch.hasUserKey).isFalse();
            assertThat(watch.followed).isFalse();
        }
    }

    private static final class KeyWatch implements RouteObserver {
        private boolean hasUserKey;
        private boolean followed;
        private long userKeyHigh;

        @Override
        public void onBid(final BidContext context, final int bid) {
            hasUserKey = context.hasUserKey;
            userKeyHigh = context.userKeyHigh;
            followed = context.followsUser(bid);
        }
    }
}
