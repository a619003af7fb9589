package io.hayate.loadtest.report.compare;

import java.util.Arrays;

/**
 * The exact two-sided rank-sum test of Wilcoxon, Mann and Whitney: how likely two sets of values would be at least as far
 * apart as these, were both drawn from the same source. It assumes no shape of the distribution, and counts every way to
 * deal the ranks, equal values sharing the middle of theirs.
 */
public final class RankSum {
    private RankSum() {}

    /** Between 0 and 1; both sets with at least one value. */
    public static double pValue(final double[] a, final double[] b) {
        final int[] ranks = doubledRanks(a, b);
        int observed = 0;
        int all = 0;
        for (int i = 0; i < ranks.length; i++) {
            observed += i < a.length ? ranks[i] : 0;
            all += ranks[i];
        }
        final double[] ways = waysBySum(ranks, a.length, all);
        // In whole numbers: twice the distance of a sum from its mean, times the number of values.
        final long distance = distance(observed, all, a.length, ranks.length);
        double asFar = 0;
        double total = 0;
        for (int sum = 0; sum <= all; sum++) {
            total += ways[sum];
            asFar += distance(sum, all, a.length, ranks.length) >= distance ? ways[sum] : 0;
        }
        return asFar / total;
    }

    private static long distance(final int sum, final int all, final int chosen, final int count) {
        return Math.abs((long) sum * count - (long) all * chosen);
    }

    /** The smallest that {@link #pValue} can be for that many values: of two sets that do not overlap. */
    public static double leastPValue(final int countA, final int countB) {
        double waysToDeal = 1;
        for (int i = 1; i <= countA; i++) {
            waysToDeal *= (countB + i) / (double) i;
        }
        return Math.min(1, 2 / waysToDeal);
    }

    /** Twice the rank of each value, first those of one set and then those of the other: middle ranks may be halves. */
    private static int[] doubledRanks(final double[] a, final double[] b) {
        final double[] values = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, values, a.length, b.length);
        final int[] ranks = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            int below = 0;
            int equal = 0;
            for (final double other : values) {
                below += other < values[i] ? 1 : 0;
                equal += other == values[i] ? 1 : 0;
            }
            ranks[i] = 2 * below + equal + 1;
        }
        return ranks;
    }

    /** In how many ways that many of the ranks can be chosen, by their sum. */
    private static double[] waysBySum(final int[] ranks, final int chosen, final int all) {
        final double[][] ways = new double[chosen + 1][all + 1];
        ways[0][0] = 1;
        for (final int rank : ranks) {
            for (int count = chosen; count >= 1; count--) {
                for (int sum = all; sum >= rank; sum--) {
                    ways[count][sum] += ways[count - 1][sum - rank];
                }
            }
        }
        return ways[chosen];
    }
}
