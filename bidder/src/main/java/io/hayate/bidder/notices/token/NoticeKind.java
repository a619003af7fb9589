package io.hayate.bidder.notices.token;

/** What a notice says; the label is the last part of its path. Immutable; shared. */
public enum NoticeKind {
    WIN("win"),
    BILL("bill"),
    LOSS("loss"),
    IMPRESSION("imp"),
    CLICK("click");

    private final String label;

    NoticeKind(final String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
