package io.hayate.bidder.notices.receive;

import io.hayate.bidder.ledger.AccountView;
import io.hayate.bidder.ledger.LedgerPart;
import io.hayate.bidder.ledger.NoticeRecord;
import io.hayate.bidder.notices.token.NoticeKind;
import java.util.ArrayList;
import java.util.List;

/** Keeps what the ledger agent has got: each notice's record, which itself is used again. */
final class SeenNotices implements LedgerPart {
    record Seen(
            NoticeKind kind,
            boolean viewThrough,
            long campaignId,
            int ordinal,
            int exchange,
            int currency,
            long noticeTimeMs,
            long bidTimeMs,
            long creativeId,
            int lossReason,
            long minToWinCpmMicros,
            long orderHash,
            long valueNanos,
            long userKeyHigh,
            long userKeyLow,
            int auctionCell,
            boolean booked) {}

    final List<Seen> all = new ArrayList<>();

    @Override
    public void onNotice(final NoticeRecord notice, final AccountView account, final boolean booked) {
        all.add(new Seen(
                notice.kind,
                notice.viewThrough,
                notice.campaignId,
                notice.ordinal,
                notice.exchange,
                notice.currency,
                notice.noticeTimeMs,
                notice.bidTimeMs,
                notice.creativeId,
                notice.lossReason,
                notice.minToWinCpmMicros,
                notice.orderHash,
                notice.valueNanos,
                notice.userKeyHigh,
                notice.userKeyLow,
                notice.auctionCell,
                booked));
    }

    Seen last() {
        return all.get(all.size() - 1);
    }
}
