package io.hayate.bidder.campaigns.live;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Countries of ISO 3166-1 by their codes of two and of three letters. Immutable; shared. */
public final class CountryCode {
    /** No such country. */
    public static final int NONE = ByteDictionary.MISSING;

    /** Member states of the EU with their parts that have codes of their own, and Iceland, Liechtenstein and Norway. */
    private static final List<String> EEA = List.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
            "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "AX", "GF", "GP", "MF", "MQ", "RE",
            "YT");

    private static final String[] ALPHA_2 = Locale.getISOCountries();
    private static final Map<String, String> ALPHA_3_BY_ALPHA_2 = alpha3ByAlpha2();
    private static final Set<String> ALPHA_3 = Set.copyOf(ALPHA_3_BY_ALPHA_2.values());
    private static final byte[] LETTERS = String.join("", ALPHA_2).getBytes(StandardCharsets.US_ASCII);
    private static final ByteDictionary COUNTRIES = countries();
    private static final boolean[] GDPR = gdpr();

    private CountryCode() {}

    /** The three letters of a code of two or three, in upper case; empty if there is no such country. */
    public static String alpha3(final String upperCaseCode) {
        return ALPHA_3.contains(upperCaseCode) ? upperCaseCode : ALPHA_3_BY_ALPHA_2.getOrDefault(upperCaseCode, "");
    }

    /** The two letters of a code of three; the code itself if there is no such country. */
    public static String alpha2(final String alpha3) {
        return ALPHA_3_BY_ALPHA_2.entrySet().stream()
                .filter(each -> each.getValue().equals(alpha3))
                .map(Map.Entry::getKey)
                .findAny()
                .orElse(alpha3);
    }

    /** A number for the country of these two or three letters, in any case, or {@link #NONE}. */
    public static int of(final byte[] bytes, final int offset, final int length) {
        return COUNTRIES.id(bytes, offset, length);
    }

    /** The first (0) or second (1) of the country's two letters, in upper case. */
    public static byte letter(final int country, final int place) {
        return LETTERS[2 * country + place];
    }

    /** Whether the GDPR or its British or Swiss like holds there. */
    public static boolean underGdpr(final int country) {
        return country != NONE && GDPR[country];
    }

    private static Map<String, String> alpha3ByAlpha2() {
        final Map<String, String> codes = new HashMap<>();
        for (final String alpha2 : ALPHA_2) {
            codes.put(alpha2, new Locale.Builder().setRegion(alpha2).build().getISO3Country());
        }
        return Map.copyOf(codes);
    }

    private static ByteDictionary countries() {
        final Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < ALPHA_2.length; i++) {
            numbers.put(ALPHA_2[i], i);
            numbers.put(ALPHA_3_BY_ALPHA_2.get(ALPHA_2[i]), i);
            if (ALPHA_2[i].equals("GB")) {
                // Not of the standard, which reserves it; requests have it.
                numbers.put("UK", i);
            }
        }
        return ByteDictionary.ignoringCase(numbers);
    }

    private static boolean[] gdpr() {
        final boolean[] under = new boolean[ALPHA_2.length];
        for (int i = 0; i < ALPHA_2.length; i++) {
            under[i] = EEA.contains(ALPHA_2[i]) || ALPHA_2[i].equals("GB") || ALPHA_2[i].equals("CH");
        }
        return under;
    }
}
