package io.hayate.bidder.bid.match;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.CountryCode;
import io.hayate.bidder.campaigns.live.DimensionIndex;
import io.hayate.bidder.campaigns.live.RadiusIndex;

/** By where the device is: country, region, metro, city, postal code, radius. Owned by the bid loop. */
final class PlaceMatcher {
    private static final int MAX_REGION_BYTES = 61;
    /** Of {@code US-CA}, what stands before the subdivision. */
    private static final int PREFIX_BYTES = 3;

    private final OneValue value = new OneValue();
    private final FoldedText name = new FoldedText();
    private final ValueIds ids = new ValueIds();
    private final byte[] fullRegion = new byte[PREFIX_BYTES + MAX_REGION_BYTES];

    void keepAllowed(final BidContext context) {
        final BidRequestView request = context.request;
        value.keepAllowed(context, Dimension.COUNTRY, request.country);
        region(context);
        value.keepAllowed(context, Dimension.METRO, request.metro);
        value.keepAllowedName(context, Dimension.CITY, request.city);
        value.keepAllowedName(context, Dimension.POSTAL_CODE, request.postalCode);
        radius(context);
    }

    /** Requests say {@code CA} or {@code US-CA}; both are either, where the country is known. */
    private void region(final BidContext context) {
        final DimensionIndex dimension = context.index.targeting().dimension(Dimension.REGION);
        if (dimension.idle()) {
            return;
        }
        final BidRequestView request = context.request;
        name.take(request, request.region);
        final byte[] bytes = name.bytes();
        final int offset = name.offset();
        final int length = name.length();
        final ByteDictionary dictionary = dimension.dictionary();
        ids.clear();
        if (length > 0) {
            ids.add(dictionary.id(bytes, offset, length));
        }
        if (length > PREFIX_BYTES && bytes[offset + PREFIX_BYTES - 1] == '-') {
            ids.add(dictionary.id(bytes, offset + PREFIX_BYTES, length - PREFIX_BYTES));
        } else if (length > 0 && length <= MAX_REGION_BYTES) {
            final int country =
                    CountryCode.of(request.body, Slice.offset(request.country), Slice.length(request.country));
            if (country != CountryCode.NONE) {
                fullRegion[0] = CountryCode.letter(country, 0);
                fullRegion[1] = CountryCode.letter(country, 1);
                fullRegion[2] = '-';
                System.arraycopy(bytes, offset, fullRegion, PREFIX_BYTES, length);
                ids.add(dictionary.id(fullRegion, 0, PREFIX_BYTES + length));
            }
        }
        ids.keepAllowed(dimension, context.requestSlots);
    }

    private static void radius(final BidContext context) {
        final RadiusIndex radius = context.index.targeting().radius();
        if (radius.idle()) {
            return;
        }
        final int latitudeMicros = context.latitudeMicros;
        final int longitudeMicros = context.longitudeMicros;
        if (latitudeMicros == BidRequestView.NO_COORDINATE || longitudeMicros == BidRequestView.NO_COORDINATE) {
            radius.keepUnrestricted(context.requestSlots);
        } else {
            radius.keepAllowed(latitudeMicros, longitudeMicros, context.requestSlots);
        }
    }
}
