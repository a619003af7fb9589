package io.hayate.bidder.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.FrequencyCap;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.openhft.chronicle.bytes.Bytes;
import org.junit.jupiter.api.Test;

class UserRecordTest {
    private static final long NOW_SECONDS = 1_767_589_200L;
    private static final int LATER = (int) (NOW_SECONDS + 1);
    private static final int PAST = (int) NOW_SECONDS;

    private final UserRecord user = new UserRecord();

    @Test
    void shouldLieInBytesAsDocumented() {
        user.put(7, LATER);
        user.put(0x01020304, UserRecord.NEVER);
        final ByteBuffer bytes = ByteBuffer.wrap(user.bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(user.lengthBytes()).isEqualTo(8 + 2 * 8);
        assertThat(bytes.get(0)).isEqualTo((byte) 1);
        assertThat(bytes.getShort(2)).isEqualTo((short) 2);
        assertThat(bytes.getShort(4)).isZero();
        assertThat(bytes.getInt(8)).isEqualTo(7);
        assertThat(bytes.getInt(12)).isEqualTo(LATER);
        assertThat(bytes.getInt(16)).isEqualTo(0x01020304);
        assertThat(bytes.getInt(20)).isEqualTo(-1);
    }

    @Test
    void shouldReadWhatWasWritten() {
        user.put(7, LATER);
        user.put(9, UserRecord.NEVER);
        final Bytes<?> out = Bytes.allocateElasticOnHeap();
        final UserRecord.Marshaller marshaller = UserRecord.Marshaller.INSTANCE;
        marshaller.write(out, marshaller.size(user), user);
        final UserRecord read = marshaller.read(out, user.lengthBytes(), null);
        assertThat(read.isSound()).isTrue();
        assertThat(read.segmentCount()).isEqualTo(2);
        assertThat(read.segment(1)).isEqualTo(9);
        assertThat(read.expiry(0)).isEqualTo(LATER);
    }

    @Test
    void shouldSetAnExpiryAnew() {
        user.put(7, PAST);
        user.put(7, LATER);
        assertThat(user.segmentCount()).isEqualTo(1);
        assertThat(user.isExpiredAt(0, NOW_SECONDS)).isFalse();
    }

    @Test
    void shouldTakeNoMoreThanItHasRoomFor() {
        for (int segment = 0; segment < UserRecord.MAX_SEGMENTS; segment++) {
            assertThat(user.put(segment, LATER)).isTrue();
        }
        assertThat(user.put(UserRecord.MAX_SEGMENTS, LATER)).isFalse();
        assertThat(user.put(0, UserRecord.NEVER)).isTrue();
        assertThat(user.segmentCount()).isEqualTo(UserRecord.MAX_SEGMENTS);
        assertThat(user.isSound()).isTrue();
    }

    @Test
    void shouldDropWhatHasExpired() {
        user.put(1, PAST);
        user.put(2, LATER);
        user.put(3, PAST);
        user.put(4, UserRecord.NEVER);
        assertThat(user.hasExpired(NOW_SECONDS)).isTrue();
        assertThat(user.dropExpired(NOW_SECONDS)).isEqualTo(2);
        assertThat(user.hasExpired(NOW_SECONDS)).isFalse();
        assertThat(user.segmentCount()).isEqualTo(2);
        assertThat(user.segment(0)).isEqualTo(2);
        assertThat(user.segment(1)).isEqualTo(4);
        assertThat(user.isSound()).isTrue();
    }

    @Test
    void shouldLayOutImpressionsAsDocumented() {
        final long key = FrequencyCap.Scope.CREATIVE.key(0x0A0B0C0D0E0FL);
        for (int i = 0; i < 0x201; i++) {
            user.countImpression(key, 100, NOW_SECONDS);
        }
        user.countImpression(key, 100, NOW_SECONDS + 6_000);
        user.put(last(7, 1001, NOW_SECONDS));
        user.put(7, LATER);
        final ByteBuffer bytes = ByteBuffer.wrap(user.bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(user.lengthBytes()).isEqualTo(8 + 8 + 24 + 40);
        assertThat(bytes.getShort(4)).isEqualTo((short) 1);
        assertThat(bytes.getShort(6)).isEqualTo((short) 1);
        assertThat(bytes.getLong(16)).isEqualTo(0x0200_0A0B0C0D0E0FL);
        // The first part ended with the first impressions.
        assertThat(bytes.getInt(24)).isEqualTo((int) (NOW_SECONDS + 1));
        assertThat(bytes.getShort(28)).isEqualTo((short) 100);
        assertThat(bytes.getShort(30)).isEqualTo((short) (0b10 << 2));
        assertThat(bytes.getLong(32)).isEqualTo(0x0101);
        assertThat(bytes.getLong(40)).isEqualTo(7);
        assertThat(bytes.getLong(48)).isEqualTo(1001);
        assertThat(bytes.getLong(56)).isEqualTo(1001_5);
        assertThat(bytes.getInt(64)).isEqualTo((int) NOW_SECONDS);
        assertThat(bytes.getInt(68)).isEqualTo(CurrencyCode.USD);
        assertThat(bytes.getInt(72)).isEqualTo(99);
        assertThat(bytes.getInt(76)).isZero();
    }

    @Test
    void shouldKeepImpressionsWhateverBecomesOfSegments() {
        user.put(1, PAST);
        user.countImpression(5, 100, NOW_SECONDS);
        user.put(last(7, 1001, NOW_SECONDS));
        user.put(2, LATER);
        user.dropExpired(NOW_SECONDS);
        assertThat(user.isSound()).isTrue();
        user.dropSegments();
        assertThat(user.isSound()).isTrue();
        assertThat(user.isEmpty()).isFalse();
        assertThat(user.lengthBytes()).isEqualTo(8 + 24 + 40);
        assertThat(user.impressions(5, 100, NOW_SECONDS)).isOne();
        assertThat(user.findLastImpression(7, NOW_SECONDS, new LastImpression()))
                .isTrue();
    }

    @Test
    void shouldDropImpressionsThatNoLongerCount() {
        user.put(2, LATER);
        user.countImpression(5, 10, NOW_SECONDS);
        user.countImpression(6, 20, NOW_SECONDS);
        user.put(last(7, 1001, NOW_SECONDS - 86_400));
        user.put(last(8, 1002, NOW_SECONDS));
        assertThat(user.hasExpired(NOW_SECONDS)).isTrue();
        assertThat(user.dropOldImpressions(NOW_SECONDS)).isZero();
        assertThat(user.lastImpressionCount()).isOne();
        assertThat(user.hasExpired(NOW_SECONDS)).isFalse();
        assertThat(user.dropOldImpressions(NOW_SECONDS + 80 * 60)).isOne();
        assertThat(user.impressions(6, 20, NOW_SECONDS + 80 * 60)).isOne();
        user.dropOldImpressions(NOW_SECONDS + 86_400);
        assertThat(user.lengthBytes()).isEqualTo(8 + 8);
        assertThat(user.isSound()).isTrue();
    }

    @Test
    void shouldGiveTheCounterThatIsOverFirstForANewOne() {
        for (int i = 0; i < UserRecord.MAX_COUNTERS; i++) {
            assertThat(user.countImpression(i, i == 20 ? 9 : 206, NOW_SECONDS)).isTrue();
        }
        assertThat(user.countImpression(100, 206, NOW_SECONDS))
                .as("one that counted went")
                .isFalse();
        assertThat(user.impressions(20, 9, NOW_SECONDS)).isZero();
        assertThat(user.impressions(100, 206, NOW_SECONDS)).isOne();
        assertThat(user.countImpression(3, 206, NOW_SECONDS)).as("known").isTrue();
        assertThat(user.countImpression(200, 206, NOW_SECONDS + 10 * 86_400))
                .as("one that was over went")
                .isTrue();
        assertThat(user.isSound()).isTrue();
        assertThat(user.counterCount()).isEqualTo(UserRecord.MAX_COUNTERS);
    }

    @Test
    void shouldKnowTheLastImpressionOfAnAdvertiserForADay() {
        final LastImpression found = new LastImpression();
        user.put(last(7, 1001, NOW_SECONDS));
        user.put(last(7, 1002, NOW_SECONDS + 5));
        assertThat(user.findLastImpression(7, NOW_SECONDS + 86_404, found)).isTrue();
        assertThat(found.campaignId).isEqualTo(1002);
        assertThat(found.creativeId).isEqualTo(1002_5);
        assertThat(found.timeSeconds).isEqualTo(NOW_SECONDS + 5);
        assertThat(found.currency).isEqualTo(CurrencyCode.USD);
        assertThat(found.exchangeTag).isEqualTo(99);
        assertThat(user.findLastImpression(7, NOW_SECONDS + 86_405, found)).isFalse();
        assertThat(user.findLastImpression(8, NOW_SECONDS + 5, found)).isFalse();
        for (int advertiser = 100; advertiser < 100 + UserRecord.MAX_LAST_IMPRESSIONS - 1; advertiser++) {
            assertThat(user.put(last(advertiser, 1, NOW_SECONDS + 10))).isTrue();
        }
        assertThat(user.put(last(200, 1, NOW_SECONDS + 20))).isFalse();
        assertThat(user.findLastImpression(7, NOW_SECONDS + 20, found)).isFalse();
        assertThat(user.lastImpressionCount()).isEqualTo(UserRecord.MAX_LAST_IMPRESSIONS);
        assertThat(user.isSound()).isTrue();
    }

    private static LastImpression last(final long advertiserId, final long campaignId, final long timeSeconds) {
        final LastImpression last = new LastImpression();
        last.advertiserId = advertiserId;
        last.campaignId = campaignId;
        last.creativeId = campaignId * 10 + 5;
        last.currency = CurrencyCode.USD;
        last.timeSeconds = timeSeconds;
        last.exchangeTag = 99;
        return last;
    }

    @Test
    void shouldTellWhatIsNoRecord() {
        assertThat(read(new byte[0]).isSound()).isFalse();
        assertThat(read(new byte[] {2, 0, 0, 0, 0, 0, 0, 0}).isSound()).isFalse();
        assertThat(read(new byte[] {1, 0, 1, 0, 0, 0, 0, 0}).isSound()).isFalse();
        assertThat(read(new byte[] {1, 0, 0, 0, 1, 0, 0, 0}).isSound()).isFalse();
        assertThat(read(new byte[] {1, 0, -1, -1, 0, 0, 0, 0}).isSound()).isFalse();
        assertThat(read(new byte[] {1, 0, 0, 0, 0, 0, 1, 0}).isSound()).isFalse();
        assertThat(read(new byte[UserRecord.MAX_LENGTH_BYTES + 1]).isSound()).isFalse();
        assertThat(read(new byte[] {1, 0, 0, 0, 0, 0, 0, 0}).isSound()).isTrue();
    }

    @Test
    void shouldTakeTimesBeyondItsReachForNeverAndForPast() {
        assertThat(UserRecord.expiryOf(Long.MAX_VALUE)).isEqualTo(UserRecord.NEVER);
        assertThat(UserRecord.expiryOf(0xFFFF_FFFEL)).isEqualTo(-2);
        assertThat(UserRecord.expiryOf(-5)).isZero();
        assertThat(UserRecord.isExpired(-2, NOW_SECONDS)).isFalse();
        assertThat(UserRecord.isExpired(-2, 0xFFFF_FFFEL)).isTrue();
        assertThat(UserRecord.isExpired(UserRecord.NEVER, Long.MAX_VALUE)).isFalse();
    }

    private static UserRecord read(final byte[] bytes) {
        final Bytes<?> in = Bytes.allocateElasticOnHeap();
        in.write(bytes);
        return UserRecord.Marshaller.INSTANCE.read(in, bytes.length, null);
    }
}
