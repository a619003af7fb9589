package io.hayate.loadtest.traffic;

import java.util.List;
import java.util.Locale;

/** Writes {@code site}, {@code app} or {@code dooh} with publisher and content. Owned by the thread that generates. */
final class MediumWriter {
    private final Dice dice;
    private final JsonText json;

    MediumWriter(final Dice dice, final JsonText json) {
        this.dice = dice;
        this.json = json;
    }

    void write(final Visit visit) {
        switch (visit.medium()) {
            case SITE -> writeSite(visit);
            case APP -> writeApp(visit);
            case DOOH -> writeScreen(visit);
        }
    }

    private void writeScreen(final Visit visit) {
        json.object("dooh").field("id", Inventory.screenId(visit.number())).field("name", name(visit));
        json.strings("venuetype", List.of(Integer.toString(dice.between(1, 9)))).field("venuetypetax", 1);
        json.object("publisher").field("id", Inventory.publisherId(visit.publisher()));
        json.field("domain", "media-" + visit.publisher() + ".example").end();
        json.field("domain", "screens.example").end();
    }

    private void writeSite(final Visit visit) {
        final String domain = Inventory.siteDomain(visit.number());
        json.object("site").field("id", Integer.toString(1000 + visit.number()));
        json.field("name", name(visit));
        // Some exchanges tell the page only, some a sub-domain.
        if (!dice.chance(0.03)) {
            json.field("domain", (dice.chance(0.1) ? "www." : "") + domain);
        }
        writeCategories(visit);
        json.field("page", page(visit, domain));
        if (dice.chance(0.4)) {
            json.field("ref", "https://search.example/?q=" + (dice.chance(0.3) ? "%E7%A7%8B" : "autumn"));
        }
        json.field("mobile", visit.platform().isHandheld() ? 1 : 0);
        if (dice.chance(0.5)) {
            json.field("privacypolicy", 1);
        }
        writeRest(visit, 0.45);
        json.end();
    }

    private void writeApp(final Visit visit) {
        final boolean apple = visit.platform().isApple();
        final int number = visit.number();
        final String bundle = apple ? Inventory.iosBundle(number) : Inventory.androidBundle(number);
        json.object("app").field("id", Integer.toString(5000 + number));
        json.field("name", name(visit)).field("bundle", bundle);
        if (dice.chance(0.3)) {
            json.field("domain", "app" + number + ".example");
        }
        if (dice.chance(0.8)) {
            json.field("storeurl", "https://store.example/" + (apple ? "ios/id" : "android/details?id=") + bundle);
        }
        writeCategories(visit);
        json.field("ver", dice.between(1, 12) + "." + dice.below(20) + "." + dice.below(9));
        json.field("paid", 0);
        writeRest(visit, 0.2);
        json.end();
    }

    private void writeRest(final Visit visit, final double contentShare) {
        final int publisher = visit.publisher();
        json.object("publisher").field("id", Inventory.publisherId(publisher));
        json.field("name", visit.language().equals("ja") ? "株式会社みなと通信" + publisher : "Example Media " + publisher);
        if (dice.chance(0.4)) {
            json.field("domain", "media-" + publisher + ".example");
        }
        json.end();
        if (!visit.isTerse() && dice.chance(contentShare)) {
            writeContent(visit);
        }
        if (!visit.isTerse() && dice.chance(0.5)) {
            json.field("keywords", Words.some(dice, visit.language(), dice.between(1, 8), ","));
        }
    }

    private void writeContent(final Visit visit) {
        json.object("content").field("id", dice.hex(12));
        json.field("title", Words.some(dice, visit.language(), dice.between(2, 6), " "));
        if (dice.chance(0.3)) {
            json.field("series", Words.some(dice, visit.language(), 2, "・"));
        }
        json.strings("cat", visit.categories().subList(0, 1));
        if (visit.newest() && dice.chance(0.5)) {
            json.field("cattax", 1);
        }
        if (dice.chance(0.4)) {
            json.field("keywords", Words.some(dice, visit.language(), dice.between(2, 6), ","));
        }
        json.field("language", visit.language()).field("livestream", 0).end();
    }

    private void writeCategories(final Visit visit) {
        json.strings(
                "cat",
                visit.categories().subList(0, dice.between(1, visit.categories().size())));
        if (visit.newest() && dice.chance(0.4)) {
            json.field("cattax", 1);
        }
        if (dice.chance(0.3)) {
            json.strings("pagecat", visit.categories().subList(0, 1));
        }
    }

    private static String name(final Visit visit) {
        final String label = visit.language().equals("ja")
                ? visit.genre().japaneseName()
                : visit.genre().name();
        return (visit.app() ? label + " App " : label + " ") + visit.number();
    }

    private String page(final Visit visit, final String domain) {
        final String path = visit.language().equals("ja") && dice.chance(0.2)
                ? "記事/" + Words.some(dice, "ja", 1, "")
                : String.format(Locale.ROOT, "2026/%02d/article-%06d", dice.between(1, 12), dice.below(1_000_000));
        final String query = dice.chance(0.3) ? "?utm_source=mail&utm_campaign=c" + dice.below(100) : "";
        return "https://" + domain + "/" + path + query;
    }
}
