package io.hayate.loadtest.exchange;

import org.jspecify.annotations.Nullable;

/** One bid of an answer, as far as an exchange looks at it, and what its auction made of it. Owned by the exchange. */
final class OfferedBid {
    static final int WON = 0;

    String id = "";
    String seat = "";
    String impressionId = "";
    String campaign = "";
    String creative = "";
    String adId = "";

    @Nullable
    String deal;

    @Nullable
    String nurl;

    @Nullable
    String burl;

    @Nullable
    String lurl;

    @Nullable
    String adm;

    int markupType;
    /** Whether its impression has been found. */
    boolean taken;

    long priceCpmMicros;

    /** OpenRTB's loss reason, or {@link #WON}. */
    int lossReason;

    /** What the winner pays, whoever that is; 0 if there is none. */
    long clearingCpmMicros;

    /** What would have been enough; 0 where no price would. */
    long minToWinCpmMicros;
}
