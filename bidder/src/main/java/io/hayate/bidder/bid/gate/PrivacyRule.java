package io.hayate.bidder.bid.gate;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.CountryCode;
import io.hayate.bidder.privacy.GppString;
import io.hayate.bidder.privacy.Permission;
import io.hayate.bidder.privacy.PrivacyPolicy;
import io.hayate.bidder.privacy.PrivacyRestriction;
import io.hayate.bidder.privacy.PrivacyVerdict;
import io.hayate.bidder.privacy.TcfConsent;
import io.hayate.bidder.privacy.UsPrivacyString;

/**
 * The privacy signals allow a bid. Writes {@link BidContext#privacy}: what each signal of the request restricts, read in
 * the places of OpenRTB 2.6 and of 2.5; where both speak, the restrictions of both hold. Owned by the bid loop.
 */
final class PrivacyRule implements GateRule {
    private final TcfConsent consent;
    private final GppString gpp = new GppString();
    private NoBidReason reason = NoBidReason.CONSENT_MISSING;

    PrivacyRule(final PrivacyPolicy policy) {
        consent = new TcfConsent(policy);
    }

    @Override
    public boolean passes(final BidContext context) {
        final BidRequestView request = context.request;
        final PrivacyVerdict verdict = context.privacy;
        flags(request, verdict);
        usPrivacy(request, verdict, request.usPrivacy);
        usPrivacy(request, verdict, request.usPrivacyExt);
        final long sections = request.gppSections | request.gppSectionsExt;
        final boolean gdpr = isUnderGdpr(request, sections);
        consent.begin();
        if (gdpr) {
            consentString(request, request.consent);
            consentString(request, request.consentExt);
        }
        gpp(request, verdict, sections, gdpr);
        if (gdpr) {
            consent.restrict(verdict);
        }
        reason = verdict.isRestrictedBy(PrivacyRestriction.TCF_PURPOSE_2)
                ? NoBidReason.CONSENT_DENIED
                : NoBidReason.CONSENT_MISSING;
        return verdict.allows(Permission.BID);
    }

    @Override
    public NoBidReason reason() {
        return reason;
    }

    private static void flags(final BidRequestView request, final PrivacyVerdict verdict) {
        if (request.coppa) {
            verdict.restrict(PrivacyRestriction.COPPA);
        }
        if (request.globalPrivacyControl) {
            verdict.restrict(PrivacyRestriction.GPC);
        }
        if (request.limitTracking) {
            verdict.restrict(PrivacyRestriction.LIMIT_TRACKING);
        }
    }

    private static void usPrivacy(final BidRequestView request, final PrivacyVerdict verdict, final long text) {
        if (text < 0) {
            verdict.restrict(PrivacyRestriction.US_PRIVACY_UNREADABLE);
        } else if (text != Slice.ABSENT) {
            UsPrivacyString.restrict(verdict, request.body, Slice.offset(text), Slice.length(text));
        }
    }

    /**
     * A request that says neither yes nor no is judged by its country: the device's, else the user's. If it tells none of
     * these, somebody must have asked for consent where there is a consent string, in whatever place.
     */
    private boolean isUnderGdpr(final BidRequestView request, final long sections) {
        if (request.gdpr == 1 || request.gdprExt == 1 || (sections & GppString.sectionBit(GppString.TCF_EU)) != 0) {
            return true;
        }
        if (request.gdpr == 0 || request.gdprExt == 0) {
            return false;
        }
        final long text = request.country == Slice.ABSENT ? request.userCountry : request.country;
        final int country = CountryCode.of(request.body, Slice.offset(text), Slice.length(text));
        return country == CountryCode.NONE ? hasConsentString(request, sections) : CountryCode.underGdpr(country);
    }

    private boolean hasConsentString(final BidRequestView request, final long sections) {
        return request.consent != Slice.ABSENT
                || request.consentExt != Slice.ABSENT
                || (sections == 0
                        && (hasConsentSection(request, request.gpp) || hasConsentSection(request, request.gppExt)));
    }

    private boolean hasConsentSection(final BidRequestView request, final long text) {
        return text > 0 && gpp.wrap(request.body, Slice.offset(text), Slice.length(text)) && gpp.has(GppString.TCF_EU);
    }

    private void consentString(final BidRequestView request, final long text) {
        if (text < 0) {
            consent.readUnreadable();
        } else if (text != Slice.ABSENT) {
            consent.read(request.body, Slice.offset(text), Slice.length(text));
        }
    }

    private void gpp(
            final BidRequestView request, final PrivacyVerdict verdict, final long sections, final boolean gdpr) {
        if (sections == GppString.NONE_IN_FORCE) {
            return;
        }
        gpp(request, verdict, request.gpp, sections, gdpr);
        gpp(request, verdict, request.gppExt, sections, gdpr);
        if (request.gpp == Slice.ABSENT && request.gppExt == Slice.ABSENT && sections != 0) {
            // No string is one without sections.
            gpp.wrap(request.body, 0, 0);
            sections(request, verdict, sections);
        }
    }

    private void gpp(
            final BidRequestView request,
            final PrivacyVerdict verdict,
            final long text,
            final long sections,
            final boolean gdpr) {
        if (text == Slice.ABSENT) {
            return;
        }
        final boolean readable = text > 0 && gpp.wrap(request.body, Slice.offset(text), Slice.length(text));
        if (!readable) {
            gpp.wrap(request.body, 0, 0);
            verdict.restrict(PrivacyRestriction.GPP_UNREADABLE);
        }
        if (sections != 0) {
            sections(request, verdict, sections);
            return;
        }
        // Nothing says which sections are in force: those of the USA may be, that of the EU is where the GDPR applies.
        gpp.restrictByAll(verdict);
        if (gdpr && gpp.has(GppString.TCF_EU)) {
            consent.read(request.body, gpp.offset(GppString.TCF_EU), gpp.lengthBytes(GppString.TCF_EU));
        }
    }

    private void sections(final BidRequestView request, final PrivacyVerdict verdict, final long sections) {
        gpp.restrictByListed(verdict, sections);
        if ((sections & GppString.sectionBit(GppString.TCF_EU)) == 0) {
            return;
        }
        if (gpp.has(GppString.TCF_EU)) {
            consent.read(request.body, gpp.offset(GppString.TCF_EU), gpp.lengthBytes(GppString.TCF_EU));
        } else {
            consent.readUnreadable();
        }
    }
}
