package io.hayate.bidder;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.BidderConfig.Setting;
import java.util.List;
import java.util.Map;

/** The configuration as people read it; secrets are masked. */
final class ConfigReport {
    private ConfigReport() {}

    /** {@code {"bid-port": {"value": 8080, "origin": "default"}, ...}}. */
    static String json(final Map<ConfigKey, Setting> settings) {
        final ObjectNode root = JsonNodeFactory.instance.objectNode();
        settings.forEach((key, setting) -> {
            final ObjectNode row = root.putObject(key.flag());
            final Object value = setting.value();
            if (value == null) {
                row.putNull("value");
            } else if (value instanceof Integer number) {
                row.put("value", number);
            } else if (value instanceof Boolean on) {
                row.put("value", on);
            } else {
                row.put("value", setting.masked());
            }
            row.put("origin", setting.origin());
        });
        return root.toString();
    }

    static String table(final Map<ConfigKey, Setting> settings) {
        int valueWidth = "value".length();
        int keyWidth = "key".length();
        for (final Setting setting : settings.values()) {
            valueWidth = Math.max(valueWidth, setting.masked().length());
            keyWidth = Math.max(keyWidth, setting.key().flag().length());
        }
        final String row = "%-" + keyWidth + "s  %-" + valueWidth + "s  %s%n";
        final StringBuilder table = new StringBuilder(String.format(row, "key", "value", "origin"));
        settings.values()
                .forEach(setting ->
                        table.append(String.format(row, setting.key().flag(), setting.masked(), setting.origin())));
        return table.toString();
    }

    static String warnings(final List<String> warnings) {
        final StringBuilder text = new StringBuilder();
        warnings.forEach(warning -> text.append("warning: ").append(warning).append(System.lineSeparator()));
        return text.toString();
    }

    static String problems(final List<String> problems) {
        final StringBuilder text = new StringBuilder("The configuration is unusable, ")
                .append(problems.size() == 1 ? "1 problem:" : problems.size() + " problems:")
                .append(System.lineSeparator());
        problems.forEach(problem -> text.append("  ").append(problem).append(System.lineSeparator()));
        return text.toString();
    }
}
