package io.hayate.bidder.bid.match;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.live.LanguageCode;
import io.hayate.bidder.campaigns.live.OsVersion;
import io.hayate.bidder.campaigns.live.OsVersionIndex;

/** By the device: type, operating system and version, make, connection, carrier, language. Owned by the bid loop. */
final class DeviceMatcher {
    private final OneValue value = new OneValue();
    private final FoldedText system = new FoldedText();

    void keepAllowed(final BidContext context) {
        final BidRequestView request = context.request;
        value.keepAllowed(context, Dimension.DEVICE_TYPE, request.deviceType, context.requestSlots);
        value.keepAllowedName(context, Dimension.OS, request.os);
        osVersion(context);
        value.keepAllowedName(context, Dimension.MAKE, request.make);
        value.keepAllowed(context, Dimension.CONNECTION_TYPE, request.connectionType, context.requestSlots);
        value.keepAllowedName(context, Dimension.CARRIER, request.carrier);
        value.keepAllowed(context, Dimension.LANGUAGE, primaryLanguage(request));
    }

    private void osVersion(final BidContext context) {
        final OsVersionIndex versions = context.index.targeting().osVersions();
        if (versions.idle()) {
            return;
        }
        final BidRequestView request = context.request;
        if (request.os == Slice.ABSENT) {
            versions.keepUnrestricted(context.requestSlots);
            return;
        }
        system.take(request, request.os);
        versions.keepAllowed(
                versions.systems().id(system.bytes(), system.offset(), system.length()),
                OsVersion.of(request.body, Slice.offset(request.osVersion), Slice.length(request.osVersion)),
                context.requestSlots);
    }

    private static long primaryLanguage(final BidRequestView request) {
        final long language = request.language != Slice.ABSENT ? request.language : request.languageB;
        return Slice.of(
                Slice.offset(language),
                LanguageCode.primaryLength(request.body, Slice.offset(language), Slice.length(language)));
    }
}
