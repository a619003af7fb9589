package io.hayate.bidder.campaigns.live;

import java.net.IDN;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who may sell the inventory of a domain or of an app: what ads.txt and app-ads.txt say, looked up by bytes of a request
 * without making a string. Immutable; shared.
 */
public final class AuthorizedSellers {
    /** No such domain or app is loaded, or no such system. */
    public static final int UNKNOWN = ByteDictionary.MISSING;

    public static final AuthorizedSellers NONE = new Builder().build();

    private final ByteDictionary domains;
    private final ByteDictionary bundles;
    private final ByteDictionary systems;
    private final ByteDictionary accounts;
    private final int domainCount;
    private final int bundleCount;

    /** Where the sellers of a place begin; those of the next follow. */
    private final int[] firstSeller;
    /** System in the upper, account in the lower 32 bits; ascending within a place. */
    private final long[] sellers;

    private AuthorizedSellers(final Builder builder) {
        domains = ByteDictionary.ignoringCase(builder.spellings());
        bundles = ByteDictionary.ignoringCase(builder.bundles);
        systems = ByteDictionary.ignoringCase(builder.systems);
        accounts = ByteDictionary.exact(builder.accounts);
        domainCount = builder.domains.size();
        bundleCount = builder.bundles.size();
        firstSeller = new int[builder.places.size() + 1];
        sellers = new long[builder.sellerCount];
        int at = 0;
        for (int place = 0; place < builder.places.size(); place++) {
            final long[] its = builder.places.get(place);
            System.arraycopy(its, 0, sellers, at, its.length);
            at += its.length;
            firstSeller[place + 1] = at;
        }
    }

    /**
     * The place of the nearest of a domain and those above it, or {@link #UNKNOWN}: a subdomain's own file counts
     * before its parent's.
     */
    public int ofDomain(final byte[] bytes, final int offset, final int length) {
        final int end = offset + length;
        for (int i = offset; i < end; i++) {
            if (i == offset || bytes[i - 1] == '.') {
                final int place = domains.id(bytes, i, end - i);
                if (place != UNKNOWN) {
                    return place;
                }
            }
        }
        return UNKNOWN;
    }

    /** The place of an app, or {@link #UNKNOWN}. */
    public int ofBundle(final byte[] bytes, final int offset, final int length) {
        return bundles.id(bytes, offset, length);
    }

    /** The number of an advertising system by its domain, or {@link #UNKNOWN}. */
    public int system(final byte[] bytes, final int offset, final int length) {
        return systems.id(bytes, offset, length);
    }

    /** Whether an account at a system may sell what is of this place. */
    public boolean authorize(
            final int place, final int system, final byte[] bytes, final int offset, final int length) {
        if (system == UNKNOWN) {
            return false;
        }
        final int account = accounts.id(bytes, offset, length);
        return account != UNKNOWN
                && Arrays.binarySearch(sellers, firstSeller[place], firstSeller[place + 1], seller(system, account))
                        >= 0;
    }

    /** How many domains there are. */
    public int domainCount() {
        return domainCount;
    }

    /** How many apps there are. */
    public int bundleCount() {
        return bundleCount;
    }

    /** How many sellers there are, over all domains and apps. */
    public int sellerCount() {
        return sellers.length;
    }

    private static long seller(final int system, final int account) {
        return (long) system << Integer.SIZE | account;
    }

    /** One account that may sell: the system's domain, and its id for the account, in which letter case counts. */
    public record Seller(String system, String account) {}

    /** Gathers what is to be looked up. Owned by the sellers agent. */
    public static final class Builder {
        private final Map<String, Integer> domains = new HashMap<>();
        private final Map<String, Integer> bundles = new HashMap<>();
        private final Map<String, Integer> systems = new HashMap<>();
        private final Map<String, Integer> accounts = new HashMap<>();
        private final List<long[]> places = new ArrayList<>();
        private int sellerCount;

        /** @return false, with nothing changed, if there is that domain already */
        public boolean addDomain(final String domain, final List<Seller> its) {
            return add(domains, domain, its);
        }

        /** @return false, with nothing changed, if there is that app already; letter case is ignored */
        public boolean addBundle(final String bundle, final List<Seller> its) {
            return add(bundles, LetterCase.fold(bundle), its);
        }

        public int placeCount() {
            return places.size();
        }

        public int sellerCount() {
            return sellerCount;
        }

        /** How many different systems and accounts there would be with these sellers. */
        public long nameCount(final List<Seller> its) {
            return systems.size()
                    + accounts.size()
                    + its.stream()
                            .map(Seller::system)
                            .filter(each -> !systems.containsKey(each))
                            .distinct()
                            .count()
                    + its.stream()
                            .map(Seller::account)
                            .filter(each -> !accounts.containsKey(each))
                            .distinct()
                            .count();
        }

        public AuthorizedSellers build() {
            return new AuthorizedSellers(this);
        }

        private boolean add(final Map<String, Integer> kind, final String name, final List<Seller> its) {
            if (kind.putIfAbsent(name, places.size()) != null) {
                return false;
            }
            final long[] sellers = its.stream()
                    .mapToLong(each -> seller(number(systems, each.system()), number(accounts, each.account())))
                    .sorted()
                    .distinct()
                    .toArray();
            places.add(sellers);
            sellerCount += sellers.length;
            return true;
        }

        private static int number(final Map<String, Integer> numbers, final String text) {
            return numbers.computeIfAbsent(text, key -> numbers.size());
        }

        /** Requests may write a domain in its own letters, too. */
        private Map<String, Integer> spellings() {
            final Map<String, Integer> spellings = new HashMap<>(domains);
            domains.forEach((domain, place) -> spellings.putIfAbsent(LetterCase.fold(IDN.toUnicode(domain)), place));
            return spellings;
        }
    }
}
