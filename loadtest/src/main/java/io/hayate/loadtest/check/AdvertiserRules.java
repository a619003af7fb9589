package io.hayate.loadtest.check;

import java.util.List;

/** What the bidder was told of the bid's advertiser: its seat, and sites that it is not shown on. Immutable; shared. */
final class AdvertiserRules {
    static final List<BidRule> ALL = List.of(AdvertiserRules::check);

    private AdvertiserRules() {}

    private static void check(final Offer offer, final Findings findings) {
        final Advertisers all = offer.settings().limits().advertisers();
        if (all.areUnknown()) {
            return;
        }
        final Json campaign = offer.bid().at("cid");
        final Advertisers.Advertiser advertiser = all.ofCampaign(campaign.textOr(""));
        if (advertiser == null) {
            findings.add(Rule.CAMPAIGN_ID, offer.path("cid"), campaign + " is no campaign of the bidder's.");
            return;
        }
        checkSeat(offer, advertiser, findings);
        checkSite(offer, advertiser, findings);
    }

    private static void checkSeat(final Offer offer, final Advertisers.Advertiser advertiser, final Findings findings) {
        final Json seat = offer.seatBid().at("seat");
        if (!advertiser.seat().equals(seat.text())) {
            findings.add(
                    Rule.OWN_SEAT,
                    offer.path(),
                    "seat " + seat + ", advertiser " + advertiser.id() + " bids with '" + advertiser.seat() + "'.");
        }
    }

    private static void checkSite(final Offer offer, final Advertisers.Advertiser advertiser, final Findings findings) {
        final String host = SiteHost.ofRequest(offer.request());
        for (final String blocked : advertiser.blockedDomains()) {
            if (!host.isEmpty() && Domains.covers(blocked, host)) {
                findings.add(
                        Rule.BLOCKED_SITE,
                        offer.path("cid"),
                        "a bid on " + host + ", advertiser " + advertiser.id() + " blocks " + blocked + ".");
            }
        }
    }
}
