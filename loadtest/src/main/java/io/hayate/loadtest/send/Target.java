package io.hayate.loadtest.send;

import java.net.URI;
import java.net.URISyntaxException;

/** Where requests go. Immutable; shared. */
public record Target(String host, int port, String path) {
    private static final int HTTP_PORT = 80;
    private static final int MAX_PORT = 65_535;

    /** @throws IllegalArgumentException with what is wrong with the URL */
    public static Target parse(final String url) {
        final URI uri;
        try {
            uri = new URI(url);
        } catch (final URISyntaxException e) {
            throw new IllegalArgumentException("not a URL: " + url + " (" + e.getReason() + ")", e);
        }
        if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("not an http:// URL with a host: " + url);
        }
        if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            throw new IllegalArgumentException("not a port from 1 to " + MAX_PORT + ": " + url);
        }
        final String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        final String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new Target(uri.getHost(), uri.getPort() < 0 ? HTTP_PORT : uri.getPort(), path + query);
    }

    @Override
    public String toString() {
        return "http://" + host + ":" + port + path;
    }
}
