package io.hayate.bidder.bid.decode;

import static io.hayate.bidder.bid.decode.DecodedRequest.items;
import static io.hayate.bidder.bid.decode.DecodedRequest.text;
import static io.hayate.bidder.bid.decode.DecodedRequest.texts;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.MediaOffers;
import io.hayate.bidder.bid.NativeOffers;
import java.util.Map;

/** All that a view says of an impression, by name, to be compared with {@link TreeImpression}. */
final class ViewImpression {
    private final Map<String, Object> fields;
    private final BidRequestView view;
    private final int i;

    private ViewImpression(final Map<String, Object> fields, final BidRequestView view, final int i) {
        this.fields = fields;
        this.view = view;
        this.i = i;
    }

    static void put(final Map<String, Object> fields, final BidRequestView view, final int i, final String at) {
        new ViewImpression(fields, view, i).put(at);
    }

    private void put(final String at) {
        fields.put(at + "idToken", token(view, view.impressionIdToken[i]));
        fields.put(at + "id", text(view, view.impressionId[i]));
        fields.put(at + "formats", view.formats[i]);
        fields.put(at + "unusable", view.impressionUnusable[i]);
        fields.put(at + "instl", view.interstitial[i]);
        fields.put(at + "secure", view.secure[i]);
        fields.put(at + "rewarded", view.rewarded[i]);
        fields.put(
                at + "billing_id",
                items(view, view.billingIds[i]).stream()
                        .map(token -> token(view, token))
                        .toList());
        fields.put(at + "exp", view.expirySeconds[i]);
        fields.put(at + "multiplier", view.multiplierMicros[i]);
        fields.put(at + "bidfloor", view.floorCpmMicros[i]);
        fields.put(at + "bidfloorcur", text(view, view.floorCurrency[i]));
        fields.put(at + "private", view.privateAuction[i]);
        banner(at + "banner.");
        if ((view.formats[i] & BidRequestView.VIDEO) != 0) {
            media(view.video, at + "video.");
        }
        if ((view.formats[i] & BidRequestView.AUDIO) != 0) {
            media(view.audio, at + "audio.");
        }
        if ((view.formats[i] & BidRequestView.NATIVE) != 0) {
            nativeAd(view.nativeAds, at + "native.");
        }
        fields.put(at + "deals", view.dealCount[i]);
        for (int deal = 0; deal < view.dealCount[i]; deal++) {
            deal(view.firstDeal[i] + deal, at + "deal[" + deal + "].");
        }
    }

    private void banner(final String at) {
        fields.put(at + "w", view.bannerWidth[i]);
        fields.put(at + "h", view.bannerHeight[i]);
        fields.put(at + "wmin", view.bannerMinWidth[i]);
        fields.put(at + "wmax", view.bannerMaxWidth[i]);
        fields.put(at + "hmin", view.bannerMinHeight[i]);
        fields.put(at + "hmax", view.bannerMaxHeight[i]);
        fields.put(at + "format", items(view, view.bannerSizes[i]));
        fields.put(at + "ratio", items(view, view.bannerRatios[i]));
        fields.put(at + "battr", items(view, view.bannerBlockedAttributes[i]));
        fields.put(at + "btype", items(view, view.bannerBlockedTypes[i]));
        fields.put(at + "mimes", texts(view, view.bannerMimes[i]));
        fields.put(at + "api", items(view, view.bannerApis[i]));
        fields.put(at + "expdir", items(view, view.bannerExpandDirections[i]));
        fields.put(at + "pos", view.bannerPosition[i]);
    }

