package io.hayate.bidder.bid.identify;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.CountryCode;

/**
 * Whether what is known of a user may be used for this request.
 *
 * <p>Consent strings are not read, so where one would be needed the answer is no: under COPPA, lmt or dnt, the GDPR (also
 * if the request does not say and the country is in the EEA, the United Kingdom or Switzerland), an opt-out by US Privacy
 * or Global Privacy Control, and where a section of GPP is in force. Immutable; shared.
 */
public final class UserDataPermission {
    private static final int US_PRIVACY_LENGTH = 4;
    private static final int OPT_OUT = 2;

    /** Writes {@link BidContext#userDataAllowed}; false if the request has segments that must not be looked at. */
    public boolean allows(final BidContext context) {
        final BidRequestView request = context.request;
        context.userDataAllowed = !(request.coppa
                || request.limitTracking
                || request.globalPrivacyControl
                || request.gppInForce
                || request.gppInForceExt
                || isUnderGdpr(request)
                || isOptOut(request, request.usPrivacy)
                || isOptOut(request, request.usPrivacyExt));
        return context.userDataAllowed || request.segments == Slice.ABSENT;
    }

    private static boolean isUnderGdpr(final BidRequestView request) {
        final int gdpr = Math.max(request.gdpr, request.gdprExt);
        if (gdpr != BidRequestView.UNKNOWN) {
            return gdpr != 0;
        }
        return CountryCode.underGdpr(
                CountryCode.of(request.body, Slice.offset(request.country), Slice.length(request.country)));
    }

    /** A malformed string is an opt-out (US Privacy String, version 1: {@code 1YN-}, the third character is opt-out). */
    private static boolean isOptOut(final BidRequestView request, final long usPrivacy) {
        if (usPrivacy == Slice.ABSENT) {
            return false;
        }
        if (usPrivacy < 0 || Slice.length(usPrivacy) != US_PRIVACY_LENGTH) {
            return true;
        }
        final byte optOut = request.body[Slice.offset(usPrivacy) + OPT_OUT];
        return request.body[Slice.offset(usPrivacy)] != '1' || (optOut != 'N' && optOut != 'n' && optOut != '-');
    }
}
