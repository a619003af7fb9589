package io.hayate.bidder.bid.decode;

import static io.hayate.bidder.bid.decode.DecodedRequest.text;
import static io.hayate.bidder.bid.decode.DecodedRequest.texts;

import io.hayate.bidder.bid.BidRequestView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that a view says, by name, to be compared with {@link TreeFields}. */
final class ViewFields {
    private final BidRequestView view;
    private final Map<String, Object> fields = new TreeMap<>();

    private ViewFields(final BidRequestView view) {
        this.view = view;
    }

    static Map<String, Object> of(final BidRequestView view) {
        return new ViewFields(view).read();
    }

    private Map<String, Object> read() {
        fields.put("id", ViewImpression.token(view, view.idToken));
        fields.put("test", view.test);
        fields.put("at", view.auctionType);
        fields.put("tmax", view.tmaxMs);
        fields.put("unusable", view.unusable);
        fields.put("tooComplex", view.tooComplex);
        fields.put("impsOverLimit", view.impressionsOverLimit);
        fields.put("cur", texts(view, view.currencies));
        fields.put("wseat", texts(view, view.allowedSeats));
        fields.put("bseat", texts(view, view.blockedSeats));
        fields.put("bcat", texts(view, view.blockedCategories));
        fields.put("acat", texts(view, view.allowedCategories));
        fields.put("cattax", view.categoryTaxonomy);
        fields.put("badv", texts(view, view.blockedAdvertiserDomains));
        fields.put("bapp", texts(view, view.blockedApps));
        fields.put("wlang", texts(view, view.allowedLanguages));
        fields.put("wlangb", texts(view, view.allowedLanguagesB));
        fields.put("site", view.site);
        fields.put("site.domain", text(view, view.siteDomain));
        fields.put("site.page", text(view, view.sitePage));
        fields.put("app", view.app);
        fields.put("app.bundle", text(view, view.appBundle));
        fields.put("dooh", view.dooh);
        fields.put("device.devicetype", view.deviceType);
        fields.put("device.os", text(view, view.os));
        fields.put("device.osv", text(view, view.osVersion));
        fields.put("device.language", text(view, view.language));
        fields.put("device.langb", text(view, view.languageB));
        fields.put("device.make", text(view, view.make));
        fields.put("device.carrier", text(view, view.carrier));
        fields.put("device.connectiontype", view.connectionType);
        fields.put("device.limit", view.limitTracking);
        fields.put("device.geo.country", text(view, view.country));
        fields.put("device.geo.region", text(view, view.region));
        fields.put("device.geo.metro", text(view, view.metro));
        fields.put("device.geo.city", text(view, view.city));
        fields.put("device.geo.zip", text(view, view.postalCode));
        fields.put("device.geo.lat", view.latitudeMicros);
        fields.put("device.geo.lon", view.longitudeMicros);
        fields.put("device.ifa", text(view, view.ifa));
        fields.put("user.id", text(view, view.userId));
        fields.put("user.buyeruid", text(view, view.buyerUserId));
        fields.put("user.eids", texts(view, view.eids));
        fields.put("user.data.segment.id", texts(view, view.segments));
        fields.put("user.geo.country", text(view, view.userCountry));
        fields.put("user.consent", textOrUnreadable(view.consent));
        fields.put("user.ext.consent", textOrUnreadable(view.consentExt));
        fields.put("regs.coppa", view.coppa);
        fields.put("regs.gdpr", view.gdpr);
        fields.put("regs.us_privacy", textOrUnreadable(view.usPrivacy));
        fields.put("regs.gpp", textOrUnreadable(view.gpp));
        fields.put("regs.gpp_sid", view.gppSections);
        fields.put("regs.ext.gdpr", view.gdprExt);
        fields.put("regs.ext.us_privacy", textOrUnreadable(view.usPrivacyExt));
        fields.put("regs.ext.gpp", textOrUnreadable(view.gppExt));
        fields.put("regs.ext.gpp_sid", view.gppSectionsExt);
        fields.put("regs.ext.gpc", view.globalPrivacyControl);
        fields.put("regs.ext.dsa", view.transparencyRequired);
        fields.put("schain", view.supplyChain);
        fields.put("schain.complete", view.supplyChainComplete);
        fields.put("schain.nodes", texts(view, view.supplyChainNodes));
        fields.put("schain.ext", view.supplyChainExtItems);
        inventory("site", BidRequestView.SITE);
        inventory("app", BidRequestView.APP);
        inventory("dooh", BidRequestView.DOOH);
        fields.put("device.w", view.deviceWidth);
        fields.put("device.h", view.deviceHeight);
        fields.put("imps", view.impressionCount);
        for (int i = 0; i < view.impressionCount; i++) {
            ViewImpression.put(fields, view, i, "imp[" + i + "].");
        }
        return fields;
    }

    private void inventory(final String at, final int kind) {
        fields.put(at + ".publisher", text(view, view.publisherId[kind]));
        final List<String> lists = List.of(".cat", ".sectioncat", ".pagecat", ".content.cat");
        for (int list = 0; list < BidRequestView.CATEGORY_LISTS; list++) {
            fields.put(
                    at + lists.get(list),
                    texts(view, view.contentCategories[kind * BidRequestView.CATEGORY_LISTS + list]));
        }
    }

    private String textOrUnreadable(final long text) {
        return text < 0 ? "unreadable" : text(view, text);
    }
}
