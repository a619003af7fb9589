package io.hayate.loadtest.check;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The host that impressions of a site are on. Immutable; shared. */
final class SiteHost {
    /** Scheme, user and port aside; of a bare domain as well. */
    private static final Pattern URL =
            Pattern.compile("(?:(?:[a-z][a-z0-9+.-]*:)?//)?(?:[^/?#\\\\@]*@)?(?<host>[^/?#\\\\:]*).*", Pattern.DOTALL);

    private SiteHost() {}

    /** By {@code site.domain}, else by {@code site.page}; empty if there is no site, or neither tells. */
    static String ofRequest(final Json request) {
        final Json site = request.at("site");
        final String domain = of(site.at("domain").textOr(""));
        return domain.isEmpty() ? of(site.at("page").textOr("")) : domain;
    }

    /** In ASCII and lower case, without dots around it; empty if there is none. */
    static String of(final String domainOrUrl) {
        final Matcher url = URL.matcher(domainOrUrl.strip().toLowerCase(Locale.ROOT));
        final String host = url.matches() ? url.group("host").replaceAll("^[.*\\s]+|[.*\\s]+$", "") : "";
        try {
            return IDN.toASCII(host).toLowerCase(Locale.ROOT);
        } catch (final IllegalArgumentException e) {
            return host;
        }
    }
}
