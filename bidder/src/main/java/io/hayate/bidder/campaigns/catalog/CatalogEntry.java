package io.hayate.bidder.campaigns.catalog;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is kept of a campaign, in the map and in the change log. Immutable; shared.
 *
 * <pre>
 *  0         4         12                16                          20
 *  +---------+---------+-----------------+-------------+-------------+----------------+---------------+------+
 *  | ordinal | version | creatives (n)   | n creative  | sources (m) | m times        |               | JSON |
 *  | 4       | 8       | 4               | versions, 8 | 4           | hash of file 8 | hash of line 8|      |
 *  +---------+---------+-----------------+-------------+-------------+----------------+---------------+------+
 * </pre>
 *
 * @param ordinal {@link #NO_ORDINAL} if the campaign was deleted
 * @param creativeVersions one for each creative, in their order
 * @param sourceLines by hash of a start file's path, the hash of the line last applied from it
 * @param json the document as it was given; empty if the campaign was deleted and only its source lines are remembered
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record CatalogEntry(
        int ordinal, long version, List<Long> creativeVersions, Map<Long, Long> sourceLines, byte[] json) {
    public static final int NO_ORDINAL = -1;

    /** What is left of a deleted campaign that a start file named, so that the file does not bring it back. */
    public static CatalogEntry deleted(final long version, final Map<Long, Long> sourceLines) {
        return new CatalogEntry(NO_ORDINAL, version, List.of(), sourceLines, new byte[0]);
    }

    public boolean isDeleted() {
        return json.length == 0;
    }

    public byte[] encode() {
        final ByteBuffer out = ByteBuffer.allocate(
                Integer.BYTES * 3 + Long.BYTES * (1 + creativeVersions.size() + 2 * sourceLines.size()) + json.length);
        out.putInt(ordinal).putLong(version).putInt(creativeVersions.size());
        creativeVersions.forEach(out::putLong);
        out.putInt(sourceLines.size());
        sourceLines.forEach((file, line) -> out.putLong(file).putLong(line));
        out.put(json);
        return out.array();
    }

    /** Decodes from position to limit. */
    public static CatalogEntry decode(final ByteBuffer in) {
        final int ordinal = in.getInt();
        final long version = in.getLong();
        final int creativeCount = in.getInt();
        final List<Long> creativeVersions = new ArrayList<>(creativeCount);
        for (int i = 0; i < creativeCount; i++) {
            creativeVersions.add(in.getLong());
        }
        final int sourceCount = in.getInt();
        final Map<Long, Long> sourceLines = new LinkedHashMap<>();
        for (int i = 0; i < sourceCount; i++) {
            sourceLines.put(in.getLong(), in.getLong());
        }
        final byte[] json = new byte[in.remaining()];
        in.get(json);
        return new CatalogEntry(ordinal, version, List.copyOf(creativeVersions), Map.copyOf(sourceLines), json);
    }
}
