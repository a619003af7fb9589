package io.hayate.loadtest.traffic;

import io.hayate.loadtest.traffic.Inventory.Consent;
import java.util.List;

/** Writes {@code user} and {@code regs}, each in the places of its version. Owned by the thread that generates. */
final class UserWriter {
    private static final List<String> ID_SOURCES = List.of(
            "pubcid.example",
            "sharedid.example",
            "id-graph.example",
            "mail-hash.example",
            "ad-id.example",
            "publisher-link.example",
            "household.example");

    private static final long USER_SALT = 0x5EEDL;

    private final Dice dice;
    private final JsonText json;
    private final Dice userDice = new Dice(0);
    private final ConsentStrings consentStrings = new ConsentStrings();

    UserWriter(final Dice dice, final JsonText json) {
        this.dice = dice;
        this.json = json;
    }

    /** The same for a user in every request. */
    static String advertisingId(final int user) {
        final Dice ofUser = new Dice(0);
        ofUser.reset(USER_SALT, user);
        return ofUser.uuid();
    }

    void writeUser(final Visit visit) {
        if (visit.dooh()) {
            return; // many look at once
        }
        userDice.reset(USER_SALT + 1, visit.user());
        json.object("user");
        json.field("id", userDice.hex(24));
        if (dice.chance(0.45)) {
            json.field("buyeruid", userDice.base64url(22));
        }
        if (dice.chance(0.08)) {
            json.field("yob", userDice.between(1950, 2006)).field("gender", userDice.chance(0.5) ? "F" : "M");
        }
        if (dice.chance(0.1)) {
            json.field("keywords", Words.some(dice, visit.language(), dice.between(1, 5), ","));
        }
        if (dice.chance(0.25)) {
            writeSegments();
        }
        final boolean consent = visit.market().consent() == Consent.TCF && dice.chance(0.93);
        final int idCount = dice.chance(0.55) ? 1 + (int) (visit.richness() * 5 * dice.unit()) : 0;
        if (!visit.newest() && (consent || idCount > 0)) {
            json.object("ext");
        }
        if (consent) {
            json.field("consent", consentStrings.tcf(dice, visit.language()));
        }
        writeIds(idCount);
        if (!visit.newest() && (consent || idCount > 0)) {
            json.end();
        }
        json.end();
    }

    void writeRegs(final Visit visit) {
        final boolean childDirected = dice.chance(0.01);
        final Consent consent = visit.market().consent();
        if (consent == Consent.NONE && !childDirected && dice.chance(0.5)) {
            return;
        }
        json.object("regs").field("coppa", childDirected ? 1 : 0);
        if (!visit.newest()) {
            json.object("ext");
        }
        json.field("gdpr", consent == Consent.TCF ? 1 : 0);
        if (consent == Consent.US_PRIVACY) {
            final String usPrivacy = ConsentStrings.usPrivacy(dice);
            json.field("us_privacy", usPrivacy);
            if (dice.chance(0.4)) {
                final boolean national = dice.chance(0.5);
                json.field(
                        "gpp",
                        national
                                ? ConsentStrings.GPP_US_NATIONAL
                                : ConsentStrings.GPP_HEADER_US_PRIVACY + "~" + usPrivacy);
                json.numbers("gpp_sid", national ? 7 : 6);
            }
            if (visit.mix().rare(dice, 0.02)) {
                // The header of a browser, passed on: always in the extension.
                writeInExtension(visit, "gpc", "1");
            }
        } else if (consent == Consent.TCF && dice.chance(0.1)) {
            json.field("gpp", ConsentStrings.GPP_HEADER_TCF + "~" + consentStrings.tcf(dice, visit.language()));
            json.numbers("gpp_sid", 2);
        }
        if (!visit.newest()) {
            json.end();
        }
        json.end();
    }

    private void writeInExtension(final Visit visit, final String name, final String value) {
        if (visit.newest()) {
            json.object("ext").field(name, value).end();
        } else {
            json.field(name, value);
        }
    }

    private void writeSegments() {
        json.array("data").object().field("id", "dp-" + dice.between(1, 9)).field("name", "data provider");
        json.array("segment");
        final int segmentCount = dice.between(1, 8);
        for (int i = 0; i < segmentCount; i++) {
            json.object()
                    .field("id", Integer.toString(dice.between(1, Inventory.SEGMENTS)))
                    .end();
        }
        json.end().end().end();
    }

    private void writeIds(final int count) {
        if (count == 0) {
            return;
        }
        json.array("eids");
        for (int i = 0; i < count; i++) {
            json.object().field("source", ID_SOURCES.get(i));
            json.array("uids").object();
            json.field("id", userDice.base64url(i < 2 ? 36 : 22 + userDice.below(120)));
            json.field("atype", i == 3 ? 3 : 1).end().end().end();
        }
        json.end();
    }
}
