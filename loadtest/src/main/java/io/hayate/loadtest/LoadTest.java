package io.hayate.loadtest;

public final class LoadTest {
    private LoadTest() {}

    public static void main(final String[] args) {
        System.out.println("hi");
    }
}
