package io.hayate.loadtest.traffic;

import io.hayate.loadtest.traffic.Inventory.Place;
import java.util.List;
import java.util.Map;

/** Writes {@code device} with its {@code geo} and {@code sua}. Owned by the thread that generates. */
final class DeviceWriter {
    private static final String NO_IFA = "00000000-0000-0000-0000-000000000000";

    /** Carriers with their country and network code. */
    private record Carrier(String name, String networkCode) {}

    private static final Map<String, List<Carrier>> CARRIERS = Map.of(
            "JPN",
                    List.of(
                            new Carrier("docomo", "440-10"),
                            new Carrier("au", "440-50"),
                            new Carrier("SoftBank", "440-20")),
            "USA", List.of(new Carrier("Verizon", "311-480"), new Carrier("T-Mobile", "310-260")),
            "DEU", List.of(new Carrier("Telekom", "262-01")),
            "GBR", List.of(new Carrier("EE", "234-30")));

    private final Dice dice;
    private final JsonText json;

    DeviceWriter(final Dice dice, final JsonText json) {
        this.dice = dice;
        this.json = json;
    }

    void write(final Visit visit) {
        final Platform platform = visit.platform();
        final String osVersion = dice.pickFront(platform.osVersions);
        final String model = platform.models.isEmpty() ? "" : dice.pickFront(platform.models);
        final String chromeVersion = Platform.chromeVersion(dice);
        json.object("device");
        json.field("ua", platform.userAgent(osVersion, model, chromeVersion, visit.app()));
        if (visit.newest() && !visit.isTerse() && platform.hasClientHints() && dice.chance(0.8)) {
            writeClientHints(platform, osVersion, model, chromeVersion);
        }
        writeGeo(visit);
        writeAddress();
        json.field("devicetype", platform.deviceType == 5 && dice.chance(0.3) ? 1 : platform.deviceType);
        if (!model.isEmpty() && dice.chance(0.85)) {
            json.field("make", Platform.make(model)).field("model", model);
        }
        json.field("os", osName(platform)).field("osv", osVersion);
        json.field("language", visit.language());
        json.field("w", platform.width).field("h", platform.height);
        writeAbilities(visit);
        json.end();
    }

    /** Exchanges do not agree on the spelling of an operating system. */
    private String osName(final Platform platform) {
        final boolean asSold = dice.chance(0.6);
        return switch (platform.os) {
            case "ios" -> asSold ? "iOS" : "ios";
            case "android" -> asSold ? "Android" : "android";
            case "windows" -> asSold ? "Windows" : "windows";
            case "linux" -> asSold ? "Linux" : "linux";
            default -> asSold ? "macOS" : "macos";
        };
    }

    private void writeAbilities(final Visit visit) {
        final Platform platform = visit.platform();
        if (dice.chance(0.6)) {
            json.decimal("pxratio", platform.isHandheld() ? 3_000_000 : 1_250_000);
        }
        json.field("js", 1);
        json.field("dnt", dice.chance(0.04) ? 1 : 0).field("lmt", dice.chance(0.15) ? 1 : 0);
        if (dice.chance(0.85)) {
            json.field("connectiontype", dice.chance(0.55) ? 2 : platform.isHandheld() ? dice.between(5, 7) : 1);
        }
        final List<Carrier> carriers = CARRIERS.get(visit.market().country());
        if (carriers != null && platform.isHandheld() && dice.chance(0.6)) {
            final Carrier carrier = dice.pickFront(carriers);
            json.field("carrier", carrier.name()).field("mccmnc", carrier.networkCode());
        }
        if (visit.app()) {
            json.field("ifa", dice.chance(0.25) ? NO_IFA : UserWriter.advertisingId(visit.user()));
            if (platform.isApple() && dice.chance(0.7)) {
                json.object("ext").field("atts", dice.chance(0.3) ? 3 : 2).end();
            }
        }
    }

    private void writeClientHints(
            final Platform platform, final String osVersion, final String model, final String chromeVersion) {
        final List<String> version = List.of(chromeVersion.split("\\.", -1));
        json.object("sua").array("browsers");
        json.object().field("brand", "Chromium").strings("version", version).end();
        json.object()
                .field("brand", "Google Chrome")
                .strings("version", version)
                .end();
        json.object()
                .field("brand", "Not?A_Brand")
                .strings("version", List.of("99", "0", "0", "0"))
                .end();
        json.end();
        json.object("platform").field("brand", osName(platform)).strings("version", List.of(osVersion, "0", "0"));
        json.end();
        json.field("mobile", platform.deviceType == 4 ? 1 : 0);
        if (!model.isEmpty()) {
            json.field("model", model);
        }
        json.field("source", 2).end();
    }

    private void writeGeo(final Visit visit) {
        final Place place = visit.place();
        json.object("geo").field("country", visit.market().country());
        if (dice.chance(0.8)) {
            json.decimal("lat", micros(place.latitude())).decimal("lon", micros(place.longitude()));
            json.field("type", dice.chance(0.75) ? 2 : 1).field("accuracy", dice.between(1, 50) * 100L);
        }
        if (dice.chance(0.8)) {
            json.field("region", place.region()).field("city", place.city());
            final String metro = Inventory.METROS.get(place.city());
            if (metro != null) {
                json.field("metro", metro);
            }
        }
        if (dice.chance(0.5)) {
            json.field("zip", place.postalCode()).field("utcoffset", place.utcOffsetMinutes());
        }
        json.end();
    }

    /** Within about ten kilometres of the place. */
    private long micros(final double degrees) {
        return StrictMath.round(degrees * 10_000) * 100 + dice.between(-999, 999) * 100L;
    }

    /** Addresses of the ranges kept for documentation: nobody's. */
    private void writeAddress() {
        if (dice.chance(0.3)) {
            json.field("ipv6", "2001:db8:" + dice.hex(4) + ":" + dice.hex(4) + "::");
        } else {
            final String range = dice.chance(0.5) ? "203.0.113." : "198.51.100.";
            json.field("ip", range + dice.below(256));
        }
    }
}
