package io.hayate.bidder.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.campaigns.Campaign;
import io.hayate.bidder.campaigns.admit.CampaignParser;
import io.hayate.bidder.campaigns.admit.ParsedCampaign;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The campaigns of a case: documents as campaign teams write them, read by the real parser. Of a mapping, {@code like}
 * names the file, {@code creative} changes its first creative, and everything else the campaign (JSON Merge Patch).
 */
public final class CaseCampaigns {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIKE = "like";
    private static final String CREATIVE = "creative";

    private CaseCampaigns() {}

    /** The campaigns of these files, as they are. */
    public static Campaign[] named(final String... names) {
        final List<JsonNode> named = new ArrayList<>();
        for (final String name : names) {
            named.add(JSON.getNodeFactory().textNode(name));
        }
        try {
            return read(named);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Campaign[] read(final List<JsonNode> named) throws IOException {
        final Campaign[] campaigns = new Campaign[named.size()];
        for (int i = 0; i < campaigns.length; i++) {
            campaigns[i] = parse(document(named.get(i)));
        }
        return campaigns;
    }

    /** The documents themselves. */
    static List<String> documents(final List<JsonNode> named) throws IOException {
        final List<String> documents = new ArrayList<>();
        for (final JsonNode each : named) {
            documents.add(document(each).toString());
        }
        return documents;
    }

    private static JsonNode document(final JsonNode named) throws IOException {
        final JsonNode document =
                file(named.isTextual() ? named.asText() : named.path(LIKE).asText());
        if (named.isObject()) {
            final ObjectNode changes = named.deepCopy();
            changes.remove(LIKE);
            final JsonNode creative = changes.remove(CREATIVE);
            merge((ObjectNode) document, changes);
            if (creative != null) {
                merge((ObjectNode) document.at("/creatives/0"), (ObjectNode) creative);
            }
        }
        return document;
    }

    private static JsonNode file(final String name) throws IOException {
        final Path file = CaseFiles.ROOT.resolve(CaseFiles.CAMPAIGNS).resolve(name + ".json");
        return JSON.readTree(Files.readString(file));
    }

    private static void merge(final ObjectNode into, final ObjectNode changes) {
        changes.properties().forEach(change -> {
            final JsonNode before = into.get(change.getKey());
            if (change.getValue().isNull()) {
                into.remove(change.getKey());
            } else if (before instanceof final ObjectNode old
                    && change.getValue() instanceof final ObjectNode changed) {
                merge(old, changed);
            } else {
                into.set(change.getKey(), change.getValue());
            }
        });
    }

    private static Campaign parse(final JsonNode document) throws IOException {
        final ParsedCampaign parsed = new CampaignParser().parse(JSON.writeValueAsBytes(document), 1);
        if (parsed.campaign() == null) {
            throw new IllegalArgumentException("campaign refused: " + parsed.refusals());
        }
        return parsed.campaign();
    }
}
