package io.hayate.bidder.bid;

import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.SlotTable;

/**
 * Which assets of a native request a creative fills (OpenRTB Native Ads 1.2, 4.2 to 4.6). A text that is too long leaves
 * its asset unfilled; it is never cut. Immutable; shared.
 */
public final class NativeAssets {
    /** An image must not be further from the ratio asked for than one part of so many: 2 %. */
    private static final int RATIO_TOLERANCE = 50;

    private static final int MAX_DATA_TYPE = 12;

    /** Longest list of an asset's mimes looked at: it is read for each candidate. Above it the asset cannot be filled. */
    private static final int MAX_MIMES = 32;

    private NativeAssets() {}

    /** Whether the creative fills every asset that the impression requires, and one at all. */
    public static boolean fillsRequired(
            final BidRequestView request, final int impression, final CampaignIndex index, final int creative) {
        final NativeOffers offers = request.nativeAds;
        final int first = offers.firstAsset[impression];
        boolean any = false;
        for (int asset = first; asset < first + offers.assetCount[impression]; asset++) {
            if (fills(request, asset, index, creative)) {
                any = true;
            } else if (offers.assetRequired[asset]) {
                return false;
            }
        }
        return any;
    }

    /** Whether the creative fills the asset at this place. */
    public static boolean fills(
            final BidRequestView request, final int asset, final CampaignIndex index, final int creative) {
        final NativeOffers offers = request.nativeAds;
        if (offers.assetIdToken[asset] == Slice.ABSENT) {
            return false;
        }
        final SlotTable table = index.table();
        final int parts = table.nativeParts(creative);
        return switch (offers.assetKind[asset]) {
            case NativeOffers.TITLE -> fits(table.listItem(parts + SlotTable.NATIVE_TITLE), offers.assetLength[asset]);
            case NativeOffers.DATA ->
                offers.assetType[asset] > 0
                        && offers.assetType[asset] <= MAX_DATA_TYPE
                        && fits(
                                table.listItem(parts + SlotTable.NATIVE_DATA + offers.assetType[asset]),
                                offers.assetLength[asset]);
            case NativeOffers.IMAGE ->
                offers.assetType[asset] <= NativeOffers.MAIN
                        && fitsImage(request, asset, index, parts + imagePart(offers.assetType[asset]));
            default -> false;
        };
    }

    /** Where the image of this type is among the parts of a creative: icon and logo are one, else it is the main image. */
    public static int imagePart(final int type) {
        return type == NativeOffers.ICON || type == NativeOffers.LOGO ? SlotTable.NATIVE_ICON : SlotTable.NATIVE_MAIN;
    }

    private static boolean fits(final int lengthChars, final int maxChars) {
        return lengthChars > 0 && (maxChars == BidRequestView.UNKNOWN || lengthChars <= maxChars);
    }

    private static boolean fitsImage(
            final BidRequestView request, final int asset, final CampaignIndex index, final int part) {
        final NativeOffers offers = request.nativeAds;
        final int width = index.table().listItem(part);
        final int height = index.table().listItem(part + 1);
        return width > 0
                && fitsSize(
                        width,
                        height,
                        Math.max(offers.imageWidth[asset], 0),
                        Math.max(offers.imageHeight[asset], 0),
                        offers.imageMinWidth[asset],
                        offers.imageMinHeight[asset])
                && offersMime(request, offers.assetMimes[asset], index, part + 2);
    }

    /** At least the smallest size, where one above 0 is given; else of the ratio of w and h, if both are given. */
    private static boolean fitsSize(
            final int width,
            final int height,
            final int askedWidth,
            final int askedHeight,
            final int minWidth,
            final int minHeight) {
        if (minWidth == BidRequestView.UNUSABLE || minHeight == BidRequestView.UNUSABLE) {
            return false;
        }
        if (minWidth > 0 || minHeight > 0) {
            return width >= minWidth && height >= minHeight;
        }
        if (askedWidth == 0 || askedHeight == 0) {
            return askedWidth == 0 ? askedHeight == 0 || height == askedHeight : width == askedWidth;
        }
        final long asked = (long) askedWidth * height;
        return Math.abs((long) width * askedHeight - asked) * RATIO_TOLERANCE <= asked;
    }

    private static boolean offersMime(
            final BidRequestView request, final long list, final CampaignIndex index, final int part) {
        if (list == Slice.ABSENT) {
            return true;
        }
        final int mime = index.table().listItem(part);
        if (mime == ByteDictionary.MISSING || Slice.length(list) > MAX_MIMES) {
            return false;
        }
        final ByteDictionary mimes = index.terms().mimes();
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            final long text = request.items[i];
            if (mimes.id(request.body, Slice.offset(text), Slice.length(text)) == mime) {
                return true;
            }
        }
        return false;
    }
}
