package io.hayate.loadtest.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a request says against the use of its user ids, read in the places of 2.6 and 2.5; of two that differ the
 * stricter counts. Immutable; shared.
 */
final class PrivacySignals {
    private static final Set<String> GDPR_COUNTRIES = Set.of(
            "AUT", "BEL", "BGR", "HRV", "CYP", "CZE", "DNK", "EST", "FIN", "FRA", "DEU", "GRC", "HUN", "IRL", "ITA",
            "LVA", "LTU", "LUX", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "ESP", "SWE", "ISL", "LIE", "NOR",
            "GBR", "CHE", "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT",
            "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "IS", "LI", "NO", "GB", "CH");
    private static final Pattern US_PRIVACY = Pattern.compile("1[YNyn-][YNyn-][YNyn-]");
    private static final int OPT_OUT_INDEX = 2;

    private PrivacySignals() {}

    /** Why no user id may show in the answer; empty if nothing is seen against it. */
    static String restriction(final Json request, final int vendorId) {
        final Json regs = request.at("regs");
        if (regs.isSet("coppa")) {
            return "coppa";
        }
        if (request.at("device").isSet("lmt") || request.at("device").isSet("dnt")) {
            return "lmt or dnt";
        }
        if (regs.isSet("gpc")) {
            return "gpc";
        }
        if (isUsOptOut(regs)) {
            return "us_privacy";
        }
        if (isUnderGdpr(request) && !mayStore(request, vendorId)) {
            return "gdpr without consent";
        }
        return "";
    }

    /** Whether a readable TCF string denies the selection of ads on any ground. */
    static boolean forbidsAds(final Json request) {
        return isUnderGdpr(request)
                && consents(request).stream()
                        .map(TcString::parse)
                        .flatMap(Optional::stream)
                        .anyMatch(string -> !string.permits(TcString.BASIC_ADS));
    }

    private static boolean mayStore(final Json request, final int vendorId) {
        final List<String> consents = consents(request);
        return vendorId > 0
                && !consents.isEmpty()
                && consents.stream()
                        .allMatch(text -> TcString.parse(text)
                                .filter(string -> string.consentsTo(TcString.STORAGE))
                                .isPresent());
    }

    private static List<String> consents(final Json request) {
        final Json user = request.at("user");
        return List.of(user.at("consent"), user.at("ext").at("consent")).stream()
                .map(consent -> consent.textOr(""))
                .filter(consent -> !consent.isEmpty())
                .distinct()
                .toList();
    }

    private static boolean isUnderGdpr(final Json request) {
        final Json regs = request.at("regs");
        if (regs.isSet("gdpr")) {
            return true;
        }
        final boolean said =
                regs.at("gdpr").integer() != null || regs.at("ext").at("gdpr").integer() != null;
        final String country = request.at("device")
                .at("geo")
                .at("country")
                .textOr(request.at("user").at("geo").at("country").textOr(""));
        return !said && GDPR_COUNTRIES.contains(country.toUpperCase(Locale.ROOT));
    }

    // A text that cannot be read is taken as an opt-out.
    private static boolean isUsOptOut(final Json regs) {
        return List.of(regs.at("us_privacy"), regs.at("ext").at("us_privacy")).stream()
                .filter(Json::says)
                .map(text -> text.textOr(""))
                .anyMatch(text -> !US_PRIVACY.matcher(text).matches()
                        || Character.toUpperCase(text.charAt(OPT_OUT_INDEX)) == 'Y');
    }
}
