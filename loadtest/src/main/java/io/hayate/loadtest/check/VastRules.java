package io.hayate.loadtest.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;

/** What holds for the VAST of a video or audio bid, beginning with its version. Immutable; shared. */
final class VastRules {
    private static final List<VastRule> ALL = Stream.of(
                    List.<VastRule>of(VastRules::checkProtocol),
                    VastElements.ALL,
                    VastUrls.ALL,
                    VastMediaFiles.ALL,
                    VastPlayback.ALL,
                    List.<VastRule>of(VastCompanions::check))
            .flatMap(List::stream)
            .toList();

    private static final int FIRST_DAAST = 9;
    private static final int LAST_DAAST = 10;

    private VastRules() {}

    static void check(final Offer offer, final Findings findings) {
        final Json markup = offer.bid().at("adm");
        if (offer.isPlayable() && markup.says()) {
            checkDocument(markup.textOr(""), offer, offer.media(), true, findings);
        }
    }

    /** @param whole whether the document is the bid's whole markup */
    static void checkDocument(
            final String markup, final Offer offer, final Json media, final boolean whole, final Findings findings) {
        final XmlElement root;
        try {
            root = XmlElement.read(markup);
        } catch (final XMLStreamException e) {
            findings.add(Rule.MARKUP, offer.path("adm"), "is no well-formed XML without document type.");
            return;
        }
        if (root.name().equals("DAAST")) {
            checkDaast(offer, findings);
            return;
        }
        if (!root.name().equals("VAST")) {
            findings.add(Rule.MARKUP, offer.path("adm"), "the root is <" + root.name() + ">, not <VAST>.");
            return;
        }
        final Optional<Vast> vast = Vast.of(offer, media, whole, root);
        if (vast.isEmpty()) {
            findings.add(Rule.VAST_KIND, offer.path("adm"), "has not exactly one Ad with an InLine or a Wrapper.");
            return;
        }
        ALL.forEach(rule -> rule.check(vast.get(), findings));
    }

    // VAST 4.1 took DAAST's place; its elements are not looked into.
    private static void checkDaast(final Offer offer, final Findings findings) {
        final Long protocol = offer.bid().at("protocol").integer();
        if (!offer.mediaName().equals("audio") || protocol == null || protocol < FIRST_DAAST || protocol > LAST_DAAST) {
            findings.add(Rule.MARKUP, offer.path("adm"), "the root is <DAAST>, not <VAST>.");
        }
    }

    private static void checkProtocol(final Vast vast, final Findings findings) {
        final Long claimed = vast.offer().bid().at("protocol").integer();
        final int inline = Protocols.codeOf("VAST", vast.version(), false);
        final int actual = Protocols.codeOf("VAST", vast.version(), vast.isWrapper());
        if (actual == Protocols.UNKNOWN) {
            vast.report(Rule.VAST_VERSION, "version '" + vast.version() + "' is none of VAST.", findings);
        } else if (!vast.whole()) {
            if (!Protocols.isOffered(vast.media(), actual)) {
                vast.report(Rule.PROTOCOL, "protocol " + actual + " is not offered.", findings);
            }
        } else if (claimed != null && claimed != actual) {
            final int other = Protocols.codeOf("VAST", vast.version(), !vast.isWrapper());
            final Rule rule = claimed == inline || claimed == other ? Rule.VAST_KIND : Rule.VAST_VERSION;
            vast.report(
                    rule,
                    "is " + (vast.isWrapper() ? "a wrapper" : "inline") + " of version " + vast.version()
                            + ", protocol is " + claimed + ".",
                    findings);
        }
    }
}
