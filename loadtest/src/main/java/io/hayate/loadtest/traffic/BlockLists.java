package io.hayate.loadtest.traffic;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes {@code bcat}, {@code badv} and {@code bapp}: what a publisher does not want to show. Most lists are short or
 * missing, a few are very long; they are what makes large requests large.
 *
 * Owned by the thread that generates.
 */
final class BlockLists {
    /** What publishers block first: the sensitive categories. */
    private static final List<String> SENSITIVE = List.of(
            "IAB25",
            "IAB26",
            "IAB7-39",
            "IAB24",
            "IAB9-9",
            "IAB8-5",
            "IAB14-1",
            "IAB23",
            "IAB11-4",
            "IAB7-28",
            "IAB18-2",
            "IAB25-3",
            "IAB26-1",
            "IAB13-5",
            "IAB17-18",
            "IAB19-3",
            "IAB5-2",
            "IAB7-44",
            "IAB3-7",
            "IAB11-2");

    private static final int MAX_DOMAINS = 380;
    private static final int RICH_LIST_MEDIAN = 170;
    private static final int LIST_MEDIAN = 3;
    private static final double LIST_SIGMA = 0.9;

    private final Dice dice;
    private final JsonText json;

    BlockLists(final Dice dice, final JsonText json) {
        this.dice = dice;
        this.json = json;
    }

    void write(final Visit visit) {
        if (dice.chance(0.75)) {
            final int count = 1 + dice.zipf(SENSITIVE.size(), 0.5);
            json.strings("bcat", SENSITIVE.subList(0, count));
            if (visit.newest() && dice.chance(0.3)) {
                json.field("cattax", 1);
            }
        }
        final boolean rich = visit.richness() > 0.82;
        final int domains = rich || dice.chance(0.4)
                ? (int) Math.min(MAX_DOMAINS, dice.logNormal(rich ? RICH_LIST_MEDIAN : LIST_MEDIAN, LIST_SIGMA))
                : 0;
        if (domains > 0) {
            json.strings("badv", brands(visit.publisher(), domains));
        }
        if (dice.chance(0.08)) {
            final int first = dice.between(1, Inventory.APPS - 5);
            json.strings("bapp", List.of(Inventory.androidBundle(first), Inventory.iosBundle(first + 3)));
        }
    }

    /** A publisher's list always begins with the same brands. */
    private static List<String> brands(final int publisher, final int count) {
        final List<String> domains = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            domains.add(Inventory.brandDomain((publisher * 37 + i * 3) % Inventory.BRANDS + 1));
        }
        return domains;
    }
}
