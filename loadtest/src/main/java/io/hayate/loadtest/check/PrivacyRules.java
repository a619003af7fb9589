package io.hayate.loadtest.check;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What an answer shows of the use of personal data: user ids as text, and bids where ads are denied. Immutable; shared. */
final class PrivacyRules {
    private static final List<String> DEVICE_IDS =
            List.of("ifa", "ifv", "didsha1", "didmd5", "dpidsha1", "dpidmd5", "macsha1", "macmd5");
    /** These echo the request or are the bidder's own numbers, which may be a user's by chance. */
    private static final Set<String> NO_USER = Set.of("id", "impid", "dealid", "cid", "crid", "adid");
    /** Shorter ones are in every text by chance. */
    private static final int LEAST_CHARACTERS = 6;

    private PrivacyRules() {}

    static void check(final Json request, final Json answer, final CheckSettings settings, final Findings findings) {
        if (!answer.at("seatbid").isPresent()) {
            return;
        }
        final int vendorId = settings.limits().gdprVendorId();
        if (vendorId > 0 && PrivacySignals.forbidsAds(request)) {
            findings.add(Rule.CONSENT, "", "a bid where the consent string denies purpose 2.");
        }
        final String restriction = PrivacySignals.restriction(request, vendorId);
        final Set<String> ids = restriction.isEmpty() ? Set.of() : userIds(request);
        if (ids.isEmpty()) {
            return;
        }
        final List<String> texts = new ArrayList<>();
        collectTexts(answer, texts);
        for (final String id : ids) {
            final Pattern asWord = Pattern.compile("(?<![a-z0-9])" + Pattern.quote(id) + "(?![a-z0-9])");
            if (texts.stream().anyMatch(text -> asWord.matcher(text).find())) {
                findings.add(Rule.USER_ID, "", "shows a user id of the request in spite of " + restriction + ".");
            }
        }
    }

    private static Set<String> userIds(final Json request) {
        final List<String> ids = new ArrayList<>();
        final Json user = request.at("user");
        final Json device = request.at("device");
        ids.add(user.at("id").textOr(""));
        ids.add(user.at("buyeruid").textOr(""));
        for (final String field : DEVICE_IDS) {
            ids.add(device.at(field).textOr(""));
            ids.add(device.at("ext").at(field).textOr(""));
        }
        for (final Json owner : List.of(user, user.at("ext"))) {
            for (final Json eid : owner.at("eids").objects()) {
                eid.at("uids").objects().forEach(uid -> ids.add(uid.at("id").textOr("")));
            }
        }
        final Set<String> spellings = new LinkedHashSet<>();
        for (final String id : ids) {
            if (id.length() >= LEAST_CHARACTERS && !id.matches("[0-]*")) {
                spellings.add(id.toLowerCase(Locale.ROOT));
                spellings.add(URLEncoder.encode(id, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
            }
        }
        return spellings;
    }

    private static void collectTexts(final Json value, final List<String> texts) {
        final String text = value.text();
        if (text != null) {
            texts.add(text.toLowerCase(Locale.ROOT));
        }
        value.allItems().forEach(item -> collectTexts(item, texts));
        for (final String name : value.names()) {
            if (!NO_USER.contains(name)) {
                collectTexts(value.at(name), texts);
            }
        }
    }
}
