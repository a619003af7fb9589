package io.hayate.loadtest.check;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the request says about every bid in it: seats, categories, advertisers, apps, languages. Immutable; shared. */
final class RequestRules {
    static final List<BidRule> ALL = List.of(
            RequestRules::checkSeat,
            RequestRules::checkCategories,
            RequestRules::checkAdvertiser,
            RequestRules::checkApp,
            RequestRules::checkLanguage,
            RequestRules::checkTransparency);

    private static final int CONTENT_TAXONOMY_1 = 1;
    /** What a creative without words says. */
    private static final String NO_LANGUAGE = "xx";

    /** Of dsarequired: a bid may tell, and need not. */
    private static final int DSA_SUPPORTED = 1;

    /** The parts of a tag that count (BCP 47, 2.1). */
    private static final Pattern LANGUAGE_TAG = Pattern.compile(
            "(?<language>[a-z]{2,3})(-[a-z]{3}){0,3}(-(?<script>[a-z]{4}))?(-(?<region>[a-z]{2}|[0-9]{3}))?(-.*)?");

    /** How a place writes Chinese. */
    private static final Map<String, String> CHINESE_SCRIPTS =
            Map.of("cn", "hans", "sg", "hans", "my", "hans", "tw", "hant", "hk", "hant", "mo", "hant");

    private RequestRules() {}

    private static void checkSeat(final Offer offer, final Findings findings) {
        final String seat = offer.seatBid().at("seat").textOr("");
        final List<String> allowed = offer.request().at("wseat").strings();
        final List<String> blocked = offer.request().at("bseat").strings();
        if (!allowed.isEmpty() && !allowed.contains(seat)) {
            findings.add(Rule.SEAT, offer.path(), "seat '" + seat + "' is not in wseat " + allowed + ".");
        }
        if (!blocked.isEmpty() && (seat.isEmpty() || blocked.contains(seat))) {
            findings.add(Rule.SEAT, offer.path(), "seat '" + seat + "' against bseat " + blocked + ".");
        }
    }

    private static void checkCategories(final Offer offer, final Findings findings) {
        final long requestTaxonomy = taxonomy(offer.request());
        final long bidTaxonomy = taxonomy(offer.bid());
        final List<String> categories = offer.bid().at("cat").strings();
        if (requestTaxonomy == bidTaxonomy) {
            for (final String blocked : offer.request().at("bcat").strings()) {
                for (final String category : categories) {
                    if (covers(blocked, category, requestTaxonomy)) {
                        findings.add(
                                Rule.CATEGORY, offer.path("cat"), category + " is blocked by bcat " + blocked + ".");
                    }
                }
            }
        }
        final List<String> allowed = offer.request().at("acat").strings();
        if (allowed.isEmpty()) {
            return;
        }
        if (categories.isEmpty() || requestTaxonomy != bidTaxonomy) {
            findings.add(Rule.CATEGORY, offer.path("cat"), "does not show that it is inside acat.");
        }
        for (final String category : categories) {
            if (allowed.stream().noneMatch(parent -> covers(parent, category, requestTaxonomy))) {
                findings.add(Rule.CATEGORY, offer.path("cat"), category + " is not in acat " + allowed + ".");
            }
        }
    }

    private static long taxonomy(final Json owner) {
        final Long taxonomy = owner.at("cattax").integer();
        return taxonomy == null ? CONTENT_TAXONOMY_1 : taxonomy;
    }

    // Only the first taxonomy writes the parent into the code: IAB7 is the parent of IAB7-39.
    private static boolean covers(final String parent, final String category, final long taxonomy) {
        final String upperParent = parent.toUpperCase(Locale.ROOT);
        final String upperCategory = category.toUpperCase(Locale.ROOT);
        return upperCategory.equals(upperParent)
                || (taxonomy == CONTENT_TAXONOMY_1 && upperCategory.startsWith(upperParent + "-"));
    }

    private static void checkAdvertiser(final Offer offer, final Findings findings) {
        final List<String> blockedDomains = offer.request().at("badv").strings();
        for (final String domain : offer.bid().at("adomain").strings()) {
            for (final String blocked : blockedDomains) {
                if (Domains.covers(blocked, domain)) {
                    findings.add(
                            Rule.ADVERTISER, offer.path("adomain"), domain + " is blocked by badv " + blocked + ".");
                }
            }
        }
    }

    private static void checkApp(final Offer offer, final Findings findings) {
        final String bundle = offer.bid().at("bundle").textOr("");
        if (!bundle.isEmpty() && offer.request().at("bapp").strings().stream().anyMatch(bundle::equalsIgnoreCase)) {
            findings.add(Rule.APP, offer.path("bundle"), bundle + " is in bapp.");
        }
    }

    private static void checkLanguage(final Offer offer, final Findings findings) {
        final String language =
                offer.bid().at("language").textOr(offer.bid().at("langb").textOr(NO_LANGUAGE));
        if (language.equals(NO_LANGUAGE)) {
            return;
        }
        for (final String field : List.of("wlang", "wlangb")) {
            final List<String> allowed = offer.request().at(field).strings();
            if (!allowed.isEmpty() && allowed.stream().noneMatch(tag -> isSameLanguage(tag, language))) {
                findings.add(
                        Rule.LANGUAGE, offer.path("language"), language + " is not in " + field + " " + allowed + ".");
            }
        }
    }

    private static void checkTransparency(final Offer offer, final Findings findings) {
        final Json required = offer.request().at("regs").at("ext").at("dsa").at("dsarequired");
        final Long level = required.integer();
        final boolean free = !required.says() || (level != null && (level == 0 || level == DSA_SUPPORTED));
        final Json told = offer.bid().at("ext").at("dsa");
        if (!free && !(told.at("behalf").says() && told.at("paid").says())) {
            findings.add(
                    Rule.TRANSPARENCY, offer.path("ext.dsa"), "is " + told + " where dsarequired is " + required + ".");
        }
    }

    // One tag may say more than the other: zh goes with zh-Hant, which does not go with zh-Hans, nor with zh-CN.
    private static boolean isSameLanguage(final String tag, final String other) {
        final Matcher one = LANGUAGE_TAG.matcher(tag.toLowerCase(Locale.ROOT).replace('_', '-'));
        final Matcher two = LANGUAGE_TAG.matcher(other.toLowerCase(Locale.ROOT).replace('_', '-'));
        return one.matches()
                && two.matches()
                && one.group("language").equals(two.group("language"))
                && isSame(script(one), script(two))
                && isSame(one.group("region"), two.group("region"));
    }

    private static boolean isSame(final @Nullable String one, final @Nullable String other) {
        return one == null || other == null || one.equals(other);
    }

    private static @Nullable String script(final Matcher tag) {
        final String region = tag.group("region");
        if (tag.group("script") != null
                || region == null
                || !tag.group("language").equals("zh")) {
            return tag.group("script");
        }
        return CHINESE_SCRIPTS.get(region);
    }
}
