package io.hayate.loadtest.traffic;

import java.util.Locale;

/** What is offered, and how often rare rules show. Immutable; shared. */
public enum TrafficMix {
    /** As an exchange of mostly banners sends; every format and every rule now and then. */
    EXCHANGE(1, 4, 740, 115, 15, 90, 40),
    /** Every format as often as any other, rare rules eight times as often: for looking for mistakes. */
    ALL(8, 60, 200, 240, 160, 200, 200),
    BANNER(1, 0, 1, 0, 0, 0, 0),
    VIDEO(1, 0, 0, 1, 0, 0, 0),
    AUDIO(1, 0, 0, 0, 1, 0, 0),
    NATIVE(1, 0, 0, 0, 0, 1, 0),
    /** Impressions that several formats may fill. */
    MULTI(1, 0, 0, 0, 0, 0, 1),
    /** Screens in public places. */
    DOOH(1, 1000, 300, 700, 0, 0, 0);

    /** What one impression offers. */
    enum Kind {
        BANNER,
        VIDEO,
        AUDIO,
        NATIVE,
        MULTI
    }

    private static final double HIGHEST_RARE_SHARE = 0.4;

    private final double rareFactor;
    private final double doohShare;
    private final int[] kindWeights;

    TrafficMix(final int rareFactor, final int doohPerMille, final int... kindWeights) {
        this.rareFactor = rareFactor;
        this.doohShare = doohPerMille / 1000.0;
        this.kindWeights = kindWeights;
    }

    /** Whether something rare happens that has this share of the traffic of an exchange. */
    boolean rare(final Dice dice, final double share) {
        return dice.chance(Math.min(HIGHEST_RARE_SHARE, share * rareFactor));
    }

    boolean drawDooh(final Dice dice) {
        return dice.chance(doohShare);
    }

    Kind drawKind(final Dice dice, final Visit visit) {
        if (visit.platform() == Platform.TELEVISION && offers(Kind.VIDEO)) {
            return Kind.VIDEO;
        }
        final Kind kind = Kind.values()[dice.weighted(kindWeights)];
        // What a screen on a wall can show.
        return visit.dooh() && kind != Kind.BANNER ? Kind.VIDEO : kind;
    }

    private boolean offers(final Kind kind) {
        return kindWeights[kind.ordinal()] > 0;
    }

    /** As the command line spells it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
