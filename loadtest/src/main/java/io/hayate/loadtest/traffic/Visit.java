package io.hayate.loadtest.traffic;

import io.hayate.loadtest.traffic.Inventory.Genre;
import io.hayate.loadtest.traffic.Inventory.Market;
import io.hayate.loadtest.traffic.Inventory.Place;
import java.util.List;

/**
 * Who looks at what, from where: the facts of one request, drawn before a word of it is written, because they must
 * agree in all its objects. Immutable; shared.
 *
 * @param newest OpenRTB 2.6, else 2.5
 * @param number of the site (rank from 0) or of the app (from 1)
 * @param user from 0, the most active
 * @param richness 0 to 1: how much this exchange tells and forbids; what makes requests small or large
 */
record Visit(
        boolean newest,
        boolean app,
        int number,
        Market market,
        Place place,
        String language,
        Platform platform,
        int user,
        double richness) {
    /** Popularity of sites, apps and users. */
    static final double ZIPF_EXPONENT = 0.8;

    static final double USER_ZIPF_EXPONENT = 0.5;

    static Visit draw(final Dice dice) {
        final boolean app = dice.chance(0.45);
        final Market market = dice.pick(Inventory.MARKETS, Market::weight);
        return new Visit(
                dice.chance(0.6),
                app,
                app ? 1 + dice.zipf(Inventory.APPS, ZIPF_EXPONENT) : dice.zipf(Inventory.SITES, ZIPF_EXPONENT),
                market,
                dice.pickFront(market.places()),
                dice.chance(0.92) ? market.languages().get(0) : dice.pick(market.languages()),
                app ? Platform.ofApp(dice) : Platform.ofSite(dice),
                dice.zipf(Inventory.USERS, USER_ZIPF_EXPONENT),
                dice.unit());
    }

    Genre genre() {
        return app ? Inventory.appGenre(number) : Inventory.siteGenre(number);
    }

    /** From an exchange that tells the least. */
    boolean isTerse() {
        return richness < 0.5;
    }

    int publisher() {
        return app ? Inventory.appPublisher(number) : Inventory.sitePublisher(number);
    }

    List<String> categories() {
        return genre().categories();
    }
}
