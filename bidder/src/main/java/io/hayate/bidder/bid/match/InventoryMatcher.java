package io.hayate.bidder.bid.match;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.HostText;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.live.BlockedSites;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.DimensionIndex;
import io.hayate.bidder.campaigns.live.TargetingIndex;

/**
 * By what the impressions are on: kind of inventory, domain, app, publisher, categories of its content. Site and app
 * together break the specification and occur; then the request is both. Owned by the bid loop.
 */
final class InventoryMatcher {
    private static final byte[] SITE = {'s', 'i', 't', 'e'};
    private static final byte[] APP = {'a', 'p', 'p'};
    private static final byte[] DOOH = {'d', 'o', 'o', 'h'};

    private final OneValue value = new OneValue();
    private final ValueIds ids = new ValueIds();
    private final FoldedText host = new FoldedText();
    private int siteId;
    private int appId;
    private int doohId;

    /** Looks up what no request spells. */
    void learn(final TargetingIndex index) {
        final ByteDictionary inventory = index.dimension(Dimension.INVENTORY).dictionary();
        siteId = inventory.id(SITE);
        appId = inventory.id(APP);
        doohId = inventory.id(DOOH);
    }

    void keepAllowed(final BidContext context) {
        final TargetingIndex index = context.index.targeting();
        kind(context, index.dimension(Dimension.INVENTORY));
        siteDomain(
                context,
                index.dimension(Dimension.SITE_DOMAIN),
                index.advertisers().blockedSites());
        if (context.request.app) {
            value.keepAllowed(context, Dimension.APP_BUNDLE, context.request.appBundle);
        }
        publisher(context, index.dimension(Dimension.PUBLISHER));
        contentCategory(context, index.dimension(Dimension.CONTENT_CATEGORY));
    }

    private void kind(final BidContext context, final DimensionIndex dimension) {
        if (dimension.idle()) {
            return;
        }
        ids.clear();
        ids.add(context.request.site ? siteId : ByteDictionary.MISSING);
        ids.add(context.request.app ? appId : ByteDictionary.MISSING);
        ids.add(context.request.dooh ? doohId : ByteDictionary.MISSING);
        ids.keepAllowed(dimension, context.requestSlots);
    }

    /** Binds on sites only: the domain, else the page's host, with all domains above it. */
    private void siteDomain(final BidContext context, final DimensionIndex dimension, final BlockedSites blocked) {
        final BidRequestView request = context.request;
        if ((dimension.idle() && blocked.idle()) || !request.site) {
            return;
        }
        final long domain = HostText.of(request.body, request.siteDomain);
        host.take(request, domain != Slice.ABSENT ? domain : HostText.of(request.body, request.sitePage));
        if (!dimension.idle()) {
            ids.clear();
            ids.addDomainAndParents(dimension.dictionary(), host);
            ids.keepAllowed(dimension, context.requestSlots);
        }
        if (!blocked.idle()) {
            removeBlocked(context, blocked);
        }
    }

    /** The slots of advertisers that block the site. */
    private void removeBlocked(final BidContext context, final BlockedSites blocked) {
        ids.clear();
        ids.addDomainAndParents(blocked.dictionary(), host);
        for (int i = 0; i < ids.count(); i++) {
            context.requestSlots.remove(blocked.slotsThatBlock(ids.ids()[i]));
        }
    }

    private void publisher(final BidContext context, final DimensionIndex dimension) {
        if (dimension.idle()) {
            return;
        }
        ids.clear();
        for (final long publisher : context.request.publisherId) {
            if (publisher != Slice.ABSENT) {
                ids.add(dimension
                        .dictionary()
                        .id(context.request.body, Slice.offset(publisher), Slice.length(publisher)));
            }
        }
        ids.keepAllowed(dimension, context.requestSlots);
    }

    /** Each category, and of {@code IAB7-39} also {@code IAB7}. */
    private void contentCategory(final BidContext context, final DimensionIndex dimension) {
        if (dimension.idle()) {
            return;
        }
        final BidRequestView request = context.request;
        ids.clear();
        for (final long list : request.contentCategories) {
            for (int i = Slice.offset(list); i < Slice.end(list); i++) {
                final int offset = Slice.offset(request.items[i]);
                final int length = Slice.length(request.items[i]);
                ids.add(dimension.dictionary().id(request.body, offset, length));
                final int parentLength = parentLength(request.body, offset, length);
                if (parentLength < length) {
                    ids.add(dimension.dictionary().id(request.body, offset, parentLength));
                }
            }
        }
        ids.keepAllowed(dimension, context.requestSlots);
    }

    private static int parentLength(final byte[] body, final int offset, final int length) {
        for (int i = 0; i < length; i++) {
            if (body[offset + i] == '-') {
                return i;
            }
        }
        return length;
    }
}
