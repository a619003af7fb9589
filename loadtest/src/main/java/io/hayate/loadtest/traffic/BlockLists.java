package io.hayate.loadtest.traffic;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes {@code bcat} or {@code acat}, {@code badv} and {@code bapp}: what a publisher does not want to show. Most
 * lists are short or missing, a few are very long; they are what makes large requests large.
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

    /** Codes of the newer content taxonomies, which are numbers; the same ones mean different things in each. */
    private static final List<String> NUMBERED =
            List.of("61", "68", "80", "286", "52", "391", "422", "150", "1", "596", "201");
    /** Content 2.0, 2.2 and 3.0. */
    private static final int[] NUMBERED_TAXONOMIES = {2, 6, 7};

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
        writeCategories(visit);
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

    private void writeCategories(final Visit visit) {
        if (visit.newest() && visit.mix().rare(dice, 0.02)) {
            json.strings("bcat", NUMBERED.subList(0, dice.between(1, NUMBERED.size())));
            json.field("cattax", NUMBERED_TAXONOMIES[dice.below(NUMBERED_TAXONOMIES.length)]);
        } else if (visit.newest() && visit.mix().rare(dice, 0.005)) {
            final int first = dice.between(1, 12);
            json.strings("acat", List.of("IAB" + first, "IAB" + (first + 4), "IAB" + (first + 10)));
        } else if (dice.chance(0.75)) {
            final int count = 1 + dice.zipf(SENSITIVE.size(), 0.5);
            json.strings("bcat", SENSITIVE.subList(0, count));
            if (visit.newest() && dice.chance(0.3)) {
                json.field("cattax", 1);
            }
        } else {
            json.absent("bcat");
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
