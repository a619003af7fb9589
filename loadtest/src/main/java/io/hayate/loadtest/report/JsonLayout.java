package io.hayate.loadtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** JSON for reading: what fits on a line stays on it, long strings and lists are cut with the length of what is missing. */
public final class JsonLayout {
    private static final int INDENT = 2;
    private static final int MAX_STRING = 160;
    private static final int MAX_ITEMS = 12;

    private final int width;

    public JsonLayout(final int width) {
        this.width = width;
    }

    /** @param indent spaces before each line */
    public List<String> lines(final JsonNode node, final int indent) {
        final List<String> lines = new ArrayList<>();
        add(lines, "", node, "", indent);
        return lines;
    }

    private void add(
            final List<String> lines, final String label, final JsonNode node, final String tail, final int indent) {
        final String margin = " ".repeat(indent);
        final String inline = margin + label + inline(node) + tail;
        if (inline.length() <= width || !node.isContainerNode() || node.isEmpty()) {
            lines.add(inline);
            return;
        }
        lines.add(margin + label + (node.isObject() ? "{" : "["));
        if (node.isObject()) {
            final Iterator<Map.Entry<String, JsonNode>> fields =
                    node.properties().iterator();
            while (fields.hasNext()) {
                final Map.Entry<String, JsonNode> field = fields.next();
                add(
                        lines,
                        TextNode.valueOf(field.getKey()) + ": ",
                        field.getValue(),
                        fields.hasNext() ? "," : "",
                        indent + INDENT);
            }
        } else {
            addItems(lines, node, indent + INDENT);
        }
        lines.add(margin + (node.isObject() ? "}" : "]") + tail);
    }

    private void addItems(final List<String> lines, final JsonNode array, final int indent) {
        final int shown = Math.min(array.size(), MAX_ITEMS);
        for (int i = 0; i < shown; i++) {
            add(lines, "", array.get(i), i < array.size() - 1 ? "," : "", indent);
        }
        if (shown < array.size()) {
            lines.add(" ".repeat(indent) + "… " + (array.size() - shown) + " more");
        }
    }

    private static String inline(final JsonNode node) {
        if (node.isTextual()) {
            return quoted(node.asText());
        }
        final List<String> parts = new ArrayList<>();
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> parts.add(TextNode.valueOf(field.getKey()) + ": " + inline(field.getValue())));
            return parts.isEmpty() ? "{}" : "{" + String.join(", ", parts) + "}";
        }
        if (node.isArray()) {
            for (int i = 0; i < Math.min(node.size(), MAX_ITEMS); i++) {
                parts.add(inline(node.get(i)));
            }
            if (node.size() > MAX_ITEMS) {
                parts.add("… " + (node.size() - MAX_ITEMS) + " more");
            }
            return "[" + String.join(", ", parts) + "]";
        }
        return node.toString();
    }

    private static String quoted(final String text) {
        if (text.length() <= MAX_STRING) {
            return TextNode.valueOf(text).toString();
        }
        // Not between the two halves of a character outside the basic plane.
        final int end = Character.isHighSurrogate(text.charAt(MAX_STRING - 1)) ? MAX_STRING - 1 : MAX_STRING;
        final String kept = TextNode.valueOf(text.substring(0, end)).toString();
        return kept.substring(0, kept.length() - 1) + "… " + (text.length() - end) + " more\"";
    }
}
