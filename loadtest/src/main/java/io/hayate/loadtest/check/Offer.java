package io.hayate.loadtest.check;

import java.util.List;

/**
 * One bid in its place, seen with the impression and the deal it is for. Immutable; shared.
 *
 * @param deal {@link Json#ABSENT} for an open bid
 * @param path of the bid in the answer
 */
record Offer(
        CheckSettings settings, Json request, Json imp, Json deal, Json answer, Json seatBid, Json bid, String path) {
    private static final String DEFAULT_CURRENCY = "USD";
    /** In the order of mtype, from 1. */
    private static final List<String> MEDIA = List.of("banner", "video", "audio", "native");

    String path(final String field) {
        return path + "." + field;
    }

    String currency() {
        return currencyOf(answer.at("cur"));
    }

    static String currencyOf(final Json field) {
        return field.textOr(DEFAULT_CURRENCY);
    }

    /** The name of the media object that mtype says, or without mtype of the only one there is; empty if neither tells. */
    String mediaName() {
        final Long mtype = bid.at("mtype").integer();
        if (mtype != null) {
            return mtype >= 1 && mtype <= MEDIA.size() ? MEDIA.get(mtype.intValue() - 1) : "";
        }
        final List<String> offered =
                MEDIA.stream().filter(name -> imp.at(name).isPresent()).toList();
        return offered.size() == 1 ? offered.get(0) : "";
    }

    Json media() {
        return imp.at(mediaName());
    }

    boolean isBanner() {
        return mediaName().equals("banner");
    }

    boolean isNative() {
        return mediaName().equals("native");
    }

    /** Video or audio: what has a duration. */
    boolean isPlayable() {
        return mediaName().equals("video") || mediaName().equals("audio");
    }

    /** Whatever is said that is not 0: an odd value does not set free. */
    boolean isSecure() {
        return imp.at("secure").says() && !imp.at("secure").isInteger(0);
    }

    /** Whether its notices go to paths of this project's bidder, so that its markup must, too. */
    boolean isNotifiedHere() {
        return bid.at("nurl").textOr("").contains("/notice/")
                || bid.at("burl").textOr("").contains("/notice/");
    }

    /** The markup to look for patterns in; of an object all its texts. */
    String markupText() {
        return String.join("\n", bid.at("adm").texts());
    }

    Offer placed(final Json itsImp, final Json itsDeal) {
        return new Offer(settings, request, itsImp, itsDeal, answer, seatBid, bid, path);
    }
}
