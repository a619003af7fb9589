package io.hayate.bidder.bid;

import io.hayate.bidder.campaigns.live.ByteDictionary;
import io.hayate.bidder.campaigns.live.CampaignIndex;

/**
 * Which VAST an impression of video or audio gets: the highest version that is offered, and of the creative's mimes the
 * first that is. Protocols are those of AdCOM, "creative subtypes - audio/video"; DAAST is not written. Immutable; shared.
 */
public final class VastChoice {
    /** No version that we write is offered. */
    public static final int NONE = 0;

    /** Of no protocols listed: the version that every player understands. */
    private static final int INLINE_DEFAULT = 3;

    private static final int WRAPPER_DEFAULT = 6;

    /** Ours by falling version: 4.2, 4.1, 4.0, 3.0, 2.0. */
    private static final int[] INLINE = {13, 11, 7, INLINE_DEFAULT, 2};

    private static final int[] WRAPPER = {14, 12, 8, WRAPPER_DEFAULT, 5};
    private static final int[] VERSION_TENTHS = {42, 41, 40, 30, 20};

    private VastChoice() {}

    /** The protocol of the highest version offered, or {@link #NONE}. */
    public static int protocol(
            final BidRequestView request, final MediaOffers offers, final int impression, final boolean wrapper) {
        final long list = offers.protocols[impression];
        long offered = 0;
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            if (request.items[i] >= 0 && request.items[i] < Long.SIZE) {
                offered |= 1L << request.items[i];
            }
        }
        return list == Slice.ABSENT ? defaultProtocol(wrapper) : protocol(offered, wrapper);
    }

    /** {@link #protocol} of those offered as bits. */
    public static int protocol(final long offered, final boolean wrapper) {
        for (final int protocol : wrapper ? WRAPPER : INLINE) {
            if ((offered & 1L << protocol) != 0) {
                return protocol;
            }
        }
        return NONE;
    }

    /** Where no protocols are listed. */
    private static int defaultProtocol(final boolean wrapper) {
        return wrapper ? WRAPPER_DEFAULT : INLINE_DEFAULT;
    }

    /** Ten times the VAST version of a protocol that {@link #protocol} gave. */
    public static int versionTenths(final int protocol) {
        for (int place = 0; place < VERSION_TENTHS.length; place++) {
            if (INLINE[place] == protocol || WRAPPER[place] == protocol) {
                return VERSION_TENTHS[place];
            }
        }
        throw new IllegalArgumentException("no VAST that we write: protocol " + protocol);
    }

    /**
     * Which of the creative's mimes is the first that the impression offers; -1 if none; the first if it lists none. Looks
     * at each item of the list, so it is for bids and not for candidates.
     */
    public static int mime(
            final BidRequestView request,
            final MediaOffers offers,
            final int impression,
            final CampaignIndex index,
            final int creative) {
        final long list = offers.mimes[impression];
        if (list == Slice.ABSENT) {
            return 0;
        }
        final int place = index.table().mimes(creative);
        int first = index.table().listItem(place);
        for (int i = Slice.offset(list); i < Slice.end(list); i++) {
            final long text = request.items[i];
            final int id = index.terms().mimes().id(request.body, Slice.offset(text), Slice.length(text));
            for (int mime = 0; mime < first && id != ByteDictionary.MISSING; mime++) {
                if (index.table().listItem(place + 1 + mime) == id) {
                    first = mime;
                }
            }
        }
        return first == index.table().listItem(place) ? -1 : first;
    }
}
