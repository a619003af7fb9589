package io.hayate.loadtest.check;

import io.hayate.loadtest.check.CheckSettings.NativeForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What holds for the markup of a native bid, beginning with its form. Immutable; shared. */
final class NativeRules {
    private static final List<NativeRule> ALL = Stream.of(
                    List.<NativeRule>of(NativeRules::checkPages),
                    NativeAssets.ALL,
                    NativeImages.ALL,
                    NativeTrackers.ALL)
            .flatMap(List::stream)
            .toList();

    private NativeRules() {}

    static void check(final Offer offer, final Findings findings) {
        final Json markup = offer.bid().at("adm");
        if (!offer.isNative() || !markup.says()) {
            return;
        }
        final Optional<NativeRequest> request = NativeRequest.of(offer.imp());
        if (request.isEmpty()) {
            findings.add(Rule.UNUSABLE_FIELD, offer.path(), "native.request cannot be read.");
            return;
        }
        final Json root;
        try {
            root = read(offer, markup, findings);
        } catch (final IOException e) {
            findings.add(Rule.MARKUP, offer.path("adm"), "is not JSON.");
            return;
        }
        final boolean wrapped = root.at("native").is(Json.Kind.OBJECT);
        final boolean always = offer.settings().nativeForm() == NativeForm.WRAPPED_STRING;
        if (wrapped != (always || request.get().wrapped())) {
            findings.add(
                    Rule.NATIVE_FORM,
                    offer.path("adm"),
                    (wrapped ? "stands" : "does not stand")
                            + " in {\"native\": ...}, unlike "
                            + (always ? "what is asked for." : "the request."));
        }
        final NativeAd ad = new NativeAd(offer, request.get(), wrapped ? root.at("native") : root);
        if (!ad.root().is(Json.Kind.OBJECT)) {
            findings.add(Rule.MARKUP, offer.path("adm"), "is no object.");
            return;
        }
        ALL.forEach(rule -> rule.check(ad, findings));
    }

    private static Json read(final Offer offer, final Json markup, final Findings findings) throws IOException {
        final NativeForm form = offer.settings().nativeForm();
        final boolean object = markup.is(Json.Kind.OBJECT);
        if (form != NativeForm.EITHER && object != (form == NativeForm.OBJECT)) {
            findings.add(
                    Rule.NATIVE_FORM,
                    offer.path("adm"),
                    "is " + (object ? "an object" : "a text") + ", the exchange takes the other.");
        }
        if (object) {
            return markup;
        }
        final JsonDocument document = JsonDocument.read(markup.textOr("").getBytes(StandardCharsets.UTF_8));
        if (!document.duplicateKeys().isEmpty()) {
            findings.add(
                    Rule.NATIVE_FORM,
                    offer.path("adm"),
                    "has keys that stand twice: " + document.duplicateKeys() + ".");
        }
        return document.root();
    }

    private static void checkPages(final NativeAd ad, final Findings findings) {
        final Json version = ad.root().at("ver");
        if (NativeRequest.tenths(version, 0) > ad.request().versionTenths()) {
            ad.report(
                    Rule.NATIVE_FORM,
                    "is of " + version + ", later than " + ad.request().version() + ".",
                    findings);
        }
        requireAllowed(ad, "assetsurl", "aurlsupport", findings);
        requireAllowed(ad, "dcourl", "durlsupport", findings);
        final Json privacy = ad.root().at("privacy");
        if (!privacy.isPresent()) {
            return;
        }
        if (!ad.request().allows("privacy")) {
            ad.report(Rule.NATIVE_PRIVACY, "has a privacy URL, which is not asked for.", findings);
        }
        if (!Urls.isAbsolute(privacy.textOr(""))) {
            ad.report(Rule.NATIVE_PRIVACY, "privacy is " + privacy + ", no absolute URL.", findings);
        }
    }

    private static void requireAllowed(
            final NativeAd ad, final String field, final String flag, final Findings findings) {
        if (ad.root().at(field).isPresent() && !ad.request().allows(flag)) {
            ad.report(Rule.NATIVE_FORM, "has " + field + " without " + flag + ".", findings);
        }
    }
}
