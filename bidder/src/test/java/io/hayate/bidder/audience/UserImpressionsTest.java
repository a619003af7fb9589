package io.hayate.bidder.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.CampaignBuilder;
import io.hayate.bidder.campaigns.FrequencyCap;
import io.hayate.bidder.campaigns.FrequencyCap.Scope;
import io.hayate.bidder.ledger.NoticeRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what the ledger agent tells to what is kept of users. */
class UserImpressionsTest {
    private static final Campaign CAPPED = CampaignBuilder.campaign(1001)
            .advertiser(7)
            .cap(Scope.CAMPAIGN, 3, 24)
            .cap(Scope.CREATIVE, 2, 1)
            .cap(Scope.ADVERTISER, 9, 720)
            .build();

    private static final ExchangeTags EXCHANGES = new ExchangeTags(List.of("other", "demo"));
    private static final int DEMO = 1;
    private static final byte[] NAME = "u".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private static ImpressionFeed feed(final TestAudience audience, final Campaign... campaigns) {
        final ImpressionFeed feed = audience.agent.newImpressionFeed(EXCHANGES);
        feed.doWork(audience.nowMs);
        for (int i = 0; i < campaigns.length; i++) {
            feed.onCampaign(campaigns[i], i, null);
        }
        return feed;
    }

    private static void show(
            final TestAudience audience, final ImpressionFeed feed, final String user, final Campaign campaign) {
        final NoticeRecord notice = new NoticeRecord();
        final UserKey key = audience.key(UserIdType.IFA, user);
        notice.hasUser = true;
        notice.userKeyHigh = key.high();
        notice.userKeyLow = key.low();
        notice.campaignId = campaign.id();
        notice.advertiserId = campaign.advertiserId();
        notice.creativeId = campaign.creatives().get(0).id();
        notice.currency = campaign.budget().currencyCode();
        notice.noticeTimeMs = audience.nowMs;
        notice.exchange = DEMO;
        feed.onImpression(notice, null);
    }

    private static Optional<KnownUser> user(final TestAudience audience, final String id) {
        return audience.await(audience.agent.proxy().user(new UserId(UserIdType.IFA, id)));
    }

    @Test
    void shouldCountInEachWindowBesideTheSegments() {
        try (TestAudience audience = TestAudience.open(folder)) {
            final ImpressionFeed feed = feed(audience, CAPPED);
            audience.apply(TestAudience.line("ifa", "u", "auto"));
            show(audience, feed, "u", CAPPED);
            show(audience, feed, "u", CAPPED);
            show(audience, feed, "v", CAPPED);
            final KnownUser user = user(audience, "u").orElseThrow();
            assertThat(user.segments()).hasSize(1);
            assertThat(user.counters())
                    .containsExactly(
                            new KnownUser.Counter(1, 1001, 24, 2),
                            new KnownUser.Counter(2, 100100, 1, 2),
                            new KnownUser.Counter(3, 7, 720, 2));
            assertThat(user.counters())
                    .extracting(KnownUser.Counter::scopeName)
                    .containsExactly("campaign", "creative", "advertiser");
            assertThat(user.lastImpressions()).isOne();
            assertThat(user(audience, "v").orElseThrow().segments()).isEmpty();
            assertThat(audience.agent.users().count()).isEqualTo(2);

            audience.apply("{\"idType\": \"ifa\", \"id\": \"u\", \"replace\": true, \"segments\": [{\"id\": \"x\"}]}");
            assertThat(user(audience, "u").orElseThrow().counters()).hasSize(3);
            assertThat(audience.delete(UserIdType.IFA, "v")).isTrue();
            assertThat(user(audience, "v")).isEmpty();
        }
    }

    @Test
    void shouldKeepWhatWasToldLastAndFindItAfterARestart() {
        try (TestAudience audience = TestAudience.open(folder)) {
            show(audience, feed(audience, CAPPED), "u", CAPPED);
            // Not drained before the end.
        }
        try (TestAudience audience = TestAudience.open(folder)) {
            assertThat(user(audience, "u").orElseThrow().counters()).hasSize(3);
        }
    }

    @Test
    void shouldSweepWhatNoLongerCounts() {
        try (TestAudience audience = TestAudience.open(folder)) {
            final ImpressionFeed feed = feed(audience, CAPPED);
            show(audience, feed, "u", CAPPED);
            audience.pass(TimeUnit.HOURS.toMillis(40));
            assertThat(user(audience, "u").orElseThrow().counters()).hasSize(1);
            assertThat(audience.count(AudienceCounter.COUNTERS_EXPIRED)).isEqualTo(2);
            audience.moveTo(audience.nowMs + TimeUnit.DAYS.toMillis(36));
            audience.pass(TimeUnit.HOURS.toMillis(2));
            assertThat(audience.agent.users().count()).isZero();
            assertThat(audience.count(AudienceCounter.USERS_EXPIRED)).isOne();
        }
    }

