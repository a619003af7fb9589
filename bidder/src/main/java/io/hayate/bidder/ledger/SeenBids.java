package io.hayate.bidder.ledger;

import io.hayate.bidder.journal.Checkpoint;
import io.hayate.bidder.notices.token.NoticeKind;
import io.hayate.bidder.notices.token.TokenVerifier;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Which notices have come: by kind and bid id (epoch, lane, sequence), never by token text. Pages are dropped once no
 * token of their bids would be accepted any more. Owned by the owner of its ledger.
 */
final class SeenBids {
    /** Kept longer than tokens live: a notice accepted at the last moment may wait in a ring, and clocks may be set. */
    static final long SLACK_MS = TimeUnit.MINUTES.toMillis(10);

    private final long noticeExpiryMs;
    private final Long2ObjectHashMap<Long2ObjectHashMap<SeenPage>[]> pagesByLane = new Long2ObjectHashMap<>();

    SeenBids(final long noticeExpiryMs) {
        this.noticeExpiryMs = noticeExpiryMs;
    }

    /** Returns false if this notice had come before. */
    boolean add(final NoticeRecord notice) {
        return page(laneKey(notice), notice.kind.ordinal(), notice.sequence >>> SeenPage.SHIFT)
                .add(bidInPage(notice), notice.bidTimeMs);
    }

    private SeenPage page(final long lane, final int kind, final long number) {
        Long2ObjectHashMap<SeenPage>[] pagesByKind = pagesByLane.get(lane);
        if (pagesByKind == null) {
            pagesByKind = newPagesByKind();
            pagesByLane.put(lane, pagesByKind);
        }
        SeenPage page = pagesByKind[kind].get(number);
        if (page == null) {
            page = new SeenPage();
            pagesByKind[kind].put(number, page);
        }
        return page;
    }

    /** Whether a notice of the given kind has come for the bid. */
    boolean contains(final NoticeRecord notice, final NoticeKind kind) {
        final Long2ObjectHashMap<SeenPage>[] pagesByKind = pagesByLane.get(laneKey(notice));
        if (pagesByKind == null) {
            return false;
        }
        final SeenPage page = pagesByKind[kind.ordinal()].get(notice.sequence >>> SeenPage.SHIFT);
        return page != null && page.contains(bidInPage(notice));
    }

    /** Drops pages whose newest bid's tokens have expired; returns how many. */
    int dropExpired(final long nowMs) {
        int dropped = 0;
        for (final Long2ObjectHashMap<SeenPage>[] pagesByKind : pagesByLane.values()) {
            for (final NoticeKind kind : NoticeKind.values()) {
                final long oldestKeptMs = nowMs - expiryMs(kind) - SLACK_MS;
                final Long2ObjectHashMap<SeenPage> pages = pagesByKind[kind.ordinal()];
                final int before = pages.size();
                pages.values().removeIf(page -> page.newestBidTimeMs() < oldestKeptMs);
                dropped += before - pages.size();
            }
        }
        pagesByLane.values().removeIf(SeenBids::isEmpty);
        return dropped;
    }

    /** One record for each page, in order. */
    void writeTo(final StateWriter out, final byte recordKind, final Checkpoint.Sink sink) throws IOException {
        for (final long lane : sortedKeys(pagesByLane)) {
            final Long2ObjectHashMap<SeenPage>[] pagesByKind = pagesByLane.get(lane);
            for (int kind = 0; kind < pagesByKind.length; kind++) {
                for (final long number : sortedKeys(pagesByKind[kind])) {
                    out.begin(recordKind).number(lane).small(kind).number(number);
                    pagesByKind[kind].get(number).writeTo(out);
                    out.end(sink);
                }
            }
        }
    }

    void readFrom(final StateReader in) {
        final long lane = in.number();
        final int kind = in.small();
        page(lane, kind, in.number()).readFrom(in);
    }

    /** Clicks live long, and so long after them conversions. */
    private long expiryMs(final NoticeKind kind) {
        return switch (kind) {
            case CLICK -> TokenVerifier.CLICK_EXPIRY_MS;
            case CONVERSION -> TokenVerifier.CLICK_EXPIRY_MS + TokenVerifier.CONVERSION_EXPIRY_MS;
            case WIN, BILL, LOSS, IMPRESSION -> noticeExpiryMs;
        };
    }

    private static boolean isEmpty(final Long2ObjectHashMap<SeenPage>[] pagesByKind) {
        return Arrays.stream(pagesByKind).allMatch(Long2ObjectHashMap::isEmpty);
    }

    static long[] sortedKeys(final Long2ObjectHashMap<?> map) {
        final long[] keys = new long[map.size()];
        int i = 0;
        for (final Long key : map.keySet()) {
            keys[i++] = key;
        }
        Arrays.sort(keys);
        return keys;
    }

    private static long laneKey(final NoticeRecord notice) {
        return (long) notice.epoch << 32 | (notice.lane & 0xffff_ffffL);
    }

    private static int bidInPage(final NoticeRecord notice) {
        return (int) notice.sequence & (1 << SeenPage.SHIFT) - 1;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    private static Long2ObjectHashMap<SeenPage>[] newPagesByKind() {
        final Long2ObjectHashMap<SeenPage>[] pagesByKind = new Long2ObjectHashMap[NoticeKind.values().length];
        for (int i = 0; i < pagesByKind.length; i++) {
            pagesByKind[i] = new Long2ObjectHashMap<>();
        }
        return pagesByKind;
    }
}
