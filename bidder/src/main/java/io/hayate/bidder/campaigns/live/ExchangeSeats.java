package io.hayate.bidder.campaigns.live;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Long2LongHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The seats that advertisers have of their own on one exchange, and which slots bid with each; the others bid with the
 * profile's. Of seats, letter case counts. Immutable; shared.
 */
public final class ExchangeSeats {
    private static final long NONE = -1;

    private final ByteDictionary dictionary;
    private final SlotSet[] slotsBySeat;
    private final long[] ownSeatSlots;
    private final long[] profileSeatSlots;
    private final Long2LongHashMap seatByAdvertiser;
    private final byte[][] quotedSeats;

    /**
     * @param seats each once; an id is the place here
     * @param slotsBySeat by id
     * @param seatByAdvertiser ids of seats; handed over
     * @param wordCount of bit sets over all slots
     */
    public ExchangeSeats(
            final List<String> seats,
            final ByteDictionary dictionary,
            final SlotSet[] slotsBySeat,
            final Map<Long, Integer> seatByAdvertiser,
            final int wordCount) {
        this.dictionary = dictionary;
        this.slotsBySeat = slotsBySeat;
        this.ownSeatSlots = new long[wordCount];
        for (final SlotSet slots : slotsBySeat) {
            slots.addTo(ownSeatSlots);
        }
        this.profileSeatSlots = new long[wordCount];
        for (int i = 0; i < wordCount; i++) {
            profileSeatSlots[i] = ~ownSeatSlots[i];
        }
        this.seatByAdvertiser = new Long2LongHashMap(NONE);
        seatByAdvertiser.forEach((advertiser, seat) -> this.seatByAdvertiser.put(advertiser.longValue(), seat));
        this.quotedSeats = seats.stream()
                .map(seat -> ('"' + seat + '"').getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    /** From a request's bytes to ids of seats. */
    public ByteDictionary dictionary() {
        return dictionary;
    }

    /** The slots that bid with the seat of this id. */
    public SlotSet slotsOf(final int seat) {
        return slotsBySeat[seat];
    }

    /** Bit set of the slots that bid with a seat of their advertiser's. Read only. */
    public long[] ownSeatSlots() {
        return ownSeatSlots;
    }

    /** Bit set of the slots that bid with the profile's seat. Read only. */
    public long[] profileSeatSlots() {
        return profileSeatSlots;
    }

    /** The advertiser's seat as a JSON string; null if it has none here. Read only. */
    public byte @Nullable [] quotedSeat(final long advertiserId) {
        final long seat = seatByAdvertiser.get(advertiserId);
        return seat == NONE ? null : quotedSeats[(int) seat];
    }
}
