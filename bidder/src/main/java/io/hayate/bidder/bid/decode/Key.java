package io.hayate.bidder.bid.decode;

import java.lang.reflect.Field;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names of the OpenRTB fields that are read, in any object; two entries are not names. Numbers, not an enum: a switch over
 * them jumps by the number that the table holds, without a load through the constant's object and one through the
 * switch's own map, which the processor would have to wait for wherever it guessed the jump wrong.
 *
 * <p>A constant's name in lower case is the field's. Immutable; shared.
 */
final class Key {
    /** No further key: the object ended, or the JSON is broken. */
    static final int NONE = 0;
    /** A field that is not read. */
    static final int OTHER = 1;

    static final int ID = 2;
    static final int TEST = 3;
    static final int AT = 4;
    static final int TMAX = 5;
    static final int CUR = 6;
    static final int WSEAT = 7;
    static final int BSEAT = 8;
    static final int BCAT = 9;
    static final int ACAT = 10;
    static final int CATTAX = 11;
    static final int BADV = 12;
    static final int BAPP = 13;
    static final int WLANG = 14;
    static final int WLANGB = 15;
    static final int IMP = 16;
    static final int SITE = 17;
    static final int APP = 18;
    static final int DOOH = 19;
    static final int DEVICE = 20;
    static final int USER = 21;
    static final int REGS = 22;
    static final int EXT = 23;

    static final int DOMAIN = 24;
    static final int PAGE = 25;
    static final int BUNDLE = 26;
    static final int PUBLISHER = 27;
    static final int CAT = 28;
    static final int SECTIONCAT = 29;
    static final int PAGECAT = 30;
    static final int CONTENT = 31;

    static final int DEVICETYPE = 32;
    static final int OS = 33;
    static final int OSV = 34;
    static final int LANGUAGE = 35;
    static final int LANGB = 36;
    static final int W = 37;
    static final int H = 38;
    static final int MAKE = 39;
    static final int CARRIER = 40;
    static final int CONNECTIONTYPE = 41;
    static final int LMT = 42;
    static final int DNT = 43;
    static final int GEO = 44;
    static final int COUNTRY = 45;
    static final int REGION = 46;
    static final int METRO = 47;
    static final int CITY = 48;
    static final int ZIP = 49;
    static final int LAT = 50;
    static final int LON = 51;

    static final int DATA = 52;
    static final int SEGMENT = 53;
    static final int CONSENT = 54;

    static final int COPPA = 55;
    static final int GDPR = 56;
    static final int US_PRIVACY = 57;
    static final int GPP = 58;
    static final int GPP_SID = 59;
    static final int GPC = 60;

    static final int BANNER = 61;
    static final int VIDEO = 62;
    static final int AUDIO = 63;
    static final int NATIVE = 64;
    static final int INSTL = 65;
    static final int SECURE = 66;
    static final int BIDFLOOR = 67;
    static final int BIDFLOORCUR = 68;
    static final int PMP = 69;

    static final int WMIN = 70;
    static final int WMAX = 71;
    static final int HMIN = 72;
    static final int HMAX = 73;
    static final int FORMAT = 74;
    static final int BATTR = 75;
    static final int BTYPE = 76;
    static final int POS = 77;

    static final int PRIVATE_AUCTION = 78;
    static final int DEALS = 79;
    static final int WADOMAIN = 80;

    // Formats and impressions of OpenRTB 2.6
    static final int MIMES = 81;
    static final int API = 82;
    static final int EXPDIR = 83;
    static final int VCM = 84;
    static final int WRATIO = 85;
    static final int HRATIO = 86;

    static final int RWDD = 87;
    static final int REWARD = 88;
    static final int REWARDED = 89;
    static final int IS_REWARDED_INVENTORY = 90;
    static final int PREBID = 91;
    static final int IS_REWARDED = 92;
    static final int VIDEOTYPE = 93;
    static final int PLACEMENTTYPE = 94;
    static final int BILLING_ID = 95;
    static final int EXP = 96;
    static final int QTY = 97;
    static final int MULTIPLIER = 98;
    static final int GUAR = 99;
    static final int MINCPMPERSEC = 100;
    static final int DURFLOORS = 101;
    static final int MINDUR = 102;
    static final int MAXDUR = 103;

    static final int PROTOCOL = 104;
    static final int PROTOCOLS = 105;
    static final int MINDURATION = 106;
    static final int MAXDURATION = 107;
    static final int RQDDURS = 108;
    static final int BOXINGALLOWED = 109;
    static final int LINEARITY = 110;
    static final int PLACEMENT = 111;
    static final int PLCMT = 112;
    static final int SKIP = 113;
    static final int SKIPMIN = 114;
    static final int SKIPAFTER = 115;
    static final int DELIVERY = 116;
    static final int MINBITRATE = 117;
    static final int MAXBITRATE = 118;
    static final int COMPANIONAD = 119;
    static final int COMPANIONTYPE = 120;
    static final int PODID = 121;
    static final int PODDUR = 122;
    static final int MAXSEQ = 123;

    // Native
    static final int REQUEST = 124;
    static final int VER = 125;
    static final int ASSETS = 126;
    static final int REQUIRED = 127;
    static final int TITLE = 128;
    static final int IMG = 129;
    static final int TYPE = 130;
    static final int LEN = 131;
    static final int PRIVACY = 132;
    static final int EVENTTRACKERS = 133;
    static final int EVENT = 134;
    static final int METHODS = 135;

    // Transparency by the Digital Services Act
    static final int DSA = 136;
    static final int DSAREQUIRED = 137;

    // Supply chain
    static final int SOURCE = 138;
    static final int SCHAIN = 139;
    static final int COMPLETE = 140;
    static final int NODES = 141;
    static final int ASI = 142;
    static final int SID = 143;

    // Ids of the user
    static final int BUYERUID = 144;
    static final int IFA = 145;
    static final int EIDS = 146;
    static final int UIDS = 147;

    private Key() {}

    /** By name, the number of each field. */
    static Map<String, Integer> numbersByField() {
        final Map<String, Integer> numbers = new TreeMap<>();
        try {
            for (final Field constant : Key.class.getDeclaredFields()) {
                if (constant.getType() == int.class && constant.getInt(null) > OTHER) {
                    numbers.put(constant.getName().toLowerCase(Locale.ROOT), constant.getInt(null));
                }
            }
        } catch (final IllegalAccessException e) {
            throw new AssertionError("a class sees its own fields", e);
        }
        return numbers;
    }

    /** One bit per key, for sets of keys in a long; only of the first 64 keys, which those of the request's top level are. */
    static long bit(final int key) {
        assert key < Long.SIZE;
        return 1L << key;
    }
}
