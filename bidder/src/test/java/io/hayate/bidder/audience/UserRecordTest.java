package io.hayate.bidder.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
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
    void shouldKeepCountersWhateverBecomesOfSegments() {
        final byte[] counter = withOneCounter();
        user.put(1, PAST);
        user.put(2, LATER);
        assertThat(user.isEmpty()).isFalse();
        user.dropExpired(NOW_SECONDS);
        assertThat(user.lengthBytes()).isEqualTo(8 + 8 + UserRecord.COUNTER_BYTES);
        assertThat(user.bytes).containsSubsequence(counter);
        user.dropSegments();
        assertThat(user.isSound()).isTrue();
        assertThat(user.isEmpty()).isFalse();
        assertThat(Arrays.copyOfRange(user.bytes, 8, user.lengthBytes())).isEqualTo(counter);
    }

    /** As a later version may have written it. */
    private byte[] withOneCounter() {
        final byte[] counter = new byte[UserRecord.COUNTER_BYTES];
        for (int i = 0; i < counter.length; i++) {
            counter[i] = (byte) (100 + i);
        }
        final Bytes<?> in = Bytes.allocateElasticOnHeap();
        in.write(new byte[] {1, 0, 0, 0, 1, 0, 0, 0}).write(counter);
        UserRecord.Marshaller.INSTANCE.read(in, 8 + counter.length, user);
        assertThat(user.isSound()).isTrue();
        return counter;
    }

    @Test
    void shouldTellWhatIsNoRecord() {
        assertThat(read(new byte[0]).isSound()).isFalse();
        assertThat(read(new byte[] {2, 0, 0, 0, 0, 0, 0, 0}).isSound()).isFalse();
        assertThat(read(new byte[] {1, 0, 1, 0, 0, 0, 0, 0}).isSound()).isFalse();
        assertThat(read(new byte[] {1, 0, 0, 0, 1, 0, 0, 0}).isSound()).isFalse();
        assertThat(read(new byte[] {1, 0, -1, -1, 0, 0, 0, 0}).isSound()).isFalse();
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
