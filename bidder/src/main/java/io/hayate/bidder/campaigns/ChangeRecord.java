package io.hayate.bidder.campaigns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.campaigns.catalog.AdvertiserEntry;
import io.hayate.bidder.campaigns.catalog.CatalogEntry;
import io.hayate.bidder.campaigns.live.BiddingSwitches;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The records of the change log and of its checkpoint; big-endian. A record holds the whole state after the change, so that
 * replaying one twice does no harm.
 *
 * <pre>
 *  0      1              9
 *  +------+--------------+------------------------------+
 *  | kind | campaign id  | CatalogEntry                 |   1: a campaign, or what is left of a deleted one
 *  +------+--------------+------------------------------+
 *  | kind | campaign id  | version 8                    |   2: a campaign is gone without trace
 *  +------+--------------+------------------------------+
 *  | kind | switches as JSON                            |   3
 *  +------+--------------+------------------------------+
 *  | kind | next version | next creative version        |   4: only in checkpoints
 *  +------+--------------+------------------------------+
 *  | kind | advertiser id| AdvertiserEntry              |   5: an advertiser
 *  +------+--------------+------------------------------+
 * </pre>
 *
 * Immutable; shared.
 */
final class ChangeRecord {
    static final byte CAMPAIGN = 1;
    static final byte REMOVED = 2;
    static final byte SWITCHES = 3;
    static final byte NEXT_VERSIONS = 4;
    static final byte ADVERTISER = 5;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ChangeRecord() {}

    static byte[] campaign(final long id, final CatalogEntry entry) {
        return entry(CAMPAIGN, id, entry.encode());
    }

    static byte[] advertiser(final long id, final AdvertiserEntry entry) {
        return entry(ADVERTISER, id, entry.encode());
    }

    static byte[] removed(final long id, final long version) {
        return twoLongs(REMOVED, id, version);
    }

    static byte[] nextVersions(final long nextVersion, final long nextCreativeVersion) {
        return twoLongs(NEXT_VERSIONS, nextVersion, nextCreativeVersion);
    }

    static byte[] switches(final BiddingSwitches switches) throws IOException {
        final byte[] json = JSON.writeValueAsBytes(toJson(switches));
        return ByteBuffer.allocate(1 + json.length).put(SWITCHES).put(json).array();
    }

    static BiddingSwitches switches(final ByteBuffer record) throws IOException {
        final byte[] json = new byte[record.remaining()];
        record.get(json);
        return fromJson(JSON.readTree(json));
    }

    static ObjectNode toJson(final BiddingSwitches switches) {
        final ObjectNode json = JSON.createObjectNode();
        json.put("allOff", switches.allOff());
        new TreeSet<>(switches.exchangesOff()).forEach(json.putArray("exchangesOff")::add);
        new TreeSet<>(switches.advertisersOff()).forEach(json.putArray("advertisersOff")::add);
        new TreeSet<>(switches.campaignsOff()).forEach(json.putArray("campaignsOff")::add);
        return json;
    }

    static BiddingSwitches fromJson(final JsonNode json) {
        final Set<String> exchanges = new HashSet<>();
        json.path("exchangesOff").forEach(item -> exchanges.add(item.asText()));
        return new BiddingSwitches(
                json.path("allOff").asBoolean(),
                Set.copyOf(exchanges),
                longs(json.path("advertisersOff")),
                longs(json.path("campaignsOff")));
    }

    private static Set<Long> longs(final JsonNode list) {
        final Set<Long> longs = new HashSet<>();
        list.forEach(item -> longs.add(item.asLong()));
        return Set.copyOf(longs);
    }

    private static byte[] entry(final byte kind, final long id, final byte[] encoded) {
        return ByteBuffer.allocate(1 + Long.BYTES + encoded.length)
                .put(kind)
                .putLong(id)
                .put(encoded)
                .array();
    }

    private static byte[] twoLongs(final byte kind, final long first, final long second) {
        return ByteBuffer.allocate(1 + 2 * Long.BYTES)
                .put(kind)
                .putLong(first)
                .putLong(second)
                .array();
    }
}
