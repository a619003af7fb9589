package io.hayate.bidder.ledger;

/** Kinds of records in the money log: the first byte of each. Immutable; shared. */
public final class MoneyRecord {
    public static final byte NOTICE = 1;
    public static final byte LEASE = 2;
    public static final byte ACCOUNT = 3;
    public static final byte START = 4;
    public static final byte EXCHANGE = 5;
    public static final byte BIDS = 6;
    public static final byte TRAFFIC = 7;

    /** Where the notice of a NOTICE is. */
    public static final int NOTICE_OFFSET = 1;

    public static final int NOTICE_LENGTH_BYTES = NOTICE_OFFSET + NoticeRecord.LENGTH_BYTES;

    private MoneyRecord() {}
}
