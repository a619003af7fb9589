package io.hayate.benchmarks.bid.match;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Numbers for the values that campaigns name, from 0 on. Owned by the benchmark's thread. */
final class ValueNumbers<V> {
    /** No campaign names the value. */
    static final int UNNAMED = -2;

    private final Map<V, Integer> numbers = new HashMap<>();

    /** A campaign's value. */
    int name(final V value) {
        return numbers.computeIfAbsent(value, unseen -> numbers.size());
    }

    /** A campaign's values, in ascending order. */
    int[] name(final Collection<V> values) {
        return values.stream().mapToInt(this::name).sorted().distinct().toArray();
    }

    /** A request's value, or {@link #UNNAMED}. */
    int number(final V value) {
        return numbers.getOrDefault(value, UNNAMED);
    }

    /** Those of a request's values that campaigns name. */
    int[] numbers(final Collection<V> values) {
        return values.stream()
                .map(numbers::get)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .distinct()
                .toArray();
    }

    Map<V, Integer> all() {
        return numbers;
    }
}
