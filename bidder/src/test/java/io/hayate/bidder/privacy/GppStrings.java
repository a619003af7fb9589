package io.hayate.bidder.privacy;

import com.iab.gpp.encoder.GppModel;
import com.iab.gpp.encoder.section.Sections;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded GPP strings, written by the IAB's own encoder, and what its decoder reads of them. */
final class GppStrings {
    static final int US_PRIVACY = 6;

    private static final List<String> FIELDS = List.of(
            "SharingNotice",
            "ProcessingNotice",
            "SaleOptOutNotice",
            "SharingOptOutNotice",
            "TargetedAdvertisingOptOutNotice",
            "SensitiveDataProcessingOptOutNotice",
            "SensitiveDataOptOutNotice",
            "SensitiveDataLimitUseNotice",
            "SaleOptOut",
            "SharingOptOut",
            "TargetedAdvertisingOptOut",
            "SensitiveDataProcessing",
            "KnownChildSensitiveDataConsents",
            "PersonalDataConsents",
            "AdditionalDataProcessingConsent",
            "MspaCoveredTransaction",
            "MspaOptOutOptionMode",
            "MspaServiceProviderMode");

    private final SplittableRandom random;

    GppStrings(final long seed) {
        random = new SplittableRandom(seed);
    }

    /** One to four sections, most of whose fields are not applicable or permit. */
    GppModel next() {
        final GppModel model = new GppModel();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            final int id = US_PRIVACY + random.nextInt(UsSection.LAST_ID - US_PRIVACY + 1);
            if (id == US_PRIVACY) {
                usPrivacy(model);
            } else {
                usSection(model, id);
            }
        }
        return model;
    }

    private void usPrivacy(final GppModel model) {
        for (final String field : List.of("Notice", "OptOutSale", "LspaCovered")) {
            model.setFieldValue(US_PRIVACY, field, "YN-".charAt(random.nextInt(3)));
        }
    }

    private void usSection(final GppModel model, final int id) {
        model.setFieldValue(id, "MspaCoveredTransaction", 1); // makes the section
        final int calm = random.nextInt(4);
        for (final String field : FIELDS) {
            if (!model.hasField(id, field)) {
                continue;
            }
            final Object now = model.getFieldValue(id, field);
            if (now instanceof List<?> list) {
                final List<Integer> values = new ArrayList<>();
                for (int i = 0; i < list.size(); i++) {
                    values.add(random.nextInt(calm == 0 ? 10 : 60) == 0 ? 1 + random.nextInt(2) : 0);
                }
                model.setFieldValue(id, field, values);
            } else {
                model.setFieldValue(id, field, value(field, calm));
            }
        }
        if (model.hasField(id, "Gpc")) {
            model.setFieldValue(id, "GpcSegmentIncluded", random.nextBoolean());
            model.setFieldValue(id, "Gpc", random.nextInt(4) == 0);
        }
    }

    private int value(final String field, final int calm) {
        final int any = field.equals("MspaCoveredTransaction") ? 1 + random.nextInt(2) : random.nextInt(3);
        if (random.nextInt(1 + 4 * calm) == 0) {
            return any;
        }
        return field.endsWith("Notice") || field.equals("MspaCoveredTransaction") ? 1 : 2;
    }

    /** The rows that these sections ask for, by the model's own reading; it throws what it cannot read. */
    static PrivacyVerdict verdict(final GppModel model, final Iterable<Integer> listed) {
        final PrivacyVerdict verdict = new PrivacyVerdict();
        for (final int id : listed) {
            if (!Sections.SECTION_ID_NAME_MAP.containsKey(id) || !model.hasSection(id)) {
                verdict.restrict(PrivacyRestriction.GPP_UNREADABLE);
            } else if (id == US_PRIVACY) {
                if ((char) model.getFieldValue(id, "OptOutSale") == 'Y') {
                    verdict.restrict(PrivacyRestriction.US_PRIVACY_OPT_OUT);
                }
            } else {
                restrict(verdict, model, id);
            }
        }
        return verdict;
    }

    private static void restrict(final PrivacyVerdict verdict, final GppModel model, final int id) {
        for (final String field : FIELDS) {
            if (model.hasField(id, field)) {
                final Object value = model.getFieldValue(id, field);
                restrict(verdict, field, value instanceof List<?> list ? list : List.of(value));
            }
        }
        if (model.hasField(id, "Gpc")
                && (boolean) model.getFieldValue(id, "GpcSegmentIncluded")
                && (boolean) model.getFieldValue(id, "Gpc")) {
            verdict.restrict(PrivacyRestriction.GPC);
        }
    }

    private static void restrict(final PrivacyVerdict verdict, final String field, final List<?> values) {
        if (field.endsWith("Notice") && values.contains(2)) {
            verdict.restrict(PrivacyRestriction.GPP_NOTICE_MISSING);
        }
        if (field.equals("KnownChildSensitiveDataConsents") && (values.contains(1) || values.contains(2))) {
            verdict.restrict(PrivacyRestriction.GPP_KNOWN_CHILD);
        }
        if (values.contains(1)) {
            switch (field) {
                case "SaleOptOut" -> verdict.restrict(PrivacyRestriction.GPP_SALE);
                case "SharingOptOut" -> verdict.restrict(PrivacyRestriction.GPP_SHARING);
                case "TargetedAdvertisingOptOut" -> verdict.restrict(PrivacyRestriction.GPP_TARGETED_ADVERTISING);
                case "SensitiveDataProcessing" -> verdict.restrict(PrivacyRestriction.GPP_SENSITIVE_DATA);
                case "MspaServiceProviderMode" -> verdict.restrict(PrivacyRestriction.GPP_SERVICE_PROVIDER);
                default -> {}
            }
        }
    }
}
