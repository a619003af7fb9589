package io.hayate.bidder.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.notices.token.NoticeKind;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeenPageTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 4096, 4097, 60_000})
    void shouldRememberAsASetDoes(final int count) {
        final Random random = new Random(count);
        final SeenPage page = new SeenPage();
        final Set<Integer> expected = new HashSet<>();
        for (int i = 0; i < count; i++) {
            final int bid = random.nextInt(1 << SeenPage.SHIFT);
            assertThat(page.contains(bid)).isEqualTo(expected.contains(bid));
            assertThat(page.add(bid, i)).isEqualTo(expected.add(bid));
        }
        for (int bid = 0; bid < 1 << SeenPage.SHIFT; bid++) {
            if (page.contains(bid) != expected.contains(bid)) {
                throw new AssertionError("bid " + bid);
            }
        }
        assertThat(page.newestBidTimeMs()).isEqualTo(count - 1);
    }

    @Test
    void shouldForgetOnlyWhatCannotComeAgain() {
        final SeenBids seen = new SeenBids(1_000);
        final NoticeRecord notice = new NoticeRecord();
        notice.kind = NoticeKind.BILL;
        notice.sequence = Long.MAX_VALUE;
        notice.bidTimeMs = 5_000;
        assertThat(seen.add(notice)).isTrue();
        assertThat(seen.dropExpired(6_000 + SeenBids.SLACK_MS)).isZero();
        assertThat(seen.add(notice)).isFalse();
        assertThat(seen.dropExpired(6_001 + SeenBids.SLACK_MS)).isEqualTo(1);
        assertThat(seen.add(notice)).isTrue();
    }

    @Test
    void shouldTellBidsOfOtherLanesEpochsAndKindsApart() {
        final SeenBids seen = new SeenBids(1_000);
        final NoticeRecord notice = new NoticeRecord();
        for (final int epoch : new int[] {0, 1, -1}) {
            for (final int lane : new int[] {0, 1, -1}) {
                for (final NoticeKind kind : NoticeKind.values()) {
                    for (final long sequence : new long[] {0, 1, 65_536, -1}) {
                        notice.epoch = epoch;
                        notice.lane = lane;
                        notice.kind = kind;
                        notice.sequence = sequence;
                        assertThat(seen.contains(notice, kind)).isFalse();
                        assertThat(seen.add(notice)).isTrue();
                        assertThat(seen.add(notice)).isFalse();
                        assertThat(seen.contains(notice, kind)).isTrue();
                    }
                }
            }
        }
    }
}
