package io.hayate.bidder.bid.pick;

import io.hayate.bidder.bid.BidContext;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.NoBidReason;
import io.hayate.bidder.bid.Slice;
import io.hayate.bidder.campaigns.live.LanguageCode;
import io.hayate.bidder.campaigns.live.SlotTable;

/**
 * wlang and wlangb allow the creative's language; a neutral creative speaks every one (OpenRTB 2.6, 3.2.1). Owned by
 * the bid loop.
 */
final class LanguageRule implements CreativeRule {
    private final ListedLanguages allowed = new ListedLanguages();
    private final ListedLanguages allowedB = new ListedLanguages();

    @Override
    public void beginRequest() {
        allowed.forget();
        allowedB.forget();
    }

    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        final long language = table.language(creative);
        if (language == LanguageCode.NONE) {
            return true;
        }
        final BidRequestView request = context.request;
        return (request.allowedLanguages == Slice.ABSENT
                        || allowed.contains(request, request.allowedLanguages, language))
                && (request.allowedLanguagesB == Slice.ABSENT
                        || allowedB.contains(request, request.allowedLanguagesB, language));
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.LANGUAGE_NOT_ALLOWED;
    }
}
