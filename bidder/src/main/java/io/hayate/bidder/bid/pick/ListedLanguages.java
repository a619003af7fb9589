package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidLimits;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.LanguageCode;

/**
 * The language tags of one list of the request, as {@link LanguageCode}: read once and not for each candidate; since most
 * candidates speak the language of the one before, the last verdict is kept. Owned by the bid loop.
 */
final class ListedLanguages {
    /** Of no list: nothing was read since {@link #forget}. */
    private static final long NO_LIST = -1;

    private final long[] codes = new long[BidLimits.MAX_LANGUAGES];
    private int count;
    private long list = NO_LIST;
    private long lastLanguage;
    private boolean lastAllowed;

    /** A new request: its lists may lie where those of the one before did. */
    void forget() {
        list = NO_LIST;
    }

    /** Whether a list of at most {@link BidLimits#MAX_LANGUAGES} has a tag that goes for the language. */
    boolean contains(final BidRequestView request, final long newList, final long language) {
        if (newList != list) {
            read(request, newList);
            lastLanguage = LanguageCode.NONE;
            lastAllowed = false;
        }
        if (language != lastLanguage) {
            lastLanguage = language;
            lastAllowed = isListed(language);
        }
        return lastAllowed;
    }

    private void read(final BidRequestView request, final long newList) {
        list = newList;
        count = 0;
        for (int i = Slice.offset(newList); i < Slice.end(newList); i++) {
            final long text = request.items[i];
            codes[count++] = LanguageCode.of(request.body, Slice.offset(text), Slice.length(text));
        }
    }

    private boolean isListed(final long language) {
        for (int i = 0; i < count; i++) {
            if (LanguageCode.matches(codes[i], language)) {
                return true;
            }
        }
        return false;
    }
}
