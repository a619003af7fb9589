package io.hayate.loadtest.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that remembers how its numbers were written, with readings for what exchanges send.
 *
 * <p>The readings forgive: a null is absent; a number may stand in a string; a boolean means 0 or 1; {@code 300.0} and
 * {@code 3e2} are integers; one value stands for a list of one; empty strings in lists say nothing. Immutable; shared.
 */
final class Json {
    enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        BOOLEAN,
        NULL,
        ABSENT
    }

    static final Json ABSENT = new Json(Kind.ABSENT, "", Map.of(), List.of());
    static final Json NULL = new Json(Kind.NULL, "null", Map.of(), List.of());

    /** More decimal places, or zeros before the point, mean nothing in a bid, and sums with them would fill the memory. */
    private static final int MAX_SCALE = 1_000;

    private final Kind kind;
    private final String token;
    private final Map<String, Json> fields;
    private final List<Json> items;

    private Json(final Kind kind, final String token, final Map<String, Json> fields, final List<Json> items) {
        this.kind = kind;
        this.token = token;
        this.fields = fields;
        this.items = items;
    }

    static Json object(final Map<String, Json> fields) {
        return new Json(Kind.OBJECT, "", fields, List.of());
    }

    static Json array(final List<Json> items) {
        return new Json(Kind.ARRAY, "", Map.of(), items);
    }

    static Json string(final String value) {
        return new Json(Kind.STRING, value, Map.of(), List.of());
    }

    /** @param token as written */
    static Json number(final String token) {
        return new Json(Kind.NUMBER, token, Map.of(), List.of());
    }

    static Json bool(final boolean value) {
        return new Json(Kind.BOOLEAN, value ? "true" : "false", Map.of(), List.of());
    }

    Kind kind() {
        return kind;
    }

    boolean is(final Kind expected) {
        return kind == expected;
    }

    boolean isPresent() {
        return kind != Kind.ABSENT && kind != Kind.NULL;
    }

    /** Present, and not a text without characters: exchanges write empty strings for what is absent. */
    boolean says() {
        return isPresent() && !(kind == Kind.STRING && token.isBlank());
    }

    /** The names of an object's fields; none when this is no object. */
    Set<String> names() {
        return fields.keySet();
    }

    /** The field, or {@link #ABSENT} also when this is no object. */
    Json at(final String name) {
        return fields.getOrDefault(name, ABSENT);
    }

    /** Whether the field is 1 in its place of 2.6 or of 2.5: flags only ever restrict, so one place is enough. */
    boolean isSet(final String name) {
        return at(name).isInteger(1) || at("ext").at(name).isInteger(1);
    }

    /** The objects of a list, or the single one that stands for it. */
    List<Json> objects() {
        return listItems().stream().filter(item -> item.is(Kind.OBJECT)).toList();
    }

    /** All texts and numbers in it, at any depth. */
    List<String> texts() {
        final List<String> texts = new ArrayList<>();
        final String own = text();
        if (own != null) {
            texts.add(own);
        }
        items.forEach(item -> texts.addAll(item.texts()));
        fields.values().forEach(field -> texts.addAll(field.texts()));
        return texts;
    }

    /** The items that are not null; none when this is no array. */
    List<Json> items() {
        return items.stream().filter(Json::isPresent).toList();
    }

    /** The items, nulls included. */
    List<Json> allItems() {
        return items;
    }

    /** The same token: strings by value, numbers as written. */
    boolean isSameToken(final Json other) {
        return kind == other.kind && (kind == Kind.STRING || kind == Kind.NUMBER) && token.equals(other.token);
    }

    /** A string's value or a number as written; null for all else. */
    @Nullable
    String text() {
        return kind == Kind.STRING || kind == Kind.NUMBER ? token : null;
    }

    String textOr(final String fallback) {
        final String text = text();
        return text == null || text.isBlank() ? fallback : text.strip();
    }

    @Nullable
    BigDecimal decimal() {
        return switch (kind) {
            case NUMBER, STRING -> parseDecimal(token.strip());
            case BOOLEAN -> token.equals("true") ? BigDecimal.ONE : BigDecimal.ZERO;
            default -> null;
        };
    }

    @Nullable
    Long integer() {
        final BigDecimal decimal = decimal();
        if (decimal == null) {
            return null;
        }
        try {
            return decimal.longValueExact();
        } catch (final ArithmeticException e) {
            return null;
        }
    }

    boolean isInteger(final long expected) {
        final Long integer = integer();
        return integer != null && integer == expected;
    }

    /** The texts of a list, or of the single value that stands for one. */
    List<String> strings() {
        final List<String> texts = new ArrayList<>();
        for (final Json item : listItems()) {
            final String text = item.text();
            if (text != null && !text.isBlank()) {
                texts.add(text.strip());
            }
        }
        return texts;
    }

    /** The integers of a list, or the single one that stands for it. */
    List<Long> integers() {
        final List<Long> integers = new ArrayList<>();
        for (final Json item : listItems()) {
            final Long integer = item.integer();
            if (integer != null) {
                integers.add(integer);
            }
        }
        return integers;
    }

    private List<Json> listItems() {
        return kind == Kind.ARRAY ? items : List.of(this);
    }

    private static @Nullable BigDecimal parseDecimal(final String text) {
        try {
            final BigDecimal decimal = new BigDecimal(text);
            return Math.abs((long) decimal.scale()) > MAX_SCALE ? null : decimal;
        } catch (final NumberFormatException e) {
            return null;
        }
    }

    /** For messages: short, as JSON would show it. */
    @Override
    public String toString() {
        return switch (kind) {
            case OBJECT -> "{" + fields.size() + " fields}";
            case ARRAY -> items.size() > 8 ? "[" + items.size() + " items]" : items.toString();
            case STRING -> '"' + (token.length() > 80 ? token.substring(0, 80) + "..." : token) + '"';
            case ABSENT -> "nothing";
            default -> token;
        };
    }
}
