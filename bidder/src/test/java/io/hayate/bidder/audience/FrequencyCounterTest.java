package io.hayate.bidder.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.FrequencyCap;
import io.hayate.bidder.campaigns.FrequencyCap.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrequencyCounterTest {
    private static final long NOW_SECONDS = 1_767_589_200L;
    private static final long KEY = Scope.CAMPAIGN.key(1001);

    private final UserRecord user = new UserRecord();

    private static int partMinutes(final int hours) {
        return new FrequencyCap(Scope.CAMPAIGN, 1, hours).partMinutes();
    }

    private int impressions(final int hours, final long nowSeconds) {
        return user.impressions(KEY, partMinutes(hours), nowSeconds);
    }

    private void count(final int hours, final long timeSeconds) {
        user.countImpression(KEY, partMinutes(hours), timeSeconds);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 7, 24, 168, 720})
    void shouldCountAnImpressionForTheWindowAndAtMostASeventhMore(final int hours) {
        final long windowSeconds = hours * 3_600L;
        final long slackSeconds = 8 * 60;
        count(hours, NOW_SECONDS);
        assertThat(impressions(hours, NOW_SECONDS + windowSeconds)).isEqualTo(1);
        assertThat(impressions(hours, NOW_SECONDS + windowSeconds + slackSeconds))
                .as("the first of a window, to the minutes of a part")
                .isZero();
        count(hours, NOW_SECONDS + 1);
        assertThat(impressions(hours, NOW_SECONDS + 1 + windowSeconds)).isPositive();
        assertThat(impressions(hours, NOW_SECONDS + 1 + windowSeconds + windowSeconds / 7 + slackSeconds))
                .isZero();
    }

    /** Against a straight list of times: whoever asks before each impression never sees more than the cap in a window. */
    @Test
    void shouldNeverLetMoreThanTheCapIntoAnyWindow() {
        final Random random = new Random(7);
        int shown = 0;
        int refused = 0;
        for (int run = 0; run < 300; run++) {
            final int hours = 1 + random.nextInt(random.nextBoolean() ? 5 : 720);
            final int cap = 1 + random.nextInt(random.nextBoolean() ? 3 : 12);
            final long windowMs = hours * 3_600_000L;
            final List<Long> timesMs = new ArrayList<>();
            long nowMs = NOW_SECONDS * 1000 + random.nextInt(100_000_000);
            user.clear();
            for (int i = 0; i < 120; i++) {
                nowMs += (long) (-Math.log(random.nextDouble()) * windowMs / cap / (1 + random.nextInt(4)));
                final int counted = impressions(hours, nowMs / 1000);
                final long now = nowMs;
                final long exactly =
                        timesMs.stream().filter(time -> time > now - windowMs).count();
                final long atMost = timesMs.stream()
                        .filter(time -> time > now - windowMs * 8 / 7 - 8 * 60_000 - 1_000)
                        .count();
                assertThat((long) counted).isBetween(exactly, atMost);
                if (counted < cap) {
                    assertThat(exactly).isLessThan(cap);
                    count(hours, nowMs / 1000);
                    timesMs.add(nowMs);
                    shown++;
                } else {
                    refused++;
                }
            }
        }
        assertThat(shown).isGreaterThan(5_000);
        assertThat(refused).isGreaterThan(5_000);
    }

    @Test
    void shouldTellAThousandImpressionsOfOneMoment() {
        for (int i = 0; i < 1_000; i++) {
            count(24, NOW_SECONDS);
        }
        assertThat(impressions(24, NOW_SECONDS)).isEqualTo(1_000);
        count(24, NOW_SECONDS + 40_000);
        assertThat(impressions(24, NOW_SECONDS + 40_000)).isEqualTo(1_001);
        for (int i = 0; i < 100; i++) {
            count(24, NOW_SECONDS);
        }
        assertThat(impressions(24, NOW_SECONDS + 40_000))
                .as("more than a part tells")
                .isBetween(1_000, 1_101);
    }

    @Test
    void shouldCountWindowsOfDifferentLengthApart() {
        count(1, NOW_SECONDS);
        count(24, NOW_SECONDS);
        count(24, NOW_SECONDS + 7_200);
        assertThat(impressions(1, NOW_SECONDS)).isEqualTo(1);
        assertThat(impressions(1, NOW_SECONDS + 7_200)).isZero();
        assertThat(impressions(24, NOW_SECONDS + 7_200)).isEqualTo(2);
        assertThat(user.impressions(Scope.CREATIVE.key(1001), partMinutes(24), NOW_SECONDS))
                .isZero();
    }

    @Test
    void shouldHoldTheCapWhenTheClockIsSetBackALittleAndForgetAFarFuture() {
        count(24, NOW_SECONDS);
        assertThat(impressions(24, NOW_SECONDS - 3_600)).isEqualTo(1);
        count(24, NOW_SECONDS - 3_600);
        assertThat(impressions(24, NOW_SECONDS)).isEqualTo(2);
        final long aYearBefore = NOW_SECONDS - 365 * 86_400L;
        assertThat(impressions(24, aYearBefore)).isZero();
        count(24, aYearBefore);
        assertThat(impressions(24, aYearBefore)).isEqualTo(1);
    }
}
