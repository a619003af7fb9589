package io.hayate.bidder.exchanges;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The values of one mapping of a profile; each problem is added with its path and a harmless value returned, so that reading
 * goes on to the next. Owned by the launching thread.
 */
final class ProfileFields {
    private static final BigDecimal MOST_MONEY = BigDecimal.valueOf(1_000_000_000);

    private final String path;
    private final ObjectNode given;
    private final ObjectNode whole;
    private final List<String> problems;
    private final Set<String> known = new TreeSet<>();

    /**
     * @param given what the file says, in which unknown keys are looked for
     * @param whole the same over what it is like, from which values are read
     */
    ProfileFields(final String path, final ObjectNode given, final ObjectNode whole, final List<String> problems) {
        this.path = path;
        this.given = given;
        this.whole = whole;
        this.problems = problems;
    }

    void problem(final String field, final String expected) {
        problems.add(path + "." + field + ": expected " + expected);
    }

    private JsonNode value(final String field) {
        known.add(field);
        return whole.path(field);
    }

    boolean flag(final String field) {
        final JsonNode value = value(field);
        if (!value.isBoolean()) {
            problem(field, "true or false");
        }
        return value.asBoolean();
    }

    String text(final String field, final Pattern pattern, final String expected) {
        final JsonNode value = value(field);
        if (!value.isTextual() || !pattern.matcher(value.asText()).matches()) {
            problem(field, expected);
        }
        return value.asText();
    }

    int number(final String field, final int least, final int most) {
        final JsonNode value = value(field);
        if (!value.canConvertToExactIntegral()
                || !value.canConvertToInt()
                || value.asInt() < least
                || value.asInt() > most) {
            problem(field, "a whole number from " + least + " to " + most);
            return least;
        }
        return value.asInt();
    }

    /** 1e-9 of a currency; {@link BuyingTerms#NO_SPEND_LIMIT} for 0. */
    long amountNanos(final String field) {
        final JsonNode value = value(field);
        final BigDecimal amount = value.isNumber() ? value.decimalValue() : BigDecimal.ONE.negate();
        if (amount.signum() < 0
                || amount.compareTo(MOST_MONEY) > 0
                || amount.stripTrailingZeros().scale() > 6) {
            problem(field, "an amount up to " + MOST_MONEY + " with at most 6 decimals; 0: no limit");
            return BuyingTerms.NO_SPEND_LIMIT;
        }
        return amount.signum() == 0
                ? BuyingTerms.NO_SPEND_LIMIT
                : amount.movePointRight(9).longValueExact();
    }

    /** Also takes a number for a choice that looks like one. */
    <E> E choice(final String field, final E[] choices, final Function<E, String> text) {
        final JsonNode value = value(field);
        final List<String> texts = new ArrayList<>();
        for (final E choice : choices) {
            texts.add(text.apply(choice));
            if (value.isValueNode() && text.apply(choice).equals(value.asText())) {
                return choice;
            }
        }
        problem(field, "one of " + String.join(", ", texts));
        return choices[0];
    }

    List<String> texts(final String field, final Pattern pattern, final String expected) {
        final JsonNode value = value(field);
        final List<String> texts = new ArrayList<>();
        boolean good = value.isArray();
        for (final JsonNode item : value) {
            good &= item.isTextual() && pattern.matcher(item.asText()).matches();
            texts.add(item.asText());
        }
        if (!good) {
            problem(field, "a list of " + expected);
            return List.of();
        }
        return texts;
    }

    /** A mapping inside this one. */
    ProfileFields mapping(final String field) {
        final JsonNode value = value(field);
        if (!value.isObject()) {
            problem(field, "a mapping");
        }
        return new ProfileFields(
                path + "." + field,
                given.path(field) instanceof final ObjectNode object ? object : given.objectNode(),
                value instanceof final ObjectNode object ? object : given.objectNode(),
                problems);
    }

    /** Refuses every key that was never asked for. */
    void refuseUnknown(final String... alsoKnown) {
        known.addAll(List.of(alsoKnown));
        given.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                problem(field, "one of " + known);
            }
        });
    }
}
