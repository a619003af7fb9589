package io.hayate.loadtest.traffic;

import io.hayate.loadtest.traffic.Inventory.Genre;
import io.hayate.loadtest.traffic.Inventory.Market;
import io.hayate.loadtest.traffic.Inventory.Place;
import java.util.List;

/**
 * Who looks at what, from where: the facts of one request, drawn before a word of it is written, because they must
 * agree in all its objects. Immutable; shared.
 *
 * @param mix of the generator that drew it
 * @param newest OpenRTB 2.6, else 2.5
 * @param medium where the impressions are
 * @param number of the site (rank from 0), of the app or of the screen (from 1)
 * @param user from 0, the most active
 * @param richness 0 to 1: how much this exchange tells and forbids; what makes requests small or large
 */
record Visit(
        TrafficMix mix,
        boolean newest,
        Medium medium,
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

    /** Where ads are shown. */
    enum Medium {
        SITE,
        APP,
        /** A screen in a public place. */
        DOOH
    }

    static Visit draw(final Dice dice, final TrafficMix mix) {
        final Medium medium = mix.drawDooh(dice) ? Medium.DOOH : dice.chance(0.45) ? Medium.APP : Medium.SITE;
        final Market market = dice.pick(Inventory.MARKETS, Market::weight);
        return new Visit(
                mix,
                medium == Medium.DOOH || dice.chance(0.6), // 2.5 has no screens
                medium,
                drawNumber(dice, medium),
                market,
                dice.pickFront(market.places()),
                dice.chance(0.92) ? market.languages().get(0) : dice.pick(market.languages()),
                drawPlatform(dice, medium),
                dice.zipf(Inventory.USERS, USER_ZIPF_EXPONENT),
                dice.unit());
    }

    private static int drawNumber(final Dice dice, final Medium medium) {
        return switch (medium) {
            case SITE -> dice.zipf(Inventory.SITES, ZIPF_EXPONENT);
            case APP -> 1 + dice.zipf(Inventory.APPS, ZIPF_EXPONENT);
            case DOOH -> 1 + dice.zipf(Inventory.SCREENS, ZIPF_EXPONENT);
        };
    }

    private static Platform drawPlatform(final Dice dice, final Medium medium) {
        return switch (medium) {
            case SITE -> Platform.ofSite(dice);
            case APP -> Platform.ofApp(dice);
            case DOOH -> Platform.PUBLIC_SCREEN;
        };
    }

    boolean app() {
        return medium == Medium.APP;
    }

    boolean dooh() {
        return medium == Medium.DOOH;
    }

    Genre genre() {
        return medium == Medium.SITE ? Inventory.siteGenre(number) : Inventory.appGenre(number);
    }

    /** From an exchange that tells the least. */
    boolean isTerse() {
        return richness < 0.5;
    }

    int publisher() {
        return medium == Medium.SITE ? Inventory.sitePublisher(number) : Inventory.appPublisher(number);
    }

    List<String> categories() {
        return genre().categories();
    }
}
