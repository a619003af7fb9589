package io.hayate.loadtest.traffic;

import io.hayate.loadtest.traffic.TrafficMix.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes {@code imp}: placements, their formats, floors and deals. Owned by the thread that generates. */
final class ImpressionWriter {
    private static final double DEAL_SHARE = 0.08;
    private static final double FLOOR_MEDIAN_USD = 0.35;
    private static final double TELEVISION_POD_SHARE = 0.15;
    private static final double POD_SHARE = 0.03;
    private static final long FIRST_SHOWING_MS = 1_790_000_000_000L;
    private static final int MS_PER_DAY = 86_400_000;

    private final Dice dice;
    private final JsonText json;
    private final Floors floors;
    private final Deals deals;
    private final BannerWriter banner;
    private final VideoWriter video;
    private final AudioWriter audio;
    private final NativeWriter nativeAd;

    ImpressionWriter(final Dice dice, final JsonText json, final Floors floors) {
        this.dice = dice;
        this.json = json;
        this.floors = floors;
        this.deals = new Deals(dice, json, floors);
        final DurationWriter durations = new DurationWriter(dice, json, floors);
        this.banner = new BannerWriter(dice, json);
        this.video = new VideoWriter(dice, json, durations);
        this.audio = new AudioWriter(dice, json, durations);
        this.nativeAd = new NativeWriter(dice, json);
    }

    void write(final Visit visit) {
        json.array("imp");
        final Kind kind = visit.mix().drawKind(dice, visit);
        if (isPodded(visit, kind)) {
            final List<PodSlot> pod = PodSlot.draw(dice);
            for (final PodSlot slot : pod) {
                writeImpression(visit, Integer.toString(slot.position()), kind, slot);
            }
        } else if (dice.chance(0.93)) {
            writeImpression(visit, dice.chance(0.3) ? dice.uuid() : "1", kind, null);
        } else {
            writeImpression(visit, "1", kind, null);
            final int count = dice.between(2, 5);
            for (int number = 2; number <= count; number++) {
                writeImpression(visit, Integer.toString(number), visit.mix().drawKind(dice, visit), null);
            }
        }
        json.end();
    }

    private boolean isPodded(final Visit visit, final Kind kind) {
        if (!visit.newest() || visit.dooh() || (kind != Kind.VIDEO && kind != Kind.AUDIO)) {
            return false;
        }
        return visit.mix().rare(dice, visit.platform() == Platform.TELEVISION ? TELEVISION_POD_SHARE : POD_SHARE);
    }

    private void writeImpression(final Visit visit, final String id, final Kind kind, final @Nullable PodSlot slot) {
        json.object().id("id", id);
        final boolean fullScreen = writeMedia(visit, kind, slot);
        json.field("tagid", "tag-" + visit.publisher() + "-" + dice.between(1, 40));
        if (visit.app()) {
            json.field("displaymanager", "example-sdk").field("displaymanagerver", "6." + dice.below(20) + ".0");
        }
        if (fullScreen) {
            json.field("instl", 1);
        } else {
            json.absent("instl");
        }
        if (dice.chance(0.12)) {
            json.absent("bidfloor");
        } else {
            floors.write(visit, FLOOR_MEDIAN_USD);
        }
        if (dice.chance(0.95)) {
            json.field("secure", dice.chance(0.97) ? 1 : 0);
        } else {
            json.absent("secure");
        }
        writeRewardAndTiming(visit);
        if (dice.chance(DEAL_SHARE)) {
            deals.write(visit, kind == Kind.VIDEO || kind == Kind.AUDIO);
        } else {
            json.absent("pmp");
        }
        writeExtension(visit);
        json.end();
    }

    private void writeRewardAndTiming(final Visit visit) {
        if (visit.newest() && visit.app() && dice.chance(0.1)) {
            json.field("rwdd", 1);
        }
        if (visit.dooh()) {
            json.object("qty").decimal("multiplier", dice.between(1, 400) * 250_000L);
            json.field("sourcetype", dice.between(1, 3))
                    .field("vendor", "audience.example")
                    .end();
            json.field("dt", FIRST_SHOWING_MS + dice.below(MS_PER_DAY));
        }
        if (visit.dooh() || visit.mix().rare(dice, 0.05)) {
            json.field("exp", visit.dooh() ? 14_400 : dice.between(1, 60) * 60L);
        }
        if (visit.newest() && visit.mix().rare(dice, 0.01)) {
            json.field("ssai", dice.between(1, 3));
        }
    }

    /** @return whether it is an interstitial */
    private boolean writeMedia(final Visit visit, final Kind kind, final @Nullable PodSlot slot) {
        return switch (kind) {
            case BANNER -> banner.write(visit);
            case VIDEO -> video.write(visit, slot);
            case AUDIO -> {
                audio.write(visit, slot);
                yield false;
            }
            case NATIVE -> {
                nativeAd.write(visit);
                yield false;
            }
            case MULTI -> writeSeveral(visit);
        };
    }

    private boolean writeSeveral(final Visit visit) {
        final int pair = dice.weighted(55, 25, 15, 5);
        boolean fullScreen = false;
        if (pair != 2) {
            fullScreen = banner.write(visit);
        }
        if (pair != 1) {
            fullScreen |= video.write(visit, null);
        }
        if (pair == 1 || pair == 2 || dice.chance(0.2)) {
            nativeAd.write(visit);
        }
        if (pair == 3) {
            audio.write(visit, null);
        }
        return fullScreen;
    }

    /** What exchanges add of their own; a bidder skips it. */
    private void writeExtension(final Visit visit) {
        final boolean rewarded = !visit.newest() && visit.app() && visit.mix().rare(dice, 0.02);
        if (!rewarded && !dice.chance(0.5)) {
            json.absent("ext");
            return;
        }
        json.object("ext")
                .field("gpid", "/" + visit.publisher() + "/" + visit.genre().name() + "/top");
        if (rewarded) {
            json.field("rewarded", 1);
        }
        if (visit.richness() > 0.6) {
            json.field("tid", dice.uuid());
            json.object("data").object("adserver").field("name", "example");
            json.field("adslot", "/4711/" + visit.genre().name() + "/slot-" + dice.below(100));
            json.end().field("pbadslot", "slot-" + dice.below(100)).end();
        }
        if (visit.platform().isApple() && visit.app() && visit.richness() > 0.4) {
            writeSkAdNetworks(visit);
        }
        json.end();
    }

    private void writeSkAdNetworks(final Visit visit) {
        json.object("skadn").strings("versions", List.of("2.2", "3.0", "4.0"));
        json.field("sourceapp", Inventory.iosBundle(visit.number())).array("skadnetids");
        final int count = dice.between(2, 60);
        for (int i = 0; i < count; i++) {
            json.item(dice.hex(10) + ".skadnetwork");
        }
        json.end().end();
    }
}
