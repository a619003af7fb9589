package io.hayate.loadtest.traffic;

/**
 * Forms that scalars have in real traffic against the letter of OpenRTB, each with the value it had: numbers as texts,
 * floats for integers, exponents, booleans for 0 and 1, null and empty texts for what is absent, keys that stand twice
 * (the last counts). Owned by the thread that generates.
 */
final class WildForms {
    private static final double ODD_SHARE = 0.25;
    private static final double ABSENT_SHARE = 0.3;
    private static final double TWICE_SHARE = 0.02;

    private final Dice dice = new Dice(0);

    void reset(final long seed) {
        dice.reset(seed, 0);
    }

    String integer(final long value) {
        if (!dice.chance(ODD_SHARE)) {
            return Long.toString(value);
        }
        return switch (dice.below(4)) {
            case 0 -> "\"" + value + "\"";
            case 1 -> value + ".0";
            case 2 -> value % 10 == 0 && value > 0 ? value / 10 + "e1" : value + "E0";
            default -> value == 0 ? "false" : value == 1 ? "true" : Long.toString(value);
        };
    }

    /**
     * @param plain the amount with a point
     * @param exponent the amount with an exponent
     */
    String decimal(final String plain, final String exponent) {
        return switch (dice.weighted(60, 20, 15, 5)) {
            case 1 -> "\"" + plain + "\"";
            case 2 -> exponent;
            case 3 -> plain + (plain.indexOf('.') < 0 ? ".000" : "000");
            default -> plain;
        };
    }

    boolean isNumericId(final String id) {
        return id.length() < 16 && id.matches("[1-9][0-9]*") && dice.chance(0.5);
    }

    /** Empty if the field is left out. */
    String absent() {
        return dice.chance(ABSENT_SHARE) ? dice.chance(0.6) ? "null" : "\"\"" : "";
    }

    /** Empty if the key stands once. */
    String earlierValue() {
        return dice.chance(TWICE_SHARE) ? dice.chance(0.5) ? "null" : "0" : "";
    }
}
