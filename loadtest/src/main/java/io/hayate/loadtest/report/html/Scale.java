package io.hayate.loadtest.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where values stand on an axis: 0 at its start, 1 at its end. Immutable; shared. */
abstract class Scale {
    /** @param minor one that may be left out where there is little room */
    record Tick(double at, String label, boolean minor) {}

    /** Outside of the axis the nearest end. */
    final double at(final double value) {
        return Math.max(0, Math.min(1, position(value)));
    }

    abstract double position(double value);

    abstract List<Tick> ticks();

    /** From 0 to a little above the value, in even steps. */
    static Scale linear(final double highest) {
        final double top = highest <= 0 ? 1 : highest;
        final double step = niceStep(top / 5);
        // A line along the upper edge would look like a frame.
        final double end = step / 2 * Math.ceil(top * 1.02 / step * 2);
        return new Scale() {
            @Override
            double position(final double value) {
                return value / end;
            }

            @Override
            List<Tick> ticks() {
                final List<Tick> ticks = new ArrayList<>();
                for (int i = 0; i * step <= end * 1.0001; i++) {
                    ticks.add(new Tick(i * step / end, Numbers.tick(i * step), i % 2 == 1));
                }
                return ticks;
            }
        };
    }

    static double niceStep(final double rough) {
        final double power = Math.pow(10, Math.floor(Math.log10(rough)));
        final double digit = rough / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    /** Logarithmic, from 1, 2 or 5 times a power of ten to another around the values; both above 0. */
    static Scale log(final double lowest, final double highest) {
        final double low = roundedDown(lowest);
        final double high = Math.max(roundedUp(highest), low * 10);
        final double decades = Math.log10(high / low);
        return new Scale() {
            @Override
            double position(final double value) {
                return value <= low ? 0 : Math.log10(value / low) / decades;
            }

            @Override
            List<Tick> ticks() {
                final List<Tick> ticks = new ArrayList<>();
                for (int power = (int) Math.floor(Math.log10(low)) - 1; power <= Math.log10(high) + 1; power++) {
                    for (final int digit : new int[] {1, 2, 5}) {
                        final double value = digit * Math.pow(10, power);
                        if (value >= low * 0.999 && value <= high * 1.001 && (digit == 1 || decades < 3.5)) {
                            ticks.add(new Tick(position(value), Numbers.tick(value), digit != 1));
                        }
                    }
                }
                return ticks;
            }
        };
    }

    private static double roundedDown(final double value) {
        final double power = Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
        final double digit = value / power + 1e-9;
        return power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
    }

    private static double roundedUp(final double value) {
        final double power = Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
        final double digit = value / power - 1e-9;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    /** Percentiles by how many nines they have: each step to the right is a tenth of what was left above. */
    static Scale percentiles(final double nines) {
        return new Scale() {
            @Override
            double position(final double percentile) {
                return percentile >= 100 ? 1 : -Math.log10(1 - percentile / 100) / nines;
            }

            @Override
            List<Tick> ticks() {
                final List<Tick> ticks = new ArrayList<>();
                ticks.add(new Tick(0, "0", true));
                ticks.add(new Tick(position(50), "50", nines > 4));
                for (int nine = 1; nine <= nines + 1e-9; nine++) {
                    final double at = nine / nines;
                    final String label = String.format(
                            Locale.ROOT, "%." + Math.max(0, nine - 2) + "f", 100 * (1 - Math.pow(10, -nine)));
                    ticks.add(new Tick(at, label, nine % 2 == 0 && nines > 5));
                }
                return ticks;
            }
        };
    }

    /** Seconds from 0 to the length of a run. */
    static Scale seconds(final double length) {
        final double end = length <= 0 ? 1 : length;
        double step = 1;
        for (final double candidate :
                new double[] {1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 28800, 86400}) {
            step = candidate;
            if (end / candidate <= 8) {
                break;
            }
        }
        final double chosen = step;
        return new Scale() {
            @Override
            double position(final double value) {
                return value / end;
            }

            @Override
            List<Tick> ticks() {
                final List<Tick> ticks = new ArrayList<>();
                for (int i = 0; i * chosen <= end * 1.0001; i++) {
                    ticks.add(new Tick(i * chosen / end, clock(i * chosen, chosen), i % 2 == 1));
                }
                return ticks;
            }
        };
    }

    private static String clock(final double seconds, final double step) {
        final long whole = Math.round(seconds);
        if (step >= 3600) {
            return whole / 3600 + " h";
        }
        if (step >= 60) {
            return whole >= 3600
                    ? String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole / 60 % 60)
                    : whole / 60 + " min";
        }
        return whole >= 60 ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60) : whole + " s";
    }
}
