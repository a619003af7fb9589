package io.hayate.bidder.campaigns.rates;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.hayate.bidder.campaigns.live.CurrencyCode;
import io.hayate.bidder.campaigns.live.CurrencyRates;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code {"base": "USD", "asOf": "2026-11-22T00:00:00Z", "rates": {"JPY": 155.2}}}, as JSON or YAML: units of
 * each currency for one of the base. Rates are taken exactly as they are written. A code that ISO 4217 does not know,
 * such as BTC, is left out; everything else that is odd is a problem. Immutable; shared.
 */
public final class CurrencyRatesParser {
    /** A file larger than this holds something else. */
    public static final int MAX_BYTES = 256 * 1024;

    /** A rate above it is a slip; the largest of real ones are near 100,000. */
    static final long MAX_RATE = 1_000_000_000;

    static final int MAX_DECIMALS = 9;

    /** Clocks differ; beyond this the date is a slip. */
    static final long MAX_AHEAD_MS = TimeUnit.HOURS.toMillis(1);

    private static final Set<String> FIELDS = Set.of("asOf", "base", "rates");
    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");

    private CurrencyRatesParser() {}

    /** A file's content, of a file that is too large no more than shows it. */
    public static byte[] read(final Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES + 1);
        }
    }

    /**
     * @param problems gets a sentence for everything that is wrong
     * @return null if there was a problem
     */
    public static @Nullable CurrencyRates parse(final byte[] bytes, final long nowMs, final List<String> problems) {
        final int problemsBefore = problems.size();
        final JsonNode root = tree(bytes, problems);
        if (root == null) {
            return null;
        }
        if (!root.isObject()) {
            problems.add("expected a mapping of base, asOf and rates");
            return null;
        }
        root.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                problems.add(field + ": expected base, asOf and rates only");
            }
        });
        final int base = base(root.path("base"), problems);
        final long asOfMs = asOfMs(root.path("asOf"), nowMs, problems);
        final Map<Integer, Long> rates = rates(root.path("rates"), base, problems);
        return problems.size() == problemsBefore ? new CurrencyRates(base, asOfMs, rates) : null;
    }

    private static @Nullable JsonNode tree(final byte[] bytes, final List<String> problems) {
        if (bytes.length > MAX_BYTES) {
            problems.add("expected at most " + MAX_BYTES + " bytes");
            return null;
        }
        try {
            return (isJson(bytes) ? new ObjectMapper() : new ObjectMapper(new YAMLFactory()))
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readTree(bytes);
        } catch (final IOException e) {
            final String message =
                    e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
            problems.add("expected JSON or YAML; "
                    + String.valueOf(message).lines().findFirst().orElse(""));
            return null;
        }
    }

    /** YAML takes JSON too, but no tabs. */
    private static boolean isJson(final byte[] bytes) {
        int first = 0;
        while (first < bytes.length && bytes[first] <= ' ') {
            first++;
        }
        return first < bytes.length && bytes[first] == '{';
    }

    private static int base(final JsonNode node, final List<String> problems) {
        final int code = CurrencyCode.of(node.asText());
        if (!node.isTextual() || !CODE.matcher(node.asText()).matches() || !CurrencyCode.isKnown(code)) {
            problems.add("base: expected a currency by its ISO 4217 code, such as USD");
            return CurrencyCode.NONE;
        }
        return code;
    }

    private static long asOfMs(final JsonNode node, final long nowMs, final List<String> problems) {
        try {
            final Instant asOf = OffsetDateTime.parse(node.asText()).toInstant();
            if (asOf.isAfter(Instant.ofEpochMilli(nowMs + MAX_AHEAD_MS))) {
                problems.add("asOf: expected a time that has been, not " + asOf);
            } else if (asOf.isBefore(Instant.EPOCH)) {
                problems.add("asOf: expected a time of this age, not " + asOf);
            } else {
                return asOf.toEpochMilli();
            }
        } catch (final DateTimeException e) {
            problems.add("asOf: expected a date and time with offset, such as 2026-11-22T00:00:00Z");
        }
        return 0;
    }

    private static Map<Integer, Long> rates(final JsonNode node, final int base, final List<String> problems) {
        final Map<Integer, Long> rates = new HashMap<>();
        if (!node.isObject() || node.isEmpty()) {
            problems.add("rates: expected a mapping of currencies to numbers");
            return rates;
        }
        node.properties().forEach(entry -> {
            final String path = "rates." + entry.getKey();
            if (!CODE.matcher(entry.getKey()).matches()) {
                problems.add(path + ": expected a currency by its code of three capital letters");
                return;
            }
            final int code = CurrencyCode.of(entry.getKey());
            final long rate = CurrencyCode.isKnown(code) ? rate(path, entry.getValue(), problems) : 0;
            if (code == base && rate > 0 && rate != CurrencyRates.ONE) {
                problems.add(path + ": expected 1, as it is the base");
            } else if (rate > 0) {
                rates.put(code, rate);
            }
        });
        return rates;
    }

    /** In 1e-9 units; 0 and a problem if there is none. */
    private static long rate(final String path, final JsonNode node, final List<String> problems) {
        if (!node.isNumber()) {
            problems.add(path + ": expected a number");
            return 0;
        }
        final BigDecimal rate = node.decimalValue();
        if (rate.signum() <= 0) {
            problems.add(path + ": expected a number above 0");
        } else if (rate.precision() - (long) rate.scale() > 10 || rate.compareTo(BigDecimal.valueOf(MAX_RATE)) > 0) {
            problems.add(path + ": expected at most " + MAX_RATE);
        } else if (rate.stripTrailingZeros().scale() > MAX_DECIMALS) {
            problems.add(path + ": expected at most " + MAX_DECIMALS + " decimals");
        } else {
            return rate.movePointRight(MAX_DECIMALS).longValueExact();
        }
        return 0;
    }
}
