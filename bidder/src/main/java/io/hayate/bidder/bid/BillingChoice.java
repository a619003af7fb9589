package io.hayate.bidder.bid;

import io.hayate.bidder.exchanges.BillingIds;
import java.util.Arrays;

/** Which of the accounts that an impression offers (imp.ext.billing_id of Google) a bid is billed to. Immutable; shared. */
public final class BillingChoice {
    /** Nothing has to be named: the impression offers none, or one and we have none to choose. */
    public static final long OPEN = Slice.ABSENT;

    /** What is offered is not ours, or nobody can tell which of several is. */
    public static final long NOT_OFFERED = -1;

    private BillingChoice() {}

    /** The token of the one of ours that comes first and is offered; {@link #OPEN}; {@link #NOT_OFFERED}. */
    public static long token(final BidRequestView request, final int impression, final BillingIds ours) {
        final long offered = request.billingIds[impression];
        if (offered == Slice.ABSENT || (ours.count() == 0 && Slice.length(offered) == 1)) {
            return OPEN;
        }
        for (int i = 0; i < ours.count(); i++) {
            for (int item = Slice.offset(offered); item < Slice.end(offered); item++) {
                if (says(request, request.items[item], ours.id(i))) {
                    return request.items[item];
                }
            }
        }
        return NOT_OFFERED;
    }

    /** Whether a number or a string is these digits; nobody writes digits as escapes. */
    private static boolean says(final BidRequestView request, final long token, final byte[] digits) {
        final int quote = request.body[Slice.offset(token)] == '"' ? 1 : 0;
        return Arrays.equals(
                request.body, Slice.offset(token) + quote, Slice.end(token) - quote, digits, 0, digits.length);
    }
}
