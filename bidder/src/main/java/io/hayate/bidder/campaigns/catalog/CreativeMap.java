package io.hayate.bidder.campaigns.catalog;

import io.hayate.bidder.campaigns.live.CreativeSource;
import io.hayate.bidder.telemetry.CounterBlock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Encoded creatives by creative version; what lies under a version never changes. Single writer: the campaign agent;
 * readers: bid loops, via {@link #newReader}.
 */
public final class CreativeMap implements CreativeSource {
    private final GrowingMap map;
    private final List<CounterBlock<CreativeMiss>> counters = new CopyOnWriteArrayList<>();

    CreativeMap(final GrowingMap map) {
        this.map = map;
    }

    @Override
    public Reader newReader() {
        final CounterBlock<CreativeMiss> reads = new CounterBlock<>(CreativeMiss.class);
        counters.add(reads);
        return new MapReader(map, reads);
    }

    /** The counters of all readers made so far. */
    public List<CounterBlock<CreativeMiss>> counters() {
        return counters;
    }

    private static final class MapReader implements Reader {
        private static final byte[] NONE = {};

        private final GrowingMap map;
        private final CounterBlock<CreativeMiss> reads;
        private final StoredKey key = new StoredKey();
        private final StoredBytes value = new StoredBytes();

        MapReader(final GrowingMap map, final CounterBlock<CreativeMiss> reads) {
            this.map = map;
            this.reads = reads;
        }

        @Override
        public int read(final long creativeVersion, final byte[] into) {
            value.array = into;
            try {
                if (!map.read(key.at(creativeVersion), value)) {
                    reads.increment(CreativeMiss.ABSENT);
                    return MISSING;
                }
                if (value.array != into) {
                    reads.increment(CreativeMiss.TOO_LONG);
                    return MISSING;
                }
                return value.lengthBytes;
            } catch (final RuntimeException e) {
                // Chronicle Map's ways to say that it could not lock in time, or was closed. A bid less, nothing more.
                reads.increment(CreativeMiss.UNREADABLE);
                return MISSING;
            } finally {
                value.array = NONE;
            }
        }
    }
}
