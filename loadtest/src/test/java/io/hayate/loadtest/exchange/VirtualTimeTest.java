package io.hayate.loadtest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.exchange.ExchangeSettings.Delivery;
import io.hayate.loadtest.exchange.ExchangeSettings.Response;
import io.hayate.loadtest.exchange.VirtualTime.Arrival;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private static final long START_MS = 1_767_225_600_000L; // a midnight
    private static final long HOUR_MS = 3_600_000L;
    private static final long DAY_MS = 24 * HOUR_MS;

    @Test
    void shouldEndADayWithTheBooksThatTheBidderHas() {
        final ExactBidder bidder = new ExactBidder();
        final Exchange exchange = new Exchange(
                ExchangeSettings.defaults(3)
                        .withDelivery(new Delivery(0.1, 0.1, 0.1, 1_000, 600_000))
                        .withResponse(new Response(0.05, 0.5, "click_id")),
                Map.of());
        final VirtualTime time = new VirtualTime(bidder, exchange, START_MS);

        time.run(new DayTraffic(
                1,
                START_MS,
                DAY_MS,
                0.1,
                DayTraffic.Shape.PLAIN_DAY,
                number -> Answers.request("r" + number % 99, "")));
        time.fireAll();

        assertThat(time.requests()).isBetween(8_000L, 9_300L);
        assertThat(time.bidAnswers()).isEqualTo(bidder.bids);
        assertThat(exchange.waiting()).isZero();
        assertThat(exchange.books().tallies()).isEqualTo(bidder.tallies());
        final Tally total = exchange.books().total();
        assertThat(total.bids()).isEqualTo(bidder.bids);
        assertThat(total.clicks()).isGreaterThan(50);
        assertThat(total.conversions()).isGreaterThan(20);
        assertThat(total.losses()).isGreaterThan(1_000);
        assertThat(total.billed()).isLessThan(exchange.count(ExchangeCount.WON));
    }

    @Test
    void shouldNeverTurnTimeBackAndTellItBeforeAnythingHappens() {
        final ExactBidder bidder = new ExactBidder();
        final VirtualTime time =
                new VirtualTime(bidder, new Exchange(ExchangeSettings.defaults(3), Map.of()), START_MS);

        time.run(List.of(
                        new Arrival(START_MS + 5_000, Answers.request("a", "")),
                        new Arrival(START_MS + 4_000, Answers.request("b", "")))
                .iterator());
        time.passUntil(START_MS + DAY_MS);

        assertThat(bidder.nowMs).isEqualTo(START_MS + DAY_MS);
        assertThat(time.nowMs()).isEqualTo(START_MS + DAY_MS);
        assertThat(bidder.turnedBack).isFalse();
    }

    @Test
    void shouldFollowTheShapeOfTheDayAndItsSpike() {
        final int[] byHour = new int[24];
        final DayTraffic traffic = new DayTraffic(
                1, START_MS, DAY_MS, 2, DayTraffic.Shape.PLAIN_DAY.withSpike(3, 20), number -> new byte[0]);
        long lastMs = START_MS;
        while (traffic.hasNext()) {
            final long dueMs = traffic.next().dueMs();
            assertThat(dueMs).isBetween(lastMs, START_MS + DAY_MS - 1);
            lastMs = dueMs;
            byHour[(int) ((dueMs - START_MS) / HOUR_MS)]++;
        }

        final List<Double> weights = DayTraffic.Shape.PLAIN_DAY.weightByHour();
        final double mean =
                weights.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        for (int hour = 0; hour < 24; hour++) {
            final double expected = 7_200 * weights.get(hour) / mean * (hour == 3 ? 20 : 1);
            assertThat((double) byHour[hour])
                    .isBetween(expected - 5 * Math.sqrt(expected), expected + 5 * Math.sqrt(expected));
        }
    }

    @Test
    void shouldBringTheSameTrafficForTheSameSeed() {
        assertThat(dues(1)).isEqualTo(dues(1)).isNotEqualTo(dues(2));
    }

    private static List<Long> dues(final long seed) {
        final DayTraffic traffic = new DayTraffic(
                seed, START_MS, 6 * HOUR_MS, 0.05, DayTraffic.Shape.PLAIN_DAY.withNoise(0.3), number -> new byte[0]);
        final List<Long> dues = new java.util.ArrayList<>();
        traffic.forEachRemaining(arrival -> dues.add(arrival.dueMs()));
        return dues;
    }
}
