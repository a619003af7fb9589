package io.hayate.bidder.admin;

/** Where each part of the program adds its calls to the admin port, at launch. */
public interface AdminRoutes {
    /** @param pattern such as {@code /campaigns/{id}}; a name in braces stands for one path segment */
    void add(String method, String pattern, AdminHandler handler);

    /**
     * A call whose body is taken as it comes, however large it is. Where bodies are gathered, it comes as one part.
     *
     * @param path without parameters
     */
    default void addStreamed(final String method, final String path, final BodyHandler handler) {
        add(method, path, request -> {
            final BodySink sink = handler.begin(request, () -> {});
            if (request.body().length > 0) {
                sink.onPart(request.body());
            }
            return sink.onEnd();
        });
    }
}
