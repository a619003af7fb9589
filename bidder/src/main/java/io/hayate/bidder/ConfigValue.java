package io.hayate.bidder;

import io.hayate.bidder.audience.UserSecret;
import io.hayate.bidder.privacy.TcfRegistration;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A kind of configuration value: how its text is read, and what is said when it cannot be. Immutable; shared.
 *
 * @param placeholder for the usage text
 * @param expected completes "expected ..."
 * @param reader returns null for what it cannot read
 * @param secret never printed
 */
record ConfigValue(String placeholder, String expected, Reader reader, boolean secret) {
    /** Every bid carries these URLs several times. */
    static final int MAX_URL_CHARACTERS = 256;

    private static final int MAX_DOMAIN_CHARACTERS = 253;

    static final ConfigValue PORT = new ConfigValue(
            "PORT", "a port from 0 to 65535", text -> whole(text, 0, 65_535, text.length() <= 5), false);
    static final ConfigValue SWITCH = new ConfigValue("true|false", "true or false", ConfigValue::onOrOff, false);
    static final ConfigValue SHARE = new ConfigValue("SHARE", "a decimal from 0 to 1", ConfigValue::share, false);
    static final ConfigValue HOST =
            new ConfigValue("ADDRESS", "an IP address or a host name", ConfigValue::host, false);
    static final ConfigValue FILE = new ConfigValue("FILE", "a readable file", ConfigValue::file, false);
    static final ConfigValue FOLDER =
            new ConfigValue("DIR", "a folder, there or to be made", ConfigValue::folder, false);
    static final ConfigValue BASE_URL = new ConfigValue(
            "URL",
            "an absolute http or https URL without query, fragment or credentials, at most " + MAX_URL_CHARACTERS
                    + " characters; " + ConfigKey.BID_PORT_PLACEHOLDER + " stands for the bid port",
            ConfigValue::baseUrl,
            false);
    static final ConfigValue SECRET =
            new ConfigValue("TOKEN", "printable ASCII without spaces", matching("[\\x21-\\x7e]+"), true);
    static final ConfigValue KEYS = new ConfigValue(
            "KEYS",
            "id:base64, more of them after commas",
            matching("[A-Za-z0-9_-]+:[A-Za-z0-9+/_-]+={0,2}(,[A-Za-z0-9_-]+:[A-Za-z0-9+/_-]+={0,2})*"),
            true);

    static final ConfigValue PRICE_KEYS = new ConfigValue(
            "KEYS",
            "id:encryption key:integrity key, both in base64, more of them after commas",
            matching("[^\\s:,]+:[^\\s:,]+:[^\\s:,]+(,[^\\s:,]+:[^\\s:,]+:[^\\s:,]+)*"),
            true);

    static final ConfigValue USER_SECRET = new ConfigValue(
            "BASE64",
            "at least " + UserSecret.MIN_BYTES + " bytes in base64",
            text -> UserSecret.parse(text) == null ? null : text,
            true);

    /** Read as a list in lower case. One label alone would be everything below a top-level domain. */
    static final ConfigValue DOMAINS = new ConfigValue(
            "DOMAIN,...", "none, or domains such as exchange.example, joined by commas", ConfigValue::domains, false);

    /** Read as 1e-9 of a currency; {@code Long.MAX_VALUE} for none. */
    static final ConfigValue AMOUNT = new ConfigValue(
            "AMOUNT", "none, or an amount above 0 such as 250 or 99.50", ConfigValue::amountNanos, false);

