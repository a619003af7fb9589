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
    private final ListedValues allowed = new ListedValues();
    private final ListedValues allowedB = new ListedValues();

    @Override
    public void beginRequest() {
        allowed.forget();
        allowedB.forget();
    }

    @Override
    public boolean allows(final BidContext context, final SlotTable table, final int creative) {
        final long language = table.language(creative);
        return language == LanguageCode.NONE
                || (allows(allowed, context.request, context.request.allowedLanguages, language)
                        && allows(allowedB, context.request, context.request.allowedLanguagesB, language));
    }

    @Override
    public NoBidReason reason() {
        return NoBidReason.LANGUAGE_NOT_ALLOWED;
    }

    private static boolean allows(
            final ListedValues allowed, final BidRequestView request, final long list, final long language) {
        if (list == Slice.ABSENT) {
            return true;
        }
        allowed.holdLanguages(request, list);
        return allowed.contains(language);
    }
}
