package io.hayate.bidder.bid.decode;

/** Names of the OpenRTB fields that are read, in any object; two entries are not names. Immutable; shared. */
enum Key {
    /** No further key: the object ended, or the JSON is broken. */
    NONE(""),
    /** A field that is not read. */
    OTHER(""),

    ID("id"),
    TEST("test"),
    AT("at"),
    TMAX("tmax"),
    CUR("cur"),
    WSEAT("wseat"),
    BSEAT("bseat"),
    BCAT("bcat"),
    ACAT("acat"),
    CATTAX("cattax"),
    BADV("badv"),
    BAPP("bapp"),
    WLANG("wlang"),
    WLANGB("wlangb"),
    IMP("imp"),
    SITE("site"),
    APP("app"),
    DOOH("dooh"),
    DEVICE("device"),

    DOMAIN("domain"),
    PAGE("page"),
    BUNDLE("bundle"),

    DEVICETYPE("devicetype"),
    OS("os"),
    OSV("osv"),
    LANGUAGE("language"),
    LANGB("langb"),
    W("w"),
    H("h"),
    GEO("geo"),
    COUNTRY("country"),

    BANNER("banner"),
    VIDEO("video"),
    AUDIO("audio"),
    NATIVE("native"),
    INSTL("instl"),
    SECURE("secure"),
    BIDFLOOR("bidfloor"),
    BIDFLOORCUR("bidfloorcur"),
    PMP("pmp"),

    WMIN("wmin"),
    WMAX("wmax"),
    HMIN("hmin"),
    HMAX("hmax"),
    FORMAT("format"),
    BATTR("battr"),
    BTYPE("btype"),
    POS("pos"),

    PRIVATE_AUCTION("private_auction"),
    DEALS("deals"),
    WADOMAIN("wadomain");

    final String field;

    Key(final String field) {
        this.field = field;
    }

    /** One bit per key, for sets of keys in a long. */
    long bit() {
        return 1L << ordinal();
    }
}
