package io.hayate.loadtest.check;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** AdCOM's codes for the versions of VAST and DAAST, each as inline ad and as wrapper. Immutable; shared. */
final class Protocols {
    /** Not a protocol. */
    static final int UNKNOWN = 0;

    /** Where an impression lists none, its player is taken to know VAST up to 3.0. */
    private static final int LAST_ASSUMED = 6;

    private record Protocol(int code, String root, String version, boolean wrapper) {}

    private static final List<Protocol> ALL = List.of(
            new Protocol(1, "VAST", "1.0", false),
            new Protocol(2, "VAST", "2.0", false),
            new Protocol(3, "VAST", "3.0", false),
            new Protocol(4, "VAST", "1.0", true),
            new Protocol(5, "VAST", "2.0", true),
            new Protocol(6, "VAST", "3.0", true),
            new Protocol(7, "VAST", "4.0", false),
            new Protocol(8, "VAST", "4.0", true),
            new Protocol(9, "DAAST", "1.0", false),
            new Protocol(10, "DAAST", "1.0", true),
            new Protocol(11, "VAST", "4.1", false),
            new Protocol(12, "VAST", "4.1", true),
            new Protocol(13, "VAST", "4.2", false),
            new Protocol(14, "VAST", "4.2", true),
            new Protocol(15, "VAST", "4.3", false),
            new Protocol(16, "VAST", "4.3", true));

    private Protocols() {}

    /** The code of a document, {@link #UNKNOWN} if there is none for it. */
    static int codeOf(final String root, final String version, final boolean wrapper) {
        for (final Protocol protocol : ALL) {
            if (protocol.root.equals(root)
                    && protocol.wrapper == wrapper
                    && (version.equals(protocol.version) || version.startsWith(protocol.version + "."))) {
                return protocol.code;
            }
        }
        return UNKNOWN;
    }

    /** Whether a media object takes it; {@code protocol} is where 2.5 and before put a single one. */
    static boolean isOffered(final Json media, final long code) {
        final Set<Long> offered = offered(media);
        return offered.isEmpty() ? code >= 1 && code <= LAST_ASSUMED : offered.contains(code);
    }

    static Set<Long> offered(final Json media) {
        final Set<Long> offered = new LinkedHashSet<>(media.at("protocols").integers());
        offered.addAll(media.at("protocol").integers());
        return offered;
    }
}
