package io.hayate.bidder.bidlog;

/**
 * One bid in the bid log; little-endian.
 *
 * <pre>
 *  0      8       12     16         24            32              40            48
 *  +------+-------+------+----------+-------------+---------------+-------------+
 *  | time | epoch | lane | sequence | campaign id | advertiser id | creative id |
 *  +------+-------+------+----------+-------------+---------------+-------------+
 *  48               56                 64      68       72         76               80
 *  +----------------+------------------+-------+--------+----------+----------------+
 *  | bid cpm micros | floor cpm micros | width | height | currency | floor currency |
 *  +----------------+------------------+-------+--------+----------+----------------+
 *  80        84            86             88       89      90            91
 *  +---------+-------------+--------------+--------+-------+-------------+----------+
 *  | country | device type | auction cell | format | flags | name length | exchange |
 *  +---------+-------------+--------------+--------+-------+-------------+----------+
 * </pre>
 *
 * Currencies are letters in the low 24 bits, the first highest; country as two letters in the low 16, or 0. Format is OpenRTB's mtype;
 * device type 0: not told. Floors are the request's, of the deal under one. Immutable;
 * shared.
 */
public final class BidRecord {
    public static final int TIME_OFFSET = 0;
    public static final int EPOCH_OFFSET = 8;
    public static final int LANE_OFFSET = 12;
    public static final int SEQUENCE_OFFSET = 16;
    public static final int CAMPAIGN_ID_OFFSET = 24;
    public static final int ADVERTISER_ID_OFFSET = 32;
    public static final int CREATIVE_ID_OFFSET = 40;
    public static final int BID_CPM_MICROS_OFFSET = 48;
    public static final int FLOOR_CPM_MICROS_OFFSET = 56;
    public static final int WIDTH_OFFSET = 64;
    public static final int HEIGHT_OFFSET = 68;
    public static final int CURRENCY_OFFSET = 72;
    public static final int FLOOR_CURRENCY_OFFSET = 76;
    public static final int COUNTRY_OFFSET = 80;
    public static final int DEVICE_TYPE_OFFSET = 84;
    public static final int AUCTION_CELL_OFFSET = 86;
    public static final int FORMAT_OFFSET = 88;
    public static final int FLAGS_OFFSET = 89;
    public static final int NAME_LENGTH_OFFSET = 90;
    public static final int NAME_OFFSET = 91;

    /** Under a deal. */
    public static final int DEAL = 1;

    private BidRecord() {}
}
