package io.hayate.bidder.campaigns.admit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Documents of the whole contract, in the published schema or not. */
final class ContractDocuments {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA = schema("campaign");
    private static final JsonSchema ADVERTISER_SCHEMA = schema("advertiser");

    private ContractDocuments() {}

    static String resource(final String name) {
        try (InputStream in = ContractDocuments.class.getResourceAsStream("/campaigns/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The full banner document with the value at a path replaced; {@code -} takes the field away. */
    static String with(final String pointer, final String value) {
        try {
            final ObjectNode document = (ObjectNode) JSON.readTree(resource("banner.json"));
            final int slash = pointer.lastIndexOf('/');
            final ObjectNode parent = (ObjectNode) document.at(pointer.substring(0, slash));
            final String name = pointer.substring(slash + 1);
            if (value.equals("-")) {
                parent.remove(name);
            } else {
                parent.set(name, JSON.readTree(value));
            }
            return document.toString();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isOfSchema(final String document) {
        return SCHEMA.validate(document, InputFormat.JSON).isEmpty();
    }

    static boolean isOfAdvertiserSchema(final String document) {
        return ADVERTISER_SCHEMA.validate(document, InputFormat.JSON).isEmpty();
    }

    private static JsonSchema schema(final String name) {
        try {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Files.readString(Path.of("../docs/" + name + ".schema.json")));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
