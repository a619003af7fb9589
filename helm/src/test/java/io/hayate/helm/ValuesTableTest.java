package io.hayate.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.hayate.bidder.ConfigKey;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * That every value is explained, that schema and README know the same ones, and that the tables in the README are current.
 * {@code mvn -pl helm -am test -Dtest=ValuesTableTest -Dchart.write -Dsurefire.failIfNoSpecifiedTests=false} writes them.
 */
class ValuesTableTest {
    private static final String README = "README.md";
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]+):(?: (.+))?");

    @Test
    void shouldExplainEveryValue() throws Exception {
        final List<String> leaves = new ArrayList<>();
        leavesOf(new ObjectMapper(new YAMLFactory()).readTree(HayateChart.read("values.yaml")), "", leaves);
        assertThat(rows()).extracting(Row::key).containsExactlyElementsOf(leaves);
    }

    @Test
    void shouldHaveAllValuesInTheSchemaAndNoOthers() throws Exception {
        final JsonNode values = new ObjectMapper(new YAMLFactory()).readTree(HayateChart.read("values.yaml"));
        final Map<String, String> differences = new TreeMap<>();
        compare(values, ConfigTest.schema(), "", differences);
        // Helm's own; and the bidder's keys, which the bidder has the defaults of (ConfigTest).
        differences.keySet().removeIf(key -> key.equals("global") || key.startsWith("config."));
        // A limit for CPU and for disk is for who wants one.
        differences
                .keySet()
                .removeAll(List.of(
                        "resources.limits.cpu",
                        "resources.limits.ephemeral-storage",
                        "resources.requests.ephemeral-storage"));
        assertThat(differences).isEmpty();
    }

    @Test
    void shouldCloseEveryObjectOfTheSchema() throws Exception {
        final List<String> open = new ArrayList<>();
        walk(ConfigTest.schema(), "", (path, node) -> {
            if (node.has("properties") && !node.path("additionalProperties").isBoolean()) {
                open.add(path);
            }
        });
        assertThat(open).isEmpty();
    }

    @Test
    void shouldHaveCurrentTablesInTheReadme() throws Exception {
        final String readme = HayateChart.read(README);
        final String current = replaced(replaced(readme, "values", valuesTable()), "keys", keysTable());
        if (System.getProperty("chart.write") != null) {
            Files.writeString(HayateChart.FOLDER.resolve(README), current);
        } else {
            assertThat(readme).as("write it with -Dchart.write").isEqualTo(current);
        }
    }

    private record Row(String key, String value, String meaning) {}

    private static String valuesTable() {
        final StringBuilder table = new StringBuilder("| value | default | meaning |\n|---|---|---|\n");
        for (final Row row : rows()) {
            table.append("| `%s` | `%s` | %s |\n".formatted(row.key, row.value, row.meaning.replace("|", "\\|")));
        }
        return table.toString();
    }

    private static String keysTable() {
        final StringBuilder table = new StringBuilder("| key | default | meaning |\n|---|---|---|\n");
        for (final ConfigKey key : ConfigKey.values()) {
            if (!ConfigTest.OF_THE_CHART.contains(key)) {
                table.append("| `%s` | %s | %s |\n".formatted(key.fileKey(), key.defaultSentence(), key.meaning()));
            }
        }
        return table.toString();
    }

    private static String replaced(final String readme, final String name, final String table) {
        final String begin = "<!-- " + name + ": written by ValuesTableTest -->\n\n";
        final String end = "\n<!-- end of " + name + " -->";
        assertThat(readme).contains(begin, end);
        return readme.substring(0, readme.indexOf(begin) + begin.length())
                + table
                + readme.substring(readme.indexOf(end));
    }

    /**
     * Every value with a comment that begins with two hyphens; its key is the path of the keys that it is indented
     * under.
     */
    private static List<Row> rows() {
        final List<Row> rows = new ArrayList<>();
        final Deque<String> path = new ArrayDeque<>();
        String meaning = "";
        for (final String line : HayateChart.read("values.yaml").lines().toList()) {
            final Matcher key = KEY.matcher(line);
            if (line.strip().startsWith("# -- ")) {
                meaning = line.strip().substring("# -- ".length());
            } else if (key.matches()) {
                while (path.size() > key.group(1).length() / 2) {
                    path.removeLast();
                }
                path.addLast(key.group(2));
                if (!meaning.isEmpty()) {
                    rows.add(new Row(String.join(".", path), key.group(3), meaning));
                    meaning = "";
                }
            }
        }
        return rows;
    }

    private static void leavesOf(final JsonNode node, final String path, final List<String> leaves) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(entry -> leavesOf(
                            entry.getValue(), path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), leaves));
        } else {
            leaves.add(path);
        }
    }

    private static void compare(
            final JsonNode values, final JsonNode schema, final String path, final Map<String, String> differences) {
        final JsonNode known = schema.path("properties");
        known.fieldNames().forEachRemaining(name -> {
            if (!values.has(name) && !path.startsWith("affinity") && !path.startsWith("tolerations")) {
                differences.put(path + name, "in the schema only");
            }
        });
        values.properties().forEach(entry -> {
            if (!known.has(entry.getKey())) {
                differences.put(path + entry.getKey(), "in values.yaml only");
            } else if (!entry.getValue().isEmpty()) {
                compare(entry.getValue(), known.path(entry.getKey()), path + entry.getKey() + ".", differences);
            }
        });
    }

    private static void walk(final JsonNode node, final String path, final BiConsumer<String, JsonNode> visitor) {
        visitor.accept(path, node);
        node.properties().forEach(entry -> walk(entry.getValue(), path + "/" + entry.getKey(), visitor));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(node.get(i), path + "/" + i, visitor);
        }
    }
}
