package io.hayate.bidder.bid;

/** Hard bounds of the bid route: exceeding one is an answer with a counter, never a resize. */
public final class BidLimits {
    /** Largest request body, after inflation. Requests of exchanges are 1-10 kB; the largest pods stay below 100 kB. */
    public static final int MAX_BODY_BYTES = 128 * 1024;

    /**
     * Room behind the body for strings that had to be unescaped, and for those within such a string (native.request); an
     * escape never grows, so the body's size suffices for each.
     */
    public static final int BODY_BUFFER_BYTES = 3 * MAX_BODY_BYTES + 64;

    /** Impressions read of one request; exchanges send at most 10 to 20, the rest is counted and not bid on. */
    public static final int MAX_IMPRESSIONS = 64;

    /** Deals read of one request, over all impressions. */
    public static final int MAX_DEALS = 256;

    /** Assets of native requests read of one request, over all impressions; the largest native request seen has 10. */
    public static final int MAX_NATIVE_ASSETS = 512;

    /**
     * Items of a list of what an impression offers or blocks for one format (mimes, protocols, durations, battr, ...), and
     * ranges of durfloors: they are looked at for many candidates. The longest seen have 20. Above it nothing is bid.
     */
    public static final int MAX_OFFER_ITEMS = 64;

    /** Language tags of wlang, and of wlangb: they are looked at for many candidates. All of ISO 639-1 are 183. */
    public static final int MAX_LANGUAGES = 256;

    /** List items (blocked domains, categories, formats, ...) of one request. The longest seen block lists have 3,000. */
    public static final int MAX_LIST_ITEMS = 8 * 1024;

    /** Nodes of a supply chain that is bid through; the longest of sample requests has 10, and each takes its share. */
    public static final int MAX_SUPPLY_CHAIN_NODES = 32;

    /** Nesting of arrays and objects; the deepest of real requests is 11. */
    public static final int MAX_DEPTH = 64;

    /**
     * Impressions that one counts for (imp.qty.multiplier), 1e-6 units: a million. The largest audiences of screens are
     * a few thousand.
     */
    public static final long MAX_MULTIPLIER_MICROS = 1_000_000_000_000L;

    /** Bids in one answer, over all impressions. */
    public static final int MAX_BIDS = 128;

    /** Candidates looked at for one open or deal opportunity of one impression; what is cut is counted. */
    public static final int MAX_CANDIDATES = 200;

    /**
     * Candidates that may be bid, kept until no better one can come, where some campaigns' values are predicted. The best
     * are kept, for the case that those before them cannot be paid; what is dropped is counted.
     */
    public static final int MAX_KEPT_CANDIDATES = 16;

    /**
     * Creatives tried for one request, over all its opportunities, before it gets no more bids: a few milliseconds' work.
     * Without it a request of many impressions and deals that blocks every creative would hold its loop for seconds.
     */
    public static final int MAX_CREATIVES_TRIED = 32 * 1024;

    /** Largest answer. */
    public static final int MAX_ANSWER_BYTES = 512 * 1024;

    private BidLimits() {}
}
