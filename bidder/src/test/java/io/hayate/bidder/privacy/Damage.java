package io.hayate.bidder.privacy;

import java.util.SplittableRandom;

/** Breaks strings as networks, columns and people do. */
final class Damage {
    private static final String CHARACTERS = "ABCDEFGQYZabcdxyz0189-_.~+/= ~.A\u00e9";

    private final SplittableRandom random;

    Damage(final long seed) {
        random = new SplittableRandom(seed);
    }

    String of(final String string) {
        String damaged = string;
        for (int wounds = 1 + random.nextInt(2); wounds > 0; wounds--) {
            damaged = wounded(damaged);
        }
        return damaged;
    }

    private String wounded(final String string) {
        final int at = random.nextInt(string.length() + 1);
        final int to = Math.min(string.length(), at + 1 + random.nextInt(random.nextInt(4) == 0 ? 20 : 1));
        final String character = String.valueOf(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        return switch (random.nextInt(6)) {
            case 0 -> string.substring(0, at);
            case 1 -> string.substring(0, at) + string.substring(to);
            case 2 -> string.substring(0, at) + character + string.substring(at);
            case 3 -> string.substring(0, at) + string.substring(at, to) + string.substring(at);
            default -> string.substring(0, at) + character + string.substring(to);
        };
    }
}
