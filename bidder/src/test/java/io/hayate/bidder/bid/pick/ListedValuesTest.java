package io.hayate.bidder.bid.pick;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListedValuesTest {
    private final BidRequestView request = new BidRequestView();
    private final ListedValues values = new ListedValues();

    /** Values that differ in a few bits only, wherever these are, lie as far apart as others. */
    @ParameterizedTest
    @ValueSource(ints = {0, 13, 32, 46, 50})
    void shouldFindValuesInFewStepsWhicheverBitsTheyHave(final int lowestBit) {
        final int count = Math.min(5_000, 1 << Math.min(13, Long.SIZE - lowestBit));
        for (int i = 0; i < count; i++) {
            request.items[i] = (long) i << lowestBit;
        }
        values.holdNumbers(request, Slice.of(0, count));
        for (int i = 0; i < count; i++) {
            assertThat(values.contains((long) i << lowestBit)).isTrue();
        }
        assertThat(values.contains(-1)).isFalse();
        final long places = LongStream.range(0, count)
                .mapToInt(i -> values.start(i << lowestBit))
                .distinct()
                .count();
        assertThat(places).isGreaterThan(count / 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 100, BidLimits.MAX_LIST_ITEMS})
    void shouldHoldTheListAtHandOnly(final int count) {
        for (int i = 0; i < count; i++) {
            request.items[i] = i;
        }
        values.holdNumbers(request, Slice.of(0, count));
        assertThat(values.contains(count - 1)).isTrue();
        values.holdNumbers(request, Slice.of(0, 1));
        assertThat(values.contains(0)).isTrue();
        assertThat(values.contains(count)).isFalse();
        assertThat(count == 1 || !values.contains(count - 1)).isTrue();
    }
}
