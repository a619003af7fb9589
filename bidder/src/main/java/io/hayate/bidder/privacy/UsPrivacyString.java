package io.hayate.bidder.privacy;

/** Reads a US Privacy string of version 1, such as {@code 1YNN}: version, notice, opt-out of sale, LSPA. Immutable; shared. */
public final class UsPrivacyString {
    private static final int LENGTH = 4;
    private static final int OPT_OUT = 2;

    private UsPrivacyString() {}

    /** Restricts by what the string says; what is malformed is an opt-out. */
    public static void restrict(
            final PrivacyVerdict verdict, final byte[] bytes, final int offset, final int lengthBytes) {
        if (lengthBytes != LENGTH || bytes[offset] != '1') {
            verdict.restrict(PrivacyRestriction.US_PRIVACY_UNREADABLE);
            return;
        }
        for (int i = 1; i < LENGTH; i++) {
            final byte answer = bytes[offset + i];
            if (answer != 'Y' && answer != 'N' && answer != '-') {
                verdict.restrict(PrivacyRestriction.US_PRIVACY_UNREADABLE);
                return;
            }
        }
        if (bytes[offset + OPT_OUT] == 'Y') {
            verdict.restrict(PrivacyRestriction.US_PRIVACY_OPT_OUT);
        }
    }
}
