package io.hayate.loadtest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.traffic.Dice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeQueueTest {
    private record Due(long dueMs, String path) {}

    private final AuctionedBid bid = new AuctionedBid(new CampaignBooks("1", "USD"), false, 0, 0);

    @Test
    void shouldGiveWhatIsDueInOrderAndEqualsAsTheyCame() {
        final NoticeQueue queue = new NoticeQueue();
        final Dice dice = new Dice(3);
        final List<Due> expected = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            final Due due = new Due(dice.below(700), "/" + i);
            expected.add(due);
            queue.offer(due.dueMs(), new Notice(NoticeKind.WIN, due.path(), bid, false));
        }
        expected.sort(Comparator.comparingLong(Due::dueMs)); // stable

        final List<Due> given = new ArrayList<>();
        for (long nowMs = 0; nowMs < 700; nowMs++) {
            for (Notice notice = queue.poll(nowMs); notice != null; notice = queue.poll(nowMs)) {
                given.add(new Due(nowMs, notice.pathAndQuery()));
            }
        }

        assertThat(given).isEqualTo(expected);
        assertThat(queue.nextDueMs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldGiveNothingBeforeItsTime() {
        final NoticeQueue queue = new NoticeQueue();
        queue.offer(10, new Notice(NoticeKind.WIN, "/a", bid, false));

        assertThat(queue.poll(9)).isNull();
        assertThat(queue.nextDueMs()).isEqualTo(10);
        assertThat(queue.poll(10)).isNotNull();
        assertThat(queue.count()).isZero();
    }
}
