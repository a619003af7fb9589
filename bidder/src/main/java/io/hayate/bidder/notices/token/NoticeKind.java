package io.hayate.bidder.notices.token;

/** What a notice says; the label is the last part of its path. Immutable; shared. */
public enum NoticeKind {
    WIN("win", MacLabel.SERVER, 0),
    BILL("bill", MacLabel.SERVER, 1),
    LOSS("loss", MacLabel.SERVER, 2),
    IMPRESSION("imp", MacLabel.PUBLIC, 0),
    CLICK("click", MacLabel.CLICK, 0),
    /** Its token is the click's id, in the landing page's URL. */
    CONVERSION("conversion", MacLabel.PUBLIC, 1);

    private final String label;
    private final MacLabel macLabel;
    private final int macOffset;

    NoticeKind(final String label, final MacLabel macLabel, final int macPart) {
        this.label = label;
        this.macLabel = macLabel;
        this.macOffset = macPart * TokenLayout.MAC_BYTES;
    }

    public String label() {
        return label;
    }

    MacLabel macLabel() {
        return macLabel;
    }

    /** Where this kind's part of its label's 32-byte MAC begins; parts do not overlap, which puts the kind under the MAC. */
    int macOffset() {
        return macOffset;
    }
}
