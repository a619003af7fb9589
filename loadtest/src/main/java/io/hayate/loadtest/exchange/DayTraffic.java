package io.hayate.loadtest.exchange;

import io.hayate.loadtest.traffic.Dice;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * Requests of simulated days: Poisson arrivals whose rate follows the hour of the day (UTC), with seeded noise, and if
 * wanted a spike in one hour, or hours without any. Owned by the thread that reads it.
 */
public final class DayTraffic implements Iterator<VirtualTime.Arrival> {
    private static final int HOURS_PER_DAY = 24;
    private static final int MAX_RANGE = 1_000;
    private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);

    /**
     * How traffic is spread over time. Immutable; shared.
     *
     * @param weightByHour of the day, 24 of them; only their proportions matter
     * @param noise standard deviation of the logarithm of each hour's factor; 0 for none
     * @param spikeHour counted from the start; negative for none
     * @param spikeFactor times the traffic that the hour would have had
     * @param outageHour counted from the start, in which an outage begins; negative for none
     * @param outageHours that there is no request at all
     */
    public record Shape(
            List<Double> weightByHour,
            double noise,
            int spikeHour,
            double spikeFactor,
            int outageHour,
            int outageHours) {
        /** Low before dawn, high in the evening, and nothing odd. */
        public static final Shape PLAIN_DAY = new Shape(
                List.of(
                        0.55, 0.40, 0.30, 0.25, 0.25, 0.35, 0.60, 0.90, 1.05, 1.05, 1.05, 1.10, 1.25, 1.15, 1.05, 1.05,
                        1.10, 1.20, 1.35, 1.50, 1.65, 1.70, 1.45, 0.95),
                0,
                -1,
                1,
                -1,
                0);

        public Shape {
            weightByHour = List.copyOf(weightByHour);
            if (weightByHour.size() != HOURS_PER_DAY || weightByHour.stream().anyMatch(weight -> !(weight > 0))) {
                throw new IllegalArgumentException("a day has 24 weights above 0");
            }
            if (!(noise >= 0 && spikeFactor > 0)) {
                throw new IllegalArgumentException("noise is not below 0 and the spike's factor above");
            }
            if (outageHours < 0) {
                throw new IllegalArgumentException("an outage lasts no less than 0 hours, not " + outageHours);
            }
        }

        public Shape withNoise(final double deviation) {
            return new Shape(weightByHour, deviation, spikeHour, spikeFactor, outageHour, outageHours);
        }

        public Shape withSpike(final int hour, final double factor) {
            return new Shape(weightByHour, noise, hour, factor, outageHour, outageHours);
        }

        /** No request from the beginning of an hour, counted from the start, for so many hours. */
        public Shape withOutage(final int hour, final int hours) {
            return new Shape(weightByHour, noise, spikeHour, spikeFactor, hour, hours);
        }

        /** The same ups and downs, stretched until the busiest hour has so many times the traffic of the calmest. */
        public Shape withRange(final double range) {
            if (!(range >= 1 && range <= MAX_RANGE)) {
                throw new IllegalArgumentException("a day's range is 1 to " + MAX_RANGE + ", not " + range);
            }
            final double now = Collections.max(weightByHour) / Collections.min(weightByHour);
            final double power = now == 1 ? 1 : Math.log(range) / Math.log(now);
            return new Shape(
                    weightByHour.stream().map(weight -> Math.pow(weight, power)).toList(),
                    noise,
                    spikeHour,
                    spikeFactor,
                    outageHour,
                    outageHours);
        }

        private boolean isOutage(final long hourFromStart) {
            return outageHour >= 0 && hourFromStart >= outageHour && hourFromStart < outageHour + outageHours;
        }
    }

    private final long seed;
    private final long startMs;
    private final long endMs;
    private final double meanPerMs;
    private final double meanWeight;
    private final Shape shape;
    private final LongFunction<byte[]> requests;
    private final Dice gaps = new Dice(0);
    private final Dice noise = new Dice(0);
    private double offsetMs;
    private long hour = -1;
    private double hourPerMs;
    private long number;

    /**
     * @param meanPerSecond over a day without noise and spike
     * @param requests by their number, from 0
     */
    public DayTraffic(
            final long seed,
            final long startMs,
            final long durationMs,
            final double meanPerSecond,
            final Shape shape,
            final LongFunction<byte[]> requests) {
        if (!(meanPerSecond > 0)) {
            throw new IllegalArgumentException("the rate is above 0, not " + meanPerSecond);
        }
        this.seed = seed;
        this.startMs = startMs;
        this.endMs = startMs + durationMs;
        this.meanPerMs = meanPerSecond / TimeUnit.SECONDS.toMillis(1);
        this.meanWeight = shape.weightByHour().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
        this.shape = shape;
        this.requests = requests;
        gaps.reset(seed, 0);
        step();
    }

    @Override
    public boolean hasNext() {
        return startMs + (long) offsetMs < endMs;
    }

    @Override
    public VirtualTime.Arrival next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the traffic has ended");
        }
        final VirtualTime.Arrival arrival =
                new VirtualTime.Arrival(startMs + (long) offsetMs, requests.apply(number++));
        step();
        return arrival;
    }

    /** To the next arrival. A gap that reaches into another hour is drawn anew from its beginning: it has no memory. */
    private void step() {
        while (startMs + (long) offsetMs < endMs) {
            final long hourNow = (long) offsetMs / HOUR_MS;
            if (hourNow != hour) {
                hour = hourNow;
                hourPerMs = meanPerMs * factor(hourNow);
            }
            final double next = offsetMs - Math.log(1 - gaps.unit()) / hourPerMs;
            final double hourEnd = (double) (hourNow + 1) * HOUR_MS;
            if (next < hourEnd) {
                offsetMs = next;
                return;
            }
            offsetMs = hourEnd;
        }
    }

    private double factor(final long hourFromStart) {
        if (shape.isOutage(hourFromStart)) {
            return 0;
        }
        final int hourOfDay = (int) ((startMs + hourFromStart * HOUR_MS) / HOUR_MS % HOURS_PER_DAY);
        noise.reset(seed, hourFromStart + 1);
        return shape.weightByHour().get(hourOfDay)
                / meanWeight
                * Math.exp(GroundTruth.normal(noise) * shape.noise())
                * (hourFromStart == shape.spikeHour() ? shape.spikeFactor() : 1);
    }
}
