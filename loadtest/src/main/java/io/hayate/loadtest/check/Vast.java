package io.hayate.loadtest.check;

import java.util.List;
import java.util.Optional;

/**
 * A VAST document with exactly one ad, seen with the object of the request that it plays in. Immutable; shared.
 *
 * @param media the video or audio object, or the video asset of a native request
 * @param whole whether it is the bid's whole markup, so that the bid's own fields describe it
 * @param ad the InLine or Wrapper element
 */
record Vast(Offer offer, Json media, boolean whole, XmlElement root, XmlElement ad) {
    static final String INLINE = "InLine";
    static final String WRAPPER = "Wrapper";

    /** Empty if it has not exactly one ad that is either inline or a wrapper. */
    static Optional<Vast> of(final Offer offer, final Json media, final boolean whole, final XmlElement root) {
        final List<XmlElement> ads = root.children("Ad");
        if (ads.size() != 1) {
            return Optional.empty();
        }
        final List<XmlElement> kinds = ads.get(0).children().stream()
                .filter(child -> child.name().equals(INLINE) || child.name().equals(WRAPPER))
                .toList();
        return kinds.size() == 1 ? Optional.of(new Vast(offer, media, whole, root, kinds.get(0))) : Optional.empty();
    }

    boolean isWrapper() {
        return ad.name().equals(WRAPPER);
    }

    String version() {
        return root.attribute("version");
    }

    /** Whether its version is that one or later; versions are two digits with a point between. */
    boolean isAtLeast(final String earliest) {
        return version().compareTo(earliest) >= 0;
    }

    List<XmlElement> creatives() {
        return ad.children("Creatives").stream()
                .flatMap(creatives -> creatives.children("Creative").stream())
                .toList();
    }

    List<XmlElement> linears() {
        return creatives().stream()
                .flatMap(creative -> creative.children("Linear").stream())
                .toList();
    }

    List<XmlElement> mediaFiles() {
        return linears().stream()
                .flatMap(linear -> linear.children("MediaFiles").stream())
                .flatMap(files -> files.children("MediaFile").stream())
                .toList();
    }

    /** Video has a picture; a video asset of a native ad is one. */
    boolean isVideo() {
        return !offer.mediaName().equals("audio");
    }

    void report(final Rule rule, final String message, final Findings findings) {
        findings.add(rule, offer.path("adm"), message);
    }
}
