package io.hayate.bidder.bid.match;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.HostText;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.Dimension;
import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.CampaignIndex;
import io.hayate.bidder.campaigns.live.DimensionIndex;
import io.hayate.bidder.campaigns.live.LanguageCode;
import io.hayate.bidder.exchanges.ExchangeProfiles;
import java.util.Arrays;

/** Which slots may bid on this request, by what all its impressions have in common. Owned by the bid loop. */
public final class RequestMatcher {
    /** Domains of a chain like a.b.c.example that are looked up; the longest host names have fewer labels. */
    private static final int MAX_DOMAIN_CHAIN = 32;

    private static final int HIGHEST_DEVICE_TYPE = 999;
    private static final int NOT_LOOKED_UP = -2;

    private final int[] valueIds = new int[MAX_DOMAIN_CHAIN];
    private final byte[] digits = new byte[3];

    // Ids of values that no request spells, looked up once for each index.
    private final int[] exchangeIds = new int[ExchangeProfiles.MAX_PROFILES];
    private long knownVersion = -1;
    private int siteId;
    private int appId;
    private int doohId;

    /** Writes {@link BidContext#requestSlots}; false if it stays empty. */
    public boolean match(final BidContext context) {
        if (context.index.slotCount() == 0) {
            context.note(NoBidReason.NO_CAMPAIGN);
            return false;
        }
        if (context.index.version() != knownVersion) {
            learn(context.index);
        }
        context.index.copyBiddable(context.requestSlots);
        final BidRequestView request = context.request;
        exchange(context);
        text(context, Dimension.COUNTRY, request.country);
        text(context, Dimension.OS, request.os);
        text(context, Dimension.LANGUAGE, primaryLanguage(request));
        number(context, Dimension.DEVICE_TYPE, request.deviceType);
        inventory(context);
        siteDomain(context);
        appBundle(context);
        if (isEmpty(context.requestSlots, context.index.wordCount())) {
            context.note(NoBidReason.NO_CAMPAIGN);
            return false;
        }
        return true;
    }

    static boolean isEmpty(final long[] slots, final int wordCount) {
        for (int i = 0; i < wordCount; i++) {
            if (slots[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private void learn(final CampaignIndex index) {
        knownVersion = index.version();
        Arrays.fill(exchangeIds, NOT_LOOKED_UP);
        final ByteDictionary inventory = index.dimension(Dimension.INVENTORY).dictionary();
        siteId = inventory.id("site");
        appId = inventory.id("app");
        doohId = inventory.id("dooh");
    }

    private void exchange(final BidContext context) {
        final DimensionIndex dimension = context.index.dimension(Dimension.EXCHANGE);
        if (dimension.idle()) {
            return;
        }
        final int ordinal = context.exchange.ordinal();
        if (exchangeIds[ordinal] == NOT_LOOKED_UP) {
            exchangeIds[ordinal] = dimension.dictionary().id(context.exchange.name());
        }
        keepAllowed(context, dimension, exchangeIds[ordinal]);
    }

    private void inventory(final BidContext context) {
        final DimensionIndex dimension = context.index.dimension(Dimension.INVENTORY);
        if (dimension.idle()) {
            return;
        }
        // Site and app together break the specification and occur; then the request is both.
        int count = 0;
        count = addInventory(context.request.site, siteId, count);
        count = addInventory(context.request.app, appId, count);
        count = addInventory(context.request.dooh, doohId, count);
        dimension.keepAllowed(valueIds, count, context.requestSlots, context.scratchSlots);
    }

    private int addInventory(final boolean present, final int id, final int count) {
        if (!present || id == ByteDictionary.MISSING) {
            return count;
        }
        valueIds[count] = id;
        return count + 1;
    }

    /** Binds on sites only: the domain, else the page's host, with all domains above it. */
    private void siteDomain(final BidContext context) {
        final DimensionIndex dimension = context.index.dimension(Dimension.SITE_DOMAIN);
        final BidRequestView request = context.request;
        if (dimension.idle() || !request.site) {
            return;
        }
        final long domain =
                HostText.of(request.body, request.siteDomain != Slice.ABSENT ? request.siteDomain : request.sitePage);
        final int count = dimension
                .dictionary()
                .idsOfDomainAndParents(request.body, Slice.offset(domain), Slice.length(domain), valueIds);
        dimension.keepAllowed(valueIds, count, context.requestSlots, context.scratchSlots);
    }

    /** Binds on apps only. */
    private void appBundle(final BidContext context) {
        if (context.request.app) {
            text(context, Dimension.APP_BUNDLE, context.request.appBundle);
        }
    }

    private void text(final BidContext context, final Dimension which, final long value) {
        final DimensionIndex dimension = context.index.dimension(which);
        if (!dimension.idle()) {
            keepAllowed(context, dimension, id(context.request, dimension.dictionary(), value));
        }
    }

    private void number(final BidContext context, final Dimension which, final int value) {
        final DimensionIndex dimension = context.index.dimension(which);
        if (dimension.idle()) {
            return;
        }
        int id = ByteDictionary.MISSING;
        if (value >= 0 && value <= HIGHEST_DEVICE_TYPE) {
            int start = digits.length;
            int rest = value;
            do {
                digits[--start] = (byte) ('0' + rest % 10);
                rest /= 10;
            } while (rest > 0);
            id = dimension.dictionary().id(digits, start, digits.length - start);
        }
        keepAllowed(context, dimension, id);
    }

    private static void keepAllowed(final BidContext context, final DimensionIndex dimension, final int id) {
        dimension.keepAllowed(id, context.requestSlots, context.scratchSlots);
    }

    private static int id(final BidRequestView request, final ByteDictionary dictionary, final long value) {
        return value == Slice.ABSENT
                ? ByteDictionary.MISSING
                : dictionary.id(request.body, Slice.offset(value), Slice.length(value));
    }

    private static long primaryLanguage(final BidRequestView request) {
        final long language = request.language != Slice.ABSENT ? request.language : request.languageB;
        return Slice.of(
                Slice.offset(language),
                LanguageCode.primaryLength(request.body, Slice.offset(language), Slice.length(language)));
    }
}