    private static final Pattern AMOUNT_TEXT = Pattern.compile("\\d{1,9}(\\.\\d{1,6})?");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");
    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})+");
    private static final Pattern IP_V6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*:[0-9A-Fa-f.:]*");

    /** Reads one kind of text. */
    @FunctionalInterface
    interface Reader {
        @Nullable
        Object read(String text);
    }

    static ConfigValue count(final int least, final int most) {
        return new ConfigValue(
                "N", "a whole number from " + least + " to " + most, text -> whole(text, least, most, true), false);
    }

    /** Read as a long. */
    static ConfigValue bytes(final long least, final long most) {
        return new ConfigValue(
                "BYTES", "a whole number from " + least + " to " + most, text -> wholeBytes(text, least, most), false);
    }

    /** Read as a mask of those of the TCF, purpose 1 lowest. */
    static ConfigValue purposes(final Integer... allowed) {
        final String numbers = Arrays.stream(allowed).map(String::valueOf).collect(Collectors.joining(", "));
        return new ConfigValue(
                "N,...",
                "none, or numbers out of " + numbers + ", joined by commas",
                text -> mask(text, allowed),
                false);
    }

    private static @Nullable Object mask(final String text, final Integer... allowed) {
        long mask = 0;
        for (final String number : text.equals("none") ? new String[0] : text.split(",", -1)) {
            final Object purpose = whole(number.strip(), 1, 24, true);
            if (purpose == null || !List.of(allowed).contains(purpose)) {
                return null;
            }
            mask |= TcfRegistration.purpose((Integer) purpose);
        }
        return mask;
    }

    static ConfigValue choice(final String... choices) {
        final List<String> allowed = List.of(choices);
        return new ConfigValue(
                String.join("|", allowed),
                "one of " + String.join(", ", allowed),
                text -> allowed.contains(text) ? text : null,
                false);
    }

    /** Read as milliseconds. */
    static ConfigValue duration(final String least, final String most) {
        return new ConfigValue(
                "DURATION",
                "a duration such as 250ms, 10s or 24h, from " + least + " to " + most,
                text -> durationMs(text, least, most),
                false);
    }

    /** Read as milliseconds. */
    static ConfigValue durationOrZero(final String least, final String most) {
        return new ConfigValue(
                "DURATION",
                "0, or a duration such as 250ms, 10s or 24h, from " + least + " to " + most,
                text -> text.equals("0") ? Long.valueOf(0) : durationMs(text, least, most),
                false);
    }

    private static @Nullable Object amountNanos(final String text) {
        if (text.equals("none")) {
            return Long.MAX_VALUE;
        }
        if (!AMOUNT_TEXT.matcher(text).matches()) {
            return null;
        }
        final long nanos = new BigDecimal(text).movePointRight(9).longValueExact();
        return nanos == 0 ? null : (Object) nanos;
    }

    private static @Nullable Object durationMs(final String text, final String least, final String most) {
        final long durationMs = milliseconds(text);
        return durationMs >= milliseconds(least) && durationMs <= milliseconds(most) ? durationMs : null;
    }

    private static long milliseconds(final String text) {
        final Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return -1;
        }
        final long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> number;
            case "s" -> number * 1_000;
            case "m" -> number * 60_000;
            case "h" -> number * 3_600_000;
            default -> number * 86_400_000;
        };
    }

    private static @Nullable Object domains(final String text) {
        if (text.equals("none")) {
            return List.of();
        }
        final List<String> domains = Arrays.stream(text.split(",", -1))
                .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
                .toList();
        return domains.stream()
                        .allMatch(domain -> domain.length() <= MAX_DOMAIN_CHARACTERS
                                && DOMAIN.matcher(domain).matches())
                ? domains
                : null;
    }

    private static @Nullable Object whole(
            final String text, final int least, final int most, final boolean lengthAllowed) {
        if (!lengthAllowed || !text.matches("\\d{1,10}")) {
            return null;
        }
        final long number = Long.parseLong(text);
        return number >= least && number <= most ? (int) number : null;
    }

    private static @Nullable Object wholeBytes(final String text, final long least, final long most) {
        if (!text.matches("\\d{1,18}")) {
            return null;
        }
        final long number = Long.parseLong(text);
        return number >= least && number <= most ? number : null;
    }

    /** Read as a double. */
    private static @Nullable Object share(final String text) {
        if (!text.matches("[01]|0?\\.\\d{1,9}|1\\.0{1,9}")) {
            return null;
        }
        return Double.valueOf(text);
    }

    private static @Nullable Object onOrOff(final String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }

    private static @Nullable Object host(final String text) {
        return HOST_NAME.matcher(text).matches() || IP_V6.matcher(text).matches() ? text : null;
    }

    private static @Nullable Object file(final String text) {
        final Path path = path(text);
        return path != null && Files.isRegularFile(path) && Files.isReadable(path) ? path : null;
    }

    private static @Nullable Object folder(final String text) {
        final Path path = path(text);
        return path != null && canBeFolder(path) ? path : null;
    }

    /** It is one, or what there is of the way to it is one. */
    private static boolean canBeFolder(final Path path) {
        Path there = path.toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return Files.isDirectory(there);
    }

    private static @Nullable Path path(final String text) {
        try {
            return text.isEmpty() ? null : Path.of(text);
        } catch (final InvalidPathException e) {
            return null;
        }
    }

    /** Keeps the placeholder: the port is known only when it is bound. */
    private static @Nullable Object baseUrl(final String text) {
        if (text.length() > MAX_URL_CHARACTERS || !text.matches("[\\x21-\\x7e]*")) {
            return null;
        }
        try {
            final URI uri = new URI(text.replace(ConfigKey.BID_PORT_PLACEHOLDER, "65535"));
            final boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            final boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getUserInfo() == null;
            final boolean portInRange = uri.getPort() <= 65_535;
            return web && bare && portInRange && uri.getHost() != null ? text.replaceAll("/+$", "") : null;
        } catch (final URISyntaxException e) {
            return null;
        }
    }

    private static Reader matching(final String regex) {
        final Pattern pattern = Pattern.compile(regex);
        return text -> pattern.matcher(text).matches() ? text : null;
    }
}
