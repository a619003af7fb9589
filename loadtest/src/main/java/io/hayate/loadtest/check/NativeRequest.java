package io.hayate.loadtest.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The native request of an impression, as a JSON string or as an object, with or without the wrapper of 1.0. Immutable;
 * shared.
 *
 * @param root the object that holds the assets
 * @param wrapped whether it stood in {@code {"native": ...}}
 * @param versionTenths ten times the version of the request, else of the impression; 1.2 unless one is readable
 */
record NativeRequest(Json root, boolean wrapped, int versionTenths) {
    private static final Pattern VERSION = Pattern.compile("([0-9])(?:\\.([0-9]).*)?", Pattern.DOTALL);
    private static final int DEFAULT_VERSION_TENTHS = 12;
    /** From here on trackers stand in eventtrackers. */
    private static final int EVENT_TRACKERS_SINCE_TENTHS = 12;

    /** Empty when it cannot be read. */
    static Optional<NativeRequest> of(final Json imp) {
        final Json native_ = imp.at("native");
        final Json request = native_.at("request");
        Json root = request;
        if (request.is(Json.Kind.STRING)) {
            try {
                root = JsonDocument.read(request.textOr("").getBytes(StandardCharsets.UTF_8))
                        .root();
            } catch (final IOException e) {
                return Optional.empty();
            }
        }
        final boolean wrapped = root.at("native").is(Json.Kind.OBJECT);
        final Json inner = wrapped ? root.at("native") : root;
        if (!inner.is(Json.Kind.OBJECT)) {
            return Optional.empty();
        }
        final int ofImpression = tenths(native_.at("ver"), DEFAULT_VERSION_TENTHS);
        return Optional.of(new NativeRequest(inner, wrapped, tenths(inner.at("ver"), ofImpression)));
    }

    /** Ten times a version; "1" is 1.0. */
    static int tenths(final Json version, final int otherwise) {
        final String text = version.text();
        final Matcher parts = VERSION.matcher(text == null ? "" : text);
        if (!parts.matches()) {
            return otherwise;
        }
        final String minor = parts.group(2);
        return Integer.parseInt(parts.group(1)) * 10 + (minor == null ? 0 : Integer.parseInt(minor));
    }

    String version() {
        return versionTenths / 10 + "." + versionTenths % 10;
    }

    boolean knowsEventTrackers() {
        return versionTenths >= EVENT_TRACKERS_SINCE_TENTHS;
    }

    List<Json> assets() {
        return root.at("assets").objects();
    }

    /** It lists event trackers, and impressions by image are not of them. */
    boolean takesNoPixel() {
        return knowsEventTrackers()
                && !root.at("eventtrackers").objects().isEmpty()
                && !methodsByEvent().getOrDefault(1L, new TreeSet<>()).contains(1L);
    }

    /** The methods offered for each event. */
    Map<Long, TreeSet<Long>> methodsByEvent() {
        final Map<Long, TreeSet<Long>> methods = new TreeMap<>();
        for (final Json tracker : root.at("eventtrackers").objects()) {
            final Long event = tracker.at("event").integer();
            if (event != null) {
                methods.computeIfAbsent(event, e -> new TreeSet<>())
                        .addAll(tracker.at("methods").integers());
            }
        }
        return methods;
    }

    boolean allows(final String flag) {
        return root.at(flag).isInteger(1);
    }
}
