package io.hayate.loadtest.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * JSON for reading: what fits on a line stays on it, long strings and lists are cut with the length of what is missing.
 * Immutable; shared.
 */
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
        addMembers(lines, node, indent + INDENT);
        lines.add(margin + (node.isObject() ? "}" : "]") + tail);
    }

    /** As many small members on a line as it takes, each large one on lines of its own. */
    private void addMembers(final List<String> lines, final JsonNode container, final int indent) {
        final String margin = " ".repeat(indent);
        final StringBuilder line = new StringBuilder();
        final List<String> labels = new ArrayList<>();
        container.fieldNames().forEachRemaining(name -> labels.add(TextNode.valueOf(name) + ": "));
        final Iterator<JsonNode> members = container.elements();
        for (int i = 0; i < container.size(); i++) {
            if (container.isArray() && i == MAX_ITEMS) {
                flush(lines, line);
                lines.add(margin + more(container.size() - MAX_ITEMS));
                return;
            }
            final JsonNode member = members.next();
            final String label = container.isObject() ? labels.get(i) : "";
            final String tail = i < container.size() - 1 ? "," : "";
            final String text = label + inline(member) + tail;
            if (line.length() + 1 + text.length() > width) {
                flush(lines, line);
            }
            if (margin.length() + text.length() > width && member.isContainerNode()) {
                add(lines, label, member, tail, indent);
            } else {
                line.append(line.isEmpty() ? margin : " ").append(text);
            }
        }
        flush(lines, line);
    }

    private static void flush(final List<String> lines, final StringBuilder line) {
        if (!line.isEmpty()) {
            lines.add(line.toString());
            line.setLength(0);
        }
    }

    private static String more(final int count) {
        return "… " + count + " more";
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
                parts.add(more(node.size() - MAX_ITEMS));
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
        return kept.substring(0, kept.length() - 1) + more(text.length() - end) + "\"";
    }
}
