package io.hayate.bidder.bid.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.decode.JsonTree.NumberText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one value of a {@link JsonTree} says, in all the forms that {@link FieldReader} knows. */
final class TreeValues {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal MAX_INT = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final BigDecimal MAX_MICROS = new BigDecimal(BigInteger.valueOf(Long.MAX_VALUE));
    private static final Pattern NUMBER =
            Pattern.compile("(-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?)(?:[eE]([+-]?)0*([0-9]+))?");
    private static final String MAX_EXPONENT = "999999";

    static final JsonNode ABSENT = MissingNode.getInstance();

    private TreeValues() {}

    static String tokenMeaning(final String token) {
        return JsonTree.of(token.getBytes(StandardCharsets.UTF_8))
                .map(TreeValues::meaning)
                .orElse("broken token " + token);
    }

    static String meaning(final JsonNode node) {
        return (node.isTextual() ? "string " : "number ") + textOf(node);
    }

    static int degreesMicros(final JsonNode node, final int max) {
        final Optional<BigDecimal> number = number(node);
        if (number.isEmpty()) {
            return BidRequestView.NO_COORDINATE;
        }
        final BigDecimal micros = number.get().multiply(MILLION).setScale(0, RoundingMode.DOWN);
        return micros.abs().compareTo(MILLION.multiply(BigDecimal.valueOf(max))) > 0
                ? BidRequestView.NO_COORDINATE
                : micros.intValueExact();
    }

    static boolean texts(final Map<String, Object> fields, final String name, final JsonNode node) {
        return list(fields, name, node, TreeValues::isText, TreeValues::textOf);
    }

    static boolean integers(final Map<String, Object> fields, final String name, final JsonNode node) {
        return list(fields, name, node, item -> integer(item) != BidRequestView.UNUSABLE, item -> (long) integer(item));
    }

    /** Puts the list; whether it can be read. */
    private static <T> boolean list(
            final Map<String, Object> fields,
            final String name,
            final JsonNode node,
            final Function<JsonNode, Boolean> readable,
            final Function<JsonNode, T> read) {
        final List<T> items = new ArrayList<>();
        boolean allReadable = !(node.isTextual() && node.asText().contains(","));
        for (final JsonNode item : node.isArray() ? node : List.of(node)) {
            if (isAbsent(item)) {
                continue;
            }
            if (readable.apply(item)) {
                items.add(read.apply(item));
            } else {
                allReadable = false;
            }
        }
        fields.put(name, allReadable ? items : List.of());
        return allReadable;
    }

    static boolean fits(final JsonNode node, final Function<JsonNode, Boolean> type) {
        return node.isMissingNode() || node.isNull() || type.apply(node);
    }

    static boolean isAbsent(final JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || (node.isTextual() && node.asText().isEmpty());
    }

    static boolean isText(final JsonNode node) {
        return node.isTextual() || node.isPojo();
    }

    static JsonNode object(final JsonNode node) {
        return node.isObject() ? node : ABSENT;
    }

    static String textOf(final JsonNode node) {
        if (node.isPojo()) {
            return numberText(node);
        }
        return node.isTextual() ? withoutLoneSurrogates(node.asText()) : "";
    }

    static String numberText(final JsonNode node) {
        return ((NumberText) ((POJONode) node).getPojo()).text();
    }

    static String withoutLoneSurrogates(final String text) {
        return text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Empty: no number. */
    private static Optional<BigDecimal> number(final JsonNode node) {
        final Matcher number = NUMBER.matcher(textOf(node));
        if (!number.matches()) {
            return Optional.empty();
        }
        // Java reads no exponent of more than ten digits; from seven on all mean the same.
        final String exponent = number.group(3) == null ? "0" : number.group(3);
        final boolean clamped = exponent.length() > MAX_EXPONENT.length();
        return Optional.of(new BigDecimal(number.group(1) + "e" + (number.group(2) == null ? "" : number.group(2))
                + (clamped ? MAX_EXPONENT : exponent)));
    }

    /** A whole number within a long in its plain form, however it is written; else the text. */
    static String numberOrText(final JsonNode node) {
        return number(node)
                .filter(number ->
                        number.stripTrailingZeros().scale() <= 0 && number.abs().compareTo(MAX_MICROS) < 0)
                .map(number -> number.toBigInteger().toString())
                .orElseGet(() -> textOf(node));
    }

    static int integer(final JsonNode node, final int absent) {
        return isAbsent(node) ? absent : integer(node);
    }

    static int integer(final JsonNode node) {
        if (isAbsent(node)) {
            return BidRequestView.UNKNOWN;
        }
        if (node.isBoolean()) {
            return node.asBoolean() ? 1 : 0;
        }
        final Optional<BigDecimal> number = number(node);
        if (number.isEmpty()
                || number.get().signum() < 0
                || number.get().stripTrailingZeros().scale() > 0) {
            return BidRequestView.UNUSABLE;
        }
        return number.get().min(MAX_INT).intValueExact();
    }

    static boolean restriction(final JsonNode node) {
        final int value = integer(node);
        return value != BidRequestView.UNKNOWN && value != 0;
    }

    static int tmax(final JsonNode node) {
        if (isAbsent(node)) {
            return BidRequestView.UNKNOWN;
        }
        final Optional<BigDecimal> number = number(node);
        return number.isEmpty() || number.get().compareTo(BigDecimal.ONE) < 0
                ? BidRequestView.UNUSABLE
                : number.get().min(MAX_INT).intValue();
    }

    /** A multiplier. */
    static long factor(final JsonNode node) {
        if (isAbsent(node)) {
            return MILLION.longValueExact();
        }
        final long micros = floor(node);
        return micros == BidRequestView.FLOOR_OUT_OF_REACH ? 0 : micros;
    }

    static long floor(final JsonNode node) {
        if (isAbsent(node)) {
            return 0;
        }
        final Optional<BigDecimal> number = number(node);
        if (number.isEmpty()) {
            return BidRequestView.FLOOR_OUT_OF_REACH;
        }
        if (number.get().signum() < 0) {
            return 0;
        }
        return number.get()
                .multiply(MILLION)
                .min(MAX_MICROS)
                .setScale(0, RoundingMode.UP)
                .longValueExact();
    }
}
