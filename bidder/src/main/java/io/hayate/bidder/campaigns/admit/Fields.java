package io.hayate.bidder.campaigns.admit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, read by name; each problem is added with its path and a harmless value returned, so that
 * reading goes on to the next. A field that is null counts as of the wrong type, not as absent. Owned by the campaign agent.
 */
final class Fields {
    private static final int MONEY_DECIMALS = 6;

    private final ObjectNode node;
    private final String path;
    private final Problems problems;
    private final Set<String> known = new HashSet<>();

    Fields(final ObjectNode node, final String path, final Problems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
    }

    String path(final String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    void refuse(final String name, final String reason) {
        problems.add(path(name), reason);
    }

    boolean has(final String name) {
        known.add(name);
        return node.has(name);
    }

    /** The field, of whatever type; null if absent. */
    @Nullable
    JsonNode any(final String name) {
        known.add(name);
        return node.get(name);
    }

    /** Names of all fields, for an object whose names are the user's own. */
    List<String> names() {
        final List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Refuses the object itself. */
    void refuseWhole(final String reason) {
        problems.add(path, reason);
    }

    /** Refuses every field that was never asked for. */
    void refuseUnknown(final String... alsoKnown) {
        known.addAll(List.of(alsoKnown));
        for (final Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            final String name = names.next();
            if (!known.contains(name)) {
                refuse(Texts.shown(name), "is not a known field");
            }
        }
    }

    /** An object that may be absent: then an empty one. */
    Fields object(final String name) {
        final JsonNode value = any(name);
        if (value != null && !value.isObject()) {
            refuse(name, "must be an object");
        }
        final ObjectNode object =
                value instanceof final ObjectNode found ? found : JsonNodeFactory.instance.objectNode();
        return new Fields(object, path(name), problems);
    }

    /** An object that must be there; null, with the problem added, if it is not. */
    @Nullable
    Fields requiredObject(final String name) {
        if (!has(name)) {
            refuse(name, "is required");
            return null;
        }
        final Fields object = object(name);
        return node.get(name).isObject() ? object : null;
    }

    @Nullable
    Long integer(final String name, final long min, final long max) {
        final JsonNode value = any(name);
        return value == null ? null : integer(value, path(name), min, max);
    }

    long requiredInteger(final String name, final long min, final long max) {
        return required(name, integer(name, min, max), min);
    }

    /** A number that need not be whole. */
    double requiredNumber(final String name, final double min, final double max) {
        final JsonNode value = any(name);
        if (value == null) {
            refuse(name, "is required");
            return min;
        }
        final double number = value.doubleValue();
        if (!value.isNumber() || !(number >= min && number <= max)) {
            refuse(name, "must be a number from " + plain(min) + " to " + plain(max));
            return min;
        }
        return number;
    }

    private static String plain(final double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** Money in units of 10^-decimals; at most six decimals are given, so none is lost. */
    @Nullable
    Long money(final String name, final boolean aboveZero, final long max, final int decimals) {
        final JsonNode value = any(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            refuse(name, "must be a number");
            return null;
        }
        final BigDecimal amount = value.decimalValue();
        if (amount.signum() < 0 || (aboveZero && amount.signum() == 0)) {
            refuse(name, aboveZero ? "must be above 0" : "must not be negative");
        } else if ((amount.signum() != 0 && amount.precision() - (long) amount.scale() > 12)
                || amount.compareTo(BigDecimal.valueOf(max)) > 0) {
            refuse(name, "must be at most " + max);
        } else if (amount.signum() != 0 && amount.stripTrailingZeros().scale() > MONEY_DECIMALS) {
            refuse(name, "must have at most " + MONEY_DECIMALS + " decimals");
        } else {
            return amount.signum() == 0 ? 0 : amount.movePointRight(decimals).longValueExact();
        }
        return null;
    }

    @Nullable
    Boolean bool(final String name) {
        final JsonNode value = any(name);
        if (value != null && !value.isBoolean()) {
            refuse(name, "must be true or false");
            return null;
        }
        return value == null ? null : value.booleanValue();
    }

    /** Non-empty text without control characters. */
    @Nullable
    String text(final String name, final int maxChars) {
        final JsonNode value = any(name);
        return value == null ? null : text(value, path(name), maxChars);
    }

    String requiredText(final String name, final int maxChars) {
        return required(name, text(name, maxChars), "");
    }

    /** Text of any characters but those that cannot be written again. */
    @Nullable
    String freeText(final String name, final Limit maxBytes) {
        final JsonNode value = any(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            refuse(name, "must be text");
            return null;
        }
        final String text = value.textValue();
        if (!Texts.isEncodable(text)) {
            refuse(name, "holds a character that is not valid Unicode, or NUL");
            return null;
        }
        final int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > maxBytes.most()) {
            refuse(name, "has " + bytes + " bytes in UTF-8; " + maxBytes.allowed());
            return null;
        }
        return text;
    }

    /** One of the named values. */
    @Nullable
    String choice(final String name, final String... choices) {
        final JsonNode value = any(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual() || !List.of(choices).contains(value.textValue())) {
            refuse(name, "must be one of: " + String.join(", ", choices));
            return null;
        }
        return value.textValue();
    }

    /** The items of a list, each with its path; absent is empty. */
    int items(final String name, final int max, final BiConsumer<JsonNode, String> onItem) {
        return items(name, Limit.fixed(max), onItem);
    }

    int items(final String name, final Limit max, final BiConsumer<JsonNode, String> onItem) {
        final JsonNode value = any(name);
        if (value == null) {
            return 0;
        }
        if (!value.isArray()) {
            refuse(name, "must be a list");
        } else {
            eachItem(value, path(name), max, onItem);
        }
        return value.size();
    }

    /** The items of a list that stands at a path. */
    void eachItem(
            final JsonNode list, final String listPath, final Limit max, final BiConsumer<JsonNode, String> onItem) {
        if (list.size() > max.most()) {
            problems.add(listPath, "has " + list.size() + " items; " + max.allowed());
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            onItem.accept(list.get(i), listPath + "[" + i + "]");
        }
    }

    /** The same of a list that must have one item at least; {@code what} an item is called. */
    void requiredItems(
            final String name, final Limit max, final String what, final BiConsumer<JsonNode, String> onItem) {
        final JsonNode value = any(name);
        if (value == null) {
            refuse(name, "is required");
        } else if (items(name, max, onItem) == 0 && value.isArray()) {
            refuse(name, "must hold at least one " + what);
        }
    }

    /** A list of texts, doubles dropped. */
    List<String> texts(final String name, final int max) {
        final List<String> texts = new ArrayList<>();
        items(name, max, (item, itemPath) -> {
            final String text = text(item, itemPath, CampaignLimits.MAX_VALUE_CHARS);
            if (text != null && !texts.contains(text)) {
                texts.add(text);
            }
        });
        return texts;
    }

    /** A list of whole numbers, doubles dropped. */
    List<Integer> integers(final String name, final int maxItems, final int min, final int max) {
        final List<Integer> numbers = new ArrayList<>();
        items(name, maxItems, (item, itemPath) -> {
            final Long number = integer(item, itemPath, min, max);
            if (number != null && !numbers.contains(number.intValue())) {
                numbers.add(number.intValue());
            }
        });
        return List.copyOf(numbers);
    }

    /** A whole number that may be absent. */
    int integer(final String name, final int min, final int max, final int absent) {
        final Long number = integer(name, min, max);
        return number == null ? absent : number.intValue();
    }

    @Nullable
    String url(final String name) {
        final JsonNode value = any(name);
        return value == null ? null : url(value, path(name));
    }

    String requiredUrl(final String name) {
        return required(name, url(name), "");
    }

    List<String> urls(final String name, final int max) {
        final List<String> urls = new ArrayList<>();
        items(name, max, (item, itemPath) -> {
            final String url = url(item, itemPath);
            if (url != null) {
                urls.add(url);
            }
        });
        return List.copyOf(urls);
    }

    private @Nullable String url(final JsonNode value, final String valuePath) {
        final String text = text(value, valuePath, CampaignLimits.MAX_URL_CHARS);
        if (text != null && !Texts.isUrl(text)) {
            problems.add(
                    valuePath, "must be an absolute http or https URL, other characters than ASCII percent-encoded");
            return null;
        }
        return text;
    }

    @Nullable
    Long integer(final JsonNode value, final String valuePath, final long min, final long max) {
        final String expected = "must be a whole number from " + min + " to " + max;
        if (!value.isNumber()) {
            problems.add(valuePath, expected);
            return null;
        }
        final BigDecimal number = value.decimalValue();
        // Magnitude first: a number such as 1e999999999 must not be written out.
        if (number.signum() != 0
                && (number.precision() - (long) number.scale() > 18
                        || number.stripTrailingZeros().scale() > 0
                        || number.longValueExact() < min
                        || number.longValueExact() > max)) {
            problems.add(valuePath, expected);
            return null;
        }
        if (number.signum() == 0 && min > 0) {
            problems.add(valuePath, expected);
            return null;
        }
        return number.signum() == 0 ? 0 : number.longValueExact();
    }

    @Nullable
    String text(final JsonNode value, final String valuePath, final int maxChars) {
        if (!value.isTextual()) {
            problems.add(valuePath, "must be text");
            return null;
        }
        final String text = value.textValue();
        if (Texts.isBlank(text)) {
            problems.add(valuePath, "must not be empty");
        } else if (text.length() > maxChars) {
            problems.add(valuePath, "has " + text.length() + " characters; at most " + maxChars + " are allowed");
        } else if (!Texts.isEncodable(text) || Texts.hasControls(text)) {
            problems.add(valuePath, "must not hold control characters or invalid Unicode");
        } else {
            return text;
        }
        return null;
    }

    Problems problems() {
        return problems;
    }

    private <T> T required(final String name, final @Nullable T value, final T harmless) {
        if (value == null && !node.has(name)) {
            refuse(name, "is required");
        }
        return value == null ? harmless : value;
    }
}
