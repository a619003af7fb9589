package io.hayate.loadtest.check;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the fields of a video or audio bid say, held against the media object. Immutable; shared. */
final class PlayableRules {
    static final List<BidRule> ALL = List.of(
            PlayableRules::checkProtocol,
            PlayableRules::checkDuration,
            PlayableRules::checkSize,
            PlayableRules::checkBoxing,
            PlayableRules::checkSkip,
            PlayableRules::checkSlotInPod);

    private static final long SKIPPABLE = 16;
    private static final long ANY_SLOT = 0;
    private static final long FIRST_OR_LAST = 2;
    private static final List<Long> SLOTS = List.of(-1L, 0L, 1L, 2L);

    private static final double RATIO_TOLERANCE = 0.021;

    private static final List<String> REWARD_FLAGS =
            List.of("rwdd", "reward", "rewarded", "is_rewarded", "is_rewarded_inventory");

    private PlayableRules() {}

    private static void checkProtocol(final Offer offer, final Findings findings) {
        if (!offer.isPlayable()) {
            return;
        }
        final Json protocol = offer.bid().at("protocol");
        final Long code = protocol.integer();
        if (code == null || !Protocols.isOffered(offer.media(), code)) {
            findings.add(
                    Rule.PROTOCOL,
                    offer.path("protocol"),
                    "is " + protocol + ", offered are " + Protocols.offered(offer.media()) + ".");
        }
    }

    private static void checkDuration(final Offer offer, final Findings findings) {
        if (!offer.isPlayable()) {
            return;
        }
        final Json duration = offer.bid().at("dur");
        final Long seconds = duration.integer();
        if (seconds == null || seconds <= 0 || seconds > Integer.MAX_VALUE) {
            findings.add(Rule.DURATION, offer.path("dur"), "is " + duration + ", not a number of seconds above 0.");
            return;
        }
        final String problem = Durations.problem(offer.media(), seconds * 1_000);
        if (!problem.isEmpty()) {
            findings.add(Rule.DURATION, offer.path("dur"), problem);
        }
    }

    // Any player size will do, but a video has one of its own.
    private static void checkSize(final Offer offer, final Findings findings) {
        if (!offer.mediaName().equals("video")) {
            return;
        }
        for (final String field : List.of("w", "h")) {
            final Long length = offer.bid().at(field).integer();
            if (length == null || length <= 0) {
                findings.add(Rule.SIZE, offer.path(field), "is " + offer.bid().at(field) + ", not above 0.");
            }
        }
    }

    // Bars would be needed where the ratios differ by more than what whole numbers bring.
    private static void checkBoxing(final Offer offer, final Findings findings) {
        final Json allowed = offer.media().at("boxingallowed");
        final Long w = offer.bid().at("w").integer();
        final Long h = offer.bid().at("h").integer();
        final Long playerW = offer.media().at("w").integer();
        final Long playerH = offer.media().at("h").integer();
        if (!offer.mediaName().equals("video")
                || !allowed.isInteger(0)
                || offer.media().at("linearity").isInteger(2)
                || w == null
                || h == null
                || playerW == null
                || playerH == null
                || playerW <= 0
                || playerH <= 0) {
            return;
        }
        final double ratios = (double) w / h * playerH / playerW;
        if (ratios < 1 - RATIO_TOLERANCE || ratios > 1 + RATIO_TOLERANCE) {
            findings.add(
                    Rule.SIZE,
                    offer.path("w"),
                    "is " + w + "x" + h + " where a player of " + playerW + "x" + playerH + " allows no bars.");
        }
    }

    private static void checkSkip(final Offer offer, final Findings findings) {
        final boolean skippable = offer.bid().at("attr").integers().contains(SKIPPABLE);
        if (!offer.mediaName().equals("video") || !skippable) {
            return;
        }
        if (offer.media().at("skip").isInteger(0)) {
            findings.add(Rule.SKIP, offer.path("attr"), "is skippable (16) and skip is 0.");
        }
        if (isRewarded(offer)) {
            findings.add(Rule.SKIP, offer.path("attr"), "is skippable (16) and the viewer is rewarded for watching.");
        }
        final Long skipMin = offer.media().at("skipmin").integer();
        final Long seconds = offer.bid().at("dur").integer();
        if (skipMin != null && skipMin > 0 && seconds != null && seconds <= skipMin) {
            findings.add(
                    Rule.SKIP,
                    offer.path("attr"),
                    "skippable (16) with " + seconds + " s, skipmin is " + skipMin + ".");
        }
    }

    /** By imp.rwdd, or in what exchanges had before it. */
    private static boolean isRewarded(final Offer offer) {
        final Json rwdd = offer.imp().at("rwdd");
        return (rwdd.says() && !rwdd.isInteger(0))
                || Stream.of(offer.media(), offer.imp(), offer.request())
                        .map(owner -> owner.at("ext"))
                        .anyMatch(PlayableRules::saysRewarded);
    }

    private static boolean saysRewarded(final Json ext) {
        return REWARD_FLAGS.stream().anyMatch(flag -> ext.at(flag).isInteger(1))
                || ext.at("prebid").at("is_rewarded_inventory").isInteger(1)
                || Stream.of("videotype", "placementtype")
                        .anyMatch(type -> ext.at(type).textOr("").equalsIgnoreCase("rewarded"));
    }

    private static void checkSlotInPod(final Offer offer, final Findings findings) {
        final Json slot = offer.bid().at("slotinpod");
        if (!offer.isPlayable() || !slot.isPresent()) {
            return;
        }
        final Long asked = slot.integer();
        final Long poddur = offer.media().at("poddur").integer();
        if (poddur == null || poddur <= 0) {
            findings.add(Rule.SLOT_IN_POD, offer.path("slotinpod"), "outside of a dynamic pod.");
        } else if (asked == null || !SLOTS.contains(asked)) {
            findings.add(Rule.SLOT_IN_POD, offer.path("slotinpod"), "is " + slot + ", which is no slot.");
        } else if (!isGuaranteed(offer.media().at("slotinpod").integer(), asked)) {
            findings.add(
                    Rule.SLOT_IN_POD,
                    offer.path("slotinpod"),
                    "is " + asked + ", the seller's is " + offer.media().at("slotinpod") + ".");
        }
    }

    // A seller that guarantees one end of the pod has nothing to sell at the other.
    private static boolean isGuaranteed(final @Nullable Long offered, final long asked) {
        return offered == null
                || offered == ANY_SLOT
                || asked == ANY_SLOT
                || asked == offered
                || offered == FIRST_OR_LAST
                || asked == FIRST_OR_LAST;
    }
}
