package io.hayate.bidder.ledger.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A report as text, a page after the other. Owned by whoever asks for the pages. */
final class ReportPages {
    /** A page is some hundred kilobytes, and written in a millisecond or two. */
    static final int ROWS_PER_PAGE = 500;

    private final Iterator<Map.Entry<long[], long[]>> rows;
    private final ReportFields fields;
    private final boolean csv;
    private final List<String> values = new ArrayList<>();
    private boolean begun;
    private boolean ended;

    ReportPages(final Report report) {
        this.rows = report.groups().entrySet().iterator();
        this.fields = new ReportFields(report);
        this.csv = report.request().csv();
    }

    /** What stands before all rows. */
    byte[] head() {
        final String text = csv ? String.join(",", fields.names()) + "\r\n" : "{\"rows\": [";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The next page; empty after the last. */
    byte[] page() {
        if (ended) {
            return new byte[0];
        }
        final StringBuilder text = new StringBuilder(ROWS_PER_PAGE * 256);
        for (int row = 0; row < ROWS_PER_PAGE && rows.hasNext(); row++) {
            final Map.Entry<long[], long[]> next = rows.next();
            values.clear();
            fields.write(next.getKey(), next.getValue(), values);
            if (csv) {
                putCsv(text);
            } else {
                putJson(text);
            }
            begun = true;
        }
        ended = !rows.hasNext();
        if (ended && !csv) {
            text.append("\n]}\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Nothing of it needs quotes: names of exchanges have letters, digits and hyphens. */
    private void putCsv(final StringBuilder text) {
        text.append(String.join(",", values)).append("\r\n");
    }

    private void putJson(final StringBuilder text) {
        text.append(begun ? ",\n {" : "\n {");
        for (int i = 0; i < values.size(); i++) {
            final String value = values.get(i);
            text.append(i == 0 ? "\"" : ", \"").append(fields.names().get(i)).append("\": ");
            if (value.isEmpty()) {
                text.append("null");
            } else if (fields.isText(i)) {
                text.append('"').append(value).append('"');
            } else {
                text.append(value);
            }
        }
        text.append('}');
    }
}
