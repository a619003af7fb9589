package io.hayate.bidder.campaigns;

/** What kind of ad a creative is. The order is OpenRTB's mtype minus one. Immutable; shared. */
public enum AdFormat {
    BANNER,
    VIDEO,
    AUDIO,
    NATIVE;

    /** In a set of formats ({@code BidRequestView.formats}). */
    public int bit() {
        return 1 << ordinal();
    }

    /** The bid's mtype (OpenRTB 2.6, 4.2.3). */
    public int mtype() {
        return ordinal() + 1;
    }
}
