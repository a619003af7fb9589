package io.hayate.loadtest.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The native request of an impression, as a JSON string or as an object, with or without the wrapper of 1.0. Immutable;
 * shared.
 *
 * @param root the object that holds the assets
 * @param wrapped whether it stood in {@code {"native": ...}}
 * @param version as the request says, 1.2 unless it does
 */
record NativeRequest(Json root, boolean wrapped, String version) {
    private static final String DEFAULT_VERSION = "1.2";
    /** From here on trackers stand in eventtrackers. */
    private static final String EVENT_TRACKERS_SINCE = "1.2";

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
        final String version =
                inner.at("ver").textOr(root.at("ver").textOr(native_.at("ver").textOr(DEFAULT_VERSION)));
        return Optional.of(new NativeRequest(inner, wrapped, version));
    }

    boolean knowsEventTrackers() {
        return version.compareTo(EVENT_TRACKERS_SINCE) >= 0;
    }

    List<Json> assets() {
        return root.at("assets").objects();
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
