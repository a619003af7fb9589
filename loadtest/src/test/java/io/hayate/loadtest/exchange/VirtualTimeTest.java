package io.hayate.loadtest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.exchange.ExchangeSettings.Delivery;
import io.hayate.loadtest.exchange.ExchangeSettings.Response;
import io.hayate.loadtest.exchange.VirtualTime.Arrival;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
                        .withResponse(new Response(0.05, 0, null)),
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

    /** Bids on two of three requests and books each notice once; says "again" to every seventh. */
    private static final class ExactBidder implements BidderRoute {
        private static final Pattern NOTICE = Pattern.compile("/notice/(\\w+)\\?t=TOKEN-(\\d+)(?:&p=([0-9.]*))?.*");

        private final Map<String, long[]> sums = new HashMap<>();
        private final Set<String> seen = new HashSet<>();
        private long bids;
        private long requests;
        private long notices;
        private long nowMs;
        private boolean turnedBack;

        @Override
        public byte[] bid(final byte[] request) {
            if (++requests % 3 == 0) {
                return new byte[0];
            }
            bids++;
            sum(campaign(bids))[0]++;
            return Answers.answer("" + bids, campaign(bids), "1.5");
        }

        @Override
        public int notice(final String pathAndQuery) {
            if (++notices % 7 == 0) {
                return 429;
            }
            final Matcher matcher = NOTICE.matcher(pathAndQuery);
            assertThat(matcher.matches()).isTrue();
            final String kind = matcher.group(1);
            if (seen.add(kind + matcher.group(2))) {
                final long[] sums = sum(campaign(Long.parseLong(matcher.group(2))));
                switch (kind) {
                    case "win" -> sums[1]++;
                    case "bill" -> {
                        sums[2]++;
                        sums[3] += Math.round(Double.parseDouble(matcher.group(3)) * 1_000_000);
                    }
                    case "imp" -> sums[4]++;
                    case "click" -> sums[5]++;
                    default -> sums[6]++;
                }
            }
            return kind.equals("click") ? 302 : 204;
        }

        @Override
        public void advanceTo(final long timeMs) {
            turnedBack |= timeMs < nowMs;
            nowMs = timeMs;
        }

        private long[] sum(final String campaign) {
            return sums.computeIfAbsent(campaign, id -> new long[7]);
        }

        private static String campaign(final long bid) {
            return "" + (100 + bid % 5);
        }

        private Map<String, Tally> tallies() {
            final Map<String, Tally> tallies = new HashMap<>();
            sums.forEach(
                    (id, sum) -> tallies.put(id, new Tally(sum[0], sum[1], sum[2], sum[3], sum[4], sum[5], 0, sum[6])));
            return tallies;
        }
    }
}
