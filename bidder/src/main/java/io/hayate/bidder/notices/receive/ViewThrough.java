package io.hayate.bidder.notices.receive;

import io.hayate.bidder.admin.BearerToken;
import io.hayate.bidder.audience.UserIdType;
import io.hayate.bidder.audience.UserKeys;
import io.hayate.bidder.ledger.NoticeRecord;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.NoticePayload;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Conversions of people who saw an ad and did not click it: the advertiser's server names a user, and the user's last impression
 * of that advertiser gets it. Whoever may call them may invent them, so they need the admin token. Owned by the bid loop.
 */
final class ViewThrough {
    /** Longest name of an id's type: {@code eid:} and a domain. */
    private static final int MAX_ID_TYPE_BYTES = 272;

    private static final int MAX_NUMBER_BYTES = 18;

    final QueryValue idType = new QueryValue("idType", MAX_ID_TYPE_BYTES);
    final QueryValue id = new QueryValue("id", UserKeys.MAX_ID_BYTES);
    final QueryValue advertiser = new QueryValue("advertiser", MAX_NUMBER_BYTES);
    private final @Nullable BearerToken adminToken;
    private final SeenImpressions seenImpressions;
    private final SeenImpression last = new SeenImpression();

    /** Of no bid: a view-through conversion has only what is written into it. */
    private final NoticePayload nobodys = new NoticePayload();

    /** @param adminToken null: there is none, and nobody may call */
    ViewThrough(final @Nullable BearerToken adminToken, final SeenImpressions seenImpressions) {
        this.adminToken = adminToken;
        this.seenImpressions = seenImpressions;
    }

    /** Whether the call names a user rather than a click. */
    boolean isAsked() {
        return idType.isPresent() || id.isPresent() || advertiser.isPresent();
    }

    /**
     * Finds whose impression it was and fills the notice with it.
     *
     * @param hasOrder whether the call names an order, without which it could be counted again and again
     * @return why not; null if the notice is filled
     */
    @Nullable
    NoticeOutcome find(
            final @Nullable String authorization, final boolean hasOrder, final long nowMs, final NoticeRecord notice) {
        if (adminToken == null) {
            return NoticeOutcome.VIEW_THROUGH_OFF;
        }
        if (!adminToken.isIn(authorization)) {
            return NoticeOutcome.VIEW_THROUGH_NOT_AUTHORIZED;
        }
        final UserIdType type = UserIdType.of(new String(idType.bytes, 0, idType.length, StandardCharsets.UTF_8));
        final long advertiserId = advertiserId();
        if (type == null || id.length == 0 || advertiserId <= 0 || !hasOrder) {
            return NoticeOutcome.VIEW_THROUGH_INCOMPLETE;
        }
        last.exchange = NoticeRecord.NO_EXCHANGE;
        if (!seenImpressions.find(type, id.bytes, id.length, advertiserId, nowMs, last)
                || nowMs - last.timeMs > SeenImpressions.VIEW_THROUGH_MS) {
            return NoticeOutcome.VIEW_THROUGH_WITHOUT_IMPRESSION;
        }
        fill(notice, advertiserId);
        return null;
    }

    private void fill(final NoticeRecord notice, final long advertiserId) {
        nobodys.timeMs = last.timeMs;
        nobodys.campaignId = last.campaignId;
        nobodys.campaignOrdinal = NoticeRecord.NO_ORDINAL;
        nobodys.creativeId = last.creativeId;
        nobodys.advertiserId = advertiserId;
        nobodys.campaignCurrency = last.currency;
        notice.fill(NoticeKind.CONVERSION, nobodys);
        notice.exchange = last.exchange;
        notice.viewThrough = true;
    }

    /** 0 if it is none. */
    private long advertiserId() {
        long number = 0;
        for (int i = 0; i < advertiser.length; i++) {
            final int digit = advertiser.bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
