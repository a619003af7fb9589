package io.hayate.loadtest.check;

import java.util.Locale;

/** How a domain in a list of the request relates to an advertiser's. Immutable; shared. */
final class Domains {
    private Domains() {}

    /** Whether {@code domain} is {@code listed} or below it: shop.example covers sale.shop.example. */
    static boolean covers(final String listed, final String domain) {
        final String parent = normal(listed);
        final String child = normal(domain);
        return !parent.isEmpty() && (child.equals(parent) || child.endsWith("." + parent));
    }

    private static String normal(final String domain) {
        final String lower = domain.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
