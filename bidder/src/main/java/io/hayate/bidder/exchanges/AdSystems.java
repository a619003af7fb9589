package io.hayate.bidder.exchanges;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The domains by which an exchange is known in supply chains and ads.txt files: its {@code asi}. Immutable; shared.
 */
public final class AdSystems {
    /** Not told. */
    public static final AdSystems UNKNOWN = new AdSystems(List.of());

    private final List<String> domains;
    private final byte[][] bytes;

    /** @param domains in lower case ASCII */
    public AdSystems(final List<String> domains) {
        this.domains = List.copyOf(domains);
        this.bytes = domains.stream()
                .map(domain -> domain.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    public boolean areKnown() {
        return bytes.length > 0;
    }

    public int count() {
        return bytes.length;
    }

    /** The bytes of one of them, not to be changed. */
    public byte[] domain(final int i) {
        return bytes[i];
    }

    /** Whether a host is one of them, letter case ignored. */
    public boolean contains(final byte[] text, final int offset, final int length) {
        for (final byte[] each : bytes) {
            if (each.length == length && isEqual(each, text, offset)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEqual(final byte[] lowerCase, final byte[] text, final int offset) {
        for (int i = 0; i < lowerCase.length; i++) {
            final byte b = text[offset + i];
            if (lowerCase[i] != (b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof AdSystems systems && domains.equals(systems.domains);
    }

    @Override
    public int hashCode() {
        return domains.hashCode();
    }

    @Override
    public String toString() {
        return domains.toString();
    }
}
