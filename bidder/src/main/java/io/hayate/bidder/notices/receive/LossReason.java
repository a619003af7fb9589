package io.hayate.bidder.notices.receive;

import io.hayate.bidder.ledger.NoticeRecord;

/** Reads why a bid was lost: OpenRTB's codes, and those of the exchange from 500 on. Immutable; shared. */
final class LossReason {
    /** Highest code; exchanges use up to four digits. */
    static final int MAX_CODE = 99_999;

    private LossReason() {}

    /** The code; {@link NoticeRecord#NO_REASON}, with what is odd noted, if there is none that can be read. */
    static int read(final QueryValue reason, final Oddities oddities) {
        if (reason.length == 0 && !reason.isUnreadable()) {
            oddities.note(NoticeOutcome.LOSS_REASON_MISSING);
            return NoticeRecord.NO_REASON;
        }
        if (reason.startsWith(QueryValue.MACRO_START)) {
            oddities.note(NoticeOutcome.LOSS_REASON_NOT_FILLED);
            return NoticeRecord.NO_REASON;
        }
        int code = reason.isUnreadable() ? MAX_CODE + 1 : 0;
        for (int i = 0; i < reason.length && code <= MAX_CODE; i++) {
            final int digit = reason.bytes[i] - '0';
            code = digit >= 0 && digit <= 9 ? code * 10 + digit : MAX_CODE + 1;
        }
        if (code > MAX_CODE) {
            oddities.note(NoticeOutcome.LOSS_REASON_UNREADABLE);
            return NoticeRecord.NO_REASON;
        }
        return code;
    }
}
