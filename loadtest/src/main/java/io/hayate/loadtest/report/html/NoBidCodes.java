package io.hayate.loadtest.report.html;

/** What OpenRTB calls the numbers in {@code nbr} (3.0, list of no-bid reason codes). */
public final class NoBidCodes {
    private static final String[] WORDS = {
        "unknown error",
        "technical error",
        "invalid request",
        "known web crawler",
        "suspected non-human traffic",
        "cloud, data centre or proxy IP",
        "unsupported device",
        "blocked publisher or site",
        "unmatched user",
        "daily user cap met",
        "daily domain cap met",
        "ads.txt authorisation unavailable",
        "ads.txt authorisation violation",
        "ads.cert authentication unavailable",
        "ads.cert authentication violation",
        "insufficient auction time",
        "incomplete supply chain",
        "blocked supply chain node"
    };
    private static final int FIRST_OWN = 500;

    private NoBidCodes() {}

    public static String words(final int code) {
        if (code >= 0 && code < WORDS.length) {
            return WORDS[code];
        }
        return code >= FIRST_OWN ? "agreed with the exchange" : "not in the specification";
    }
}
