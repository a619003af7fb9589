package io.hayate.loadtest.report.html;

import java.util.List;

/** Tables of a page; a wide one scrolls in its own frame. */
final class Tables {
    private Tables() {}

    /** @param rows of cells that are HTML already; the first of each row is its heading */
    static String of(final String cssClass, final List<String> headings, final List<List<String>> rows) {
        final StringBuilder html = new StringBuilder("<div class=\"scroll\" tabindex=\"0\"><table class=\"")
                .append(cssClass)
                .append("\">\n");
        if (!headings.isEmpty()) {
            html.append("<thead><tr>");
            headings.forEach(heading -> html.append("<th scope=\"col\">")
                    .append(Html.escape(heading))
                    .append("</th>"));
            html.append("</tr></thead>\n");
        }
        html.append("<tbody>\n");
        for (final List<String> row : rows) {
            html.append("<tr><th scope=\"row\">").append(row.get(0)).append("</th>");
            row.stream()
                    .skip(1)
                    .forEach(cell -> html.append("<td>").append(cell).append("</td>"));
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    static String section(final String id, final String heading, final String content) {
        return "<section aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\">" + Html.escape(heading) + "</h2>\n"
                + content + "</section>\n";
    }
}
