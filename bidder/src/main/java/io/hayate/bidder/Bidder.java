package io.hayate.bidder;

public final class Bidder {
    private Bidder() {}

    public static void main(final String[] args) {
        System.out.println("hi");
    }
}
