package io.hayate.bidder.bid.decode;

import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.MediaOffers;
import io.hayate.bidder.bid.Slice;

/**
 * Reads a Video or an Audio object (OpenRTB 2.6 sections 3.2.7, 3.2.8); one knows the fields of both, since neither has a
 * field of another meaning. Owned by the bid loop.
 */
final class MediaReader {
    /** Of boxingallowed, also by default; an odd value does not set free. */
    private static final int ALLOWED = 1;

    private final JsonCursor cursor;
    private final FieldReader fields;
    private final CompanionReader companions;
    private final DurationFloorReader durationFloors;
    private final RewardReader rewards;

    MediaReader(final JsonCursor cursor, final FieldReader fields) {
        this.cursor = cursor;
        this.fields = fields;
        companions = new CompanionReader(cursor, fields);
        durationFloors = new DurationFloorReader(cursor, fields);
        rewards = new RewardReader(cursor, fields);
    }

    private static void reset(final MediaOffers media, final int i) {
        media.mimes[i] = Slice.ABSENT;
        media.protocols[i] = Slice.ABSENT;
        media.minDurationSeconds[i] = BidRequestView.UNKNOWN;
        media.maxDurationSeconds[i] = BidRequestView.UNKNOWN;
        media.requiredDurations[i] = Slice.ABSENT;
        media.width[i] = BidRequestView.UNKNOWN;
        media.height[i] = BidRequestView.UNKNOWN;
        media.boxingAllowed[i] = true;
        media.linearity[i] = BidRequestView.UNKNOWN;
        media.placement[i] = BidRequestView.UNKNOWN;
        media.plcmt[i] = BidRequestView.UNKNOWN;
        media.skip[i] = BidRequestView.UNKNOWN;
        media.skipMinSeconds[i] = 0;
        media.skipAfterSeconds[i] = 0;
        media.rewarded[i] = false;
        media.deliveries[i] = Slice.ABSENT;
        media.minBitrateKbps[i] = BidRequestView.UNKNOWN;
        media.maxBitrateKbps[i] = BidRequestView.UNKNOWN;
        media.blockedAttributes[i] = Slice.ABSENT;
        media.apis[i] = Slice.ABSENT;
        media.position[i] = BidRequestView.UNKNOWN;
        CompanionReader.reset(media, i);
        media.companionTypes[i] = Slice.ABSENT;
        media.podId[i] = Slice.ABSENT;
        media.podDurationSeconds[i] = BidRequestView.UNKNOWN;
        media.maxSequence[i] = BidRequestView.UNKNOWN;
        media.minCpmPerSecondMicros[i] = 0;
        media.durationFloors[i] = Slice.ABSENT;
    }

    /**
     * Reads the value at hand as the offers of impression {@code i}; whether there are any, and all that restricts them
     * could be read. If not, the fields say nothing.
     */
    boolean read(final BidRequestView view, final MediaOffers media, final int i) {
        if (cursor.peek() != '{') {
            cursor.skipValue();
            return false;
        }
        reset(media, i);
        long deprecatedProtocol = Slice.ABSENT;
        for (int key = cursor.firstKey(); key != Key.NONE; key = cursor.nextKey()) {
            switch (key) {
                case Key.MIMES -> media.mimes[i] = fields.readOfferedTexts(view);
                case Key.PROTOCOLS -> media.protocols[i] = fields.readIntegerList(view);
                case Key.PROTOCOL -> deprecatedProtocol = fields.readIntegerList(view);
                case Key.MINDURATION -> media.minDurationSeconds[i] = fields.readInteger();
                case Key.MAXDURATION -> media.maxDurationSeconds[i] = fields.readInteger();
                case Key.RQDDURS -> media.requiredDurations[i] = fields.readIntegerList(view);
                case Key.W -> media.width[i] = fields.readInteger();
                case Key.H -> media.height[i] = fields.readInteger();
                case Key.BOXINGALLOWED -> media.boxingAllowed[i] = fields.readInteger(ALLOWED) == ALLOWED;
                case Key.LINEARITY -> media.linearity[i] = fields.readInteger();
                case Key.PLACEMENT -> media.placement[i] = fields.readInteger();
                case Key.PLCMT -> media.plcmt[i] = fields.readInteger();
                case Key.SKIP -> media.skip[i] = fields.readInteger();
                case Key.SKIPMIN -> media.skipMinSeconds[i] = fields.readInteger(0);
                case Key.SKIPAFTER -> media.skipAfterSeconds[i] = fields.readInteger(0);
                case Key.DELIVERY -> media.deliveries[i] = fields.readIntegerList(view);
                case Key.MINBITRATE -> media.minBitrateKbps[i] = fields.readInteger();
                case Key.MAXBITRATE -> media.maxBitrateKbps[i] = fields.readInteger();
                case Key.BATTR -> media.blockedAttributes[i] = fields.readIntegerList(view);
                case Key.API -> media.apis[i] = Math.max(Slice.ABSENT, fields.readIntegerList(view));
                case Key.POS -> media.position[i] = fields.readInteger();
                case Key.PODID -> media.podId[i] = fields.readTextIfAny();
                case Key.PODDUR -> media.podDurationSeconds[i] = fields.readInteger();
                case Key.MAXSEQ -> media.maxSequence[i] = fields.readInteger();
                case Key.MINCPMPERSEC -> media.minCpmPerSecondMicros[i] = fields.readFloorMicros();
                case Key.DURFLOORS -> media.durationFloors[i] = durationFloors.read(view);
                case Key.COMPANIONAD -> companions.read(view, media, i);
                case Key.COMPANIONTYPE -> media.companionTypes[i] = fields.readIntegerList(view);
                case Key.EXT -> media.rewarded[i] = rewards.read(view);
                default -> cursor.skipValue();
            }
        }
        CompanionReader.dropIfTypesUnreadable(media, i);
        final boolean readable = deprecatedProtocol >= 0 && listsReadable(media, i) && numbersUsable(media, i);
        if (readable) {
            media.protocols[i] = fields.joinedLists(view, media.protocols[i], deprecatedProtocol);
        }
        return readable;
    }

    private static boolean listsReadable(final MediaOffers media, final int i) {
        final long anyUnreadable = media.mimes[i]
                | media.protocols[i]
                | media.requiredDurations[i]
                | media.deliveries[i]
                | media.blockedAttributes[i]
                | media.durationFloors[i];
        // Slices are 0 or more, what is unreadable is below.
        return anyUnreadable >= 0;
    }

    private static boolean numbersUsable(final MediaOffers media, final int i) {
        return media.minDurationSeconds[i] != BidRequestView.UNUSABLE
                && media.maxDurationSeconds[i] != BidRequestView.UNUSABLE
                && media.linearity[i] != BidRequestView.UNUSABLE
                && media.skip[i] != BidRequestView.UNUSABLE
                && media.skipMinSeconds[i] != BidRequestView.UNUSABLE
                && media.skipAfterSeconds[i] != BidRequestView.UNUSABLE
                && media.minBitrateKbps[i] != BidRequestView.UNUSABLE
                && media.maxBitrateKbps[i] != BidRequestView.UNUSABLE
                && media.podDurationSeconds[i] != BidRequestView.UNUSABLE
                && media.maxSequence[i] != BidRequestView.UNUSABLE;
    }
}
