package io.hayate.loadtest.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text of a page. */
public final class Html {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline';"
            + " base-uri 'none'; form-action 'none'";

    private Html() {}

    /** For content and for attributes in double quotes. */
    public static String escape(final String text) {
        final StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            final char character = text.charAt(i);
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(isShown(character) ? character : '\uFFFD');
            }
        }
        return escaped.toString();
    }

    private static boolean isShown(final char character) {
        return character >= ' ' || character == '\n' || character == '\t';
    }

    /** A whole document around what is in its body. */
    static String page(final String title, final String body) {
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="%s">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%s</title>
            <style>
            %s</style>
            </head>
            <body>
            %s<script>
            %s</script>
            </body>
            </html>
            """.formatted(POLICY, escape(title), resource("page.css"), body, resource("page.js"));
    }

    private static String resource(final String name) {
        try (InputStream in = Html.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A share of the frame's width or height, 0 to 1, as CSS wants it. */
    static String percent(final double fraction) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * fraction);
    }
}
