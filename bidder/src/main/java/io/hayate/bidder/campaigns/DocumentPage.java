package io.hayate.bidder.campaigns;

import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Some of many documents, in the order of their ids. Immutable; shared.
 *
 * @param ndjson the documents as they were given, a line each
 * @param lastId the next page begins behind it
 * @param isLast whether none follow
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record DocumentPage(byte[] ndjson, long lastId, boolean isLast) {
    /** A page has no more documents once it has as many bytes; one document may have four times as many. */
    static final int PAGE_BYTES = 256 * 1024;

    /** Below all ids. */
    public static final long BEFORE_ALL = 0;

    /**
     * Reads a page.
     *
     * @param idsFromHere of the first document and all behind it, in ascending order
     * @param documents by id; null where there is none
     */
    static DocumentPage read(final Set<Long> idsFromHere, final LongFunction<byte @Nullable []> documents) {
        final ByteArrayOutputStream page = new ByteArrayOutputStream();
        long lastId = BEFORE_ALL;
        for (final long id : idsFromHere) {
            if (page.size() >= PAGE_BYTES) {
                return new DocumentPage(page.toByteArray(), lastId, /* isLast= */ false);
            }
            final byte[] document = documents.apply(id);
            if (document != null) {
                page.writeBytes(document);
                page.write('\n');
            }
            lastId = id;
        }
        return new DocumentPage(page.toByteArray(), lastId, /* isLast= */ true);
    }
}