    @Test
    void shouldTellOfUsersThatThereIsNoRoomFor() {
        try (TestAudience audience = TestAudience.open(folder, 1)) {
            final ImpressionFeed feed = feed(audience, CAPPED);
            show(audience, feed, "u", CAPPED);
            show(audience, feed, "v", CAPPED);
            show(audience, feed, "u", CAPPED);
            audience.agent.doWork();
            assertThat(audience.count(AudienceCounter.IMPRESSIONS_KEPT)).isEqualTo(2);
            assertThat(audience.count(AudienceCounter.IMPRESSIONS_NOT_KEPT)).isOne();
            assertThat(audience.count(AudienceCounter.USERS_OVER_LIMIT)).isOne();
        }
    }

    @Test
    void shouldDropAndCountWhatTheAudienceAgentDoesNotTakeInTime() {
        try (TestAudience audience = TestAudience.open(folder)) {
            final ImpressionFeed feed = feed(audience, CAPPED);
            final int many = 20_000;
            for (int i = 0; i < many; i++) {
                show(audience, feed, "u", CAPPED);
            }
            final long handedOver = feed.counters().get(ImpressionCounter.HANDED_OVER);
            assertThat(handedOver).isBetween(5_000L, many - 1L);
            assertThat(feed.counters().get(ImpressionCounter.DROPPED)).isEqualTo(many - handedOver);
            for (long cycles = 0; cycles <= handedOver / UserImpressions.MOST_IN_CYCLE + 2; cycles++) {
                audience.agent.doWork();
            }
            assertThat(audience.count(AudienceCounter.IMPRESSIONS_KEPT)).isEqualTo(handedOver);
            show(audience, feed, "u", CAPPED);
            assertThat(feed.counters().get(ImpressionCounter.HANDED_OVER)).isEqualTo(handedOver + 1);
        }
    }

    @Test
    void shouldCountEachWindowOfTheAdvertiserOnceAndNoMoreThanARecordHolds() {
        final Campaign[] campaigns = new Campaign[UserRecord.MAX_COUNTERS + 2];
        for (int i = 0; i < campaigns.length; i++) {
            campaigns[i] = CampaignBuilder.campaign(i + 1)
                    .advertiser(7)
                    .cap(Scope.ADVERTISER, 1, 1 + i / 2 * 2)
                    .build();
        }
        try (TestAudience audience = TestAudience.open(folder)) {
            final ImpressionFeed feed = feed(audience, campaigns);
            show(audience, feed, "u", campaigns[0]);
            assertThat(user(audience, "u").orElseThrow().counters()).hasSize(campaigns.length / 2);
            assertThat(feed.counters().get(ImpressionCounter.COUNTERS_LEFT_OUT)).isZero();
            for (int i = 0; i < campaigns.length; i++) {
                feed.onCampaign(
                        CampaignBuilder.campaign(i + 1)
                                .advertiser(7)
                                .cap(Scope.ADVERTISER, 1, 100 + i)
                                .build(),
                        i,
                        null);
            }
            show(audience, feed, "v", campaigns[0]);
            assertThat(user(audience, "v").orElseThrow().counters()).hasSize(UserRecord.MAX_COUNTERS);
            assertThat(feed.counters().get(ImpressionCounter.COUNTERS_LEFT_OUT)).isEqualTo(2);
        }
    }

    @Test
    void shouldFindTheLastImpressionOfAUser() {
        try (TestAudience audience = TestAudience.open(folder)) {
            final ImpressionFeed feed = feed(audience, CAPPED);
            final LastImpressions last =
                    new LastImpressions(audience.agent.users().newReader(), TestAudience.SECRET, EXCHANGES);
            final LastImpression found = new LastImpression();
            assertThat(last.find(UserIdType.IFA, NAME, 0, 1, 7, audience.nowMs, found))
                    .isFalse();
            show(audience, feed, "u", CAPPED);
            audience.agent.doWork();
            assertThat(last.find(UserIdType.IFA, NAME, 0, 1, 7, audience.nowMs, found))
                    .isTrue();
            assertThat(found.campaignId).isEqualTo(1001);
            assertThat(last.exchange(found)).isEqualTo(DEMO);
            // Another start, with other profiles.
            assertThat(new ExchangeTags(List.of("demo")).ordinal(found.exchangeTag))
                    .isZero();
            assertThat(new ExchangeTags(List.of("new")).ordinal(found.exchangeTag))
                    .isEqualTo(ExchangeTags.NO_EXCHANGE);
            assertThat(last.find(UserIdType.IFA, NAME, 0, 1, 8, audience.nowMs, found))
                    .isFalse();
            assertThat(last.find(UserIdType.BUYERUID, NAME, 0, 1, 7, audience.nowMs, found))
                    .isFalse();
            assertThat(last.find(UserIdType.IFA, NAME, 0, 1, 7, audience.nowMs + LastImpression.KEPT_MS, found))
                    .isFalse();
            assertThat(last.find(UserIdType.IFA, new byte[600], 0, 600, 7, audience.nowMs, found))
                    .isFalse();
        }
    }

    @Test
    void shouldTellTheHoursOfEveryWindow() {
        for (int hours = 1; hours <= 720; hours++) {
            final int partMinutes = new FrequencyCap(Scope.CAMPAIGN, 1, hours).partMinutes();
            assertThat(FrequencyCap.hoursOf(partMinutes)).isEqualTo(hours);
            assertThat(partMinutes * 7).isBetween(hours * 60, hours * 60 + 6);
        }
    }
}