    private void media(final MediaOffers media, final String at) {
        fields.put(at + "mimes", texts(view, media.mimes[i]));
        fields.put(at + "protocols", items(view, media.protocols[i]));
        fields.put(at + "minduration", media.minDurationSeconds[i]);
        fields.put(at + "maxduration", media.maxDurationSeconds[i]);
        fields.put(at + "rqddurs", items(view, media.requiredDurations[i]));
        fields.put(at + "w", media.width[i]);
        fields.put(at + "h", media.height[i]);
        fields.put(at + "boxingallowed", media.boxingAllowed[i]);
        fields.put(at + "linearity", media.linearity[i]);
        fields.put(at + "placement", media.placement[i]);
        fields.put(at + "plcmt", media.plcmt[i]);
        fields.put(at + "skip", media.skip[i]);
        fields.put(at + "skipmin", media.skipMinSeconds[i]);
        fields.put(at + "skipafter", media.skipAfterSeconds[i]);
        fields.put(at + "delivery", items(view, media.deliveries[i]));
        fields.put(at + "minbitrate", media.minBitrateKbps[i]);
        fields.put(at + "maxbitrate", media.maxBitrateKbps[i]);
        fields.put(at + "battr", items(view, media.blockedAttributes[i]));
        fields.put(at + "api", items(view, media.apis[i]));
        fields.put(at + "pos", media.position[i]);
        fields.put(at + "companionad", items(view, media.companionSizes[i]));
        fields.put(at + "companionad.vcm", media.companionEndCards[i]);
        fields.put(at + "companionad.battr", items(view, media.companionBlockedAttributes[i]));
        fields.put(at + "companionad.mimes", items(view, media.companionPictures[i]));
        fields.put(at + "companiontype", items(view, media.companionTypes[i]));
        fields.put(at + "rewarded", media.rewarded[i]);
        fields.put(at + "podid", text(view, media.podId[i]));
        fields.put(at + "poddur", media.podDurationSeconds[i]);
        fields.put(at + "maxseq", media.maxSequence[i]);
        fields.put(at + "mincpmpersec", media.minCpmPerSecondMicros[i]);
        fields.put(at + "durfloors", items(view, media.durationFloors[i]));
    }

    private void nativeAd(final NativeOffers offers, final String at) {
        fields.put(at + "object", offers.asObject[i]);
        fields.put(at + "wrapped", offers.wrapped[i]);
        fields.put(at + "ver", offers.version[i]);
        fields.put(at + "privacy", offers.privacy[i]);
        fields.put(at + "eventtrackers", offers.eventTrackers[i]);
        fields.put(at + "api", items(view, offers.apis[i]));
        fields.put(at + "battr", items(view, offers.blockedAttributes[i]));
        fields.put(at + "assets", offers.assetCount[i]);
        for (int asset = 0; asset < offers.assetCount[i]; asset++) {
            asset(offers, offers.firstAsset[i] + asset, at + "asset[" + asset + "].");
        }
    }

    private void asset(final NativeOffers offers, final int a, final String at) {
        fields.put(at + "id", token(view, offers.assetIdToken[a]));
        fields.put(at + "required", offers.assetRequired[a]);
        fields.put(at + "kind", offers.assetKind[a]);
        fields.put(at + "type", offers.assetType[a]);
        fields.put(at + "len", offers.assetLength[a]);
        fields.put(at + "w", offers.imageWidth[a]);
        fields.put(at + "h", offers.imageHeight[a]);
        fields.put(at + "wmin", offers.imageMinWidth[a]);
        fields.put(at + "hmin", offers.imageMinHeight[a]);
        fields.put(at + "mimes", texts(view, offers.assetMimes[a]));
    }

    private void deal(final int d, final String at) {
        fields.put(at + "idToken", token(view, view.dealIdToken[d]));
        fields.put(at + "id", text(view, view.dealId[d]));
        fields.put(at + "bidfloor", view.dealFloorCpmMicros[d]);
        fields.put(at + "bidfloorcur", text(view, view.dealFloorCurrency[d]));
        fields.put(at + "at", view.dealAuctionType[d]);
        fields.put(at + "wseat", texts(view, view.dealAllowedSeats[d]));
        fields.put(at + "wadomain", texts(view, view.dealAllowedAdvertiserDomains[d]));
        fields.put(at + "guar", view.dealGuaranteed[d]);
        fields.put(at + "mincpmpersec", view.dealMinCpmPerSecondMicros[d]);
        fields.put(at + "durfloors", items(view, view.dealDurationFloors[d]));
        fields.put(at + "unusable", view.dealUnusable[d]);
    }

    /** What the token means to another parser, so that a token cut wrongly shows. */
    static String token(final BidRequestView view, final long token) {
        return token == 0 ? "none" : TreeValues.tokenMeaning(text(view, token));
    }
}
