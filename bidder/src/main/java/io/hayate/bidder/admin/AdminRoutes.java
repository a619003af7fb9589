package io.hayate.bidder.admin;

import java.util.function.Supplier;

/** Where each part of the program adds its calls to the admin port, at launch. */
public interface AdminRoutes {
    /** @param pattern such as {@code /campaigns/{id}}; a name in braces stands for one path segment */
    void add(String method, String pattern, AdminHandler handler);

    /**
     * Lets a route that was added take bodies piece by piece that are long, or of unknown length. Whoever gathers all bodies
     * may leave it at that.
     *
     * @param pattern without parameters
     */
    default void addStreamed(final String method, final String pattern, final Supplier<BodySink> sinks) {}
}
