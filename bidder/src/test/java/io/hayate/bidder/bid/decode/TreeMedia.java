package io.hayate.bidder.bid.decode;

import static io.hayate.bidder.bid.decode.TreeValues.ABSENT;
import static io.hayate.bidder.bid.decode.TreeValues.floor;
import static io.hayate.bidder.bid.decode.TreeValues.integer;
import static io.hayate.bidder.bid.decode.TreeValues.integers;
import static io.hayate.bidder.bid.decode.TreeValues.isAbsent;
import static io.hayate.bidder.bid.decode.TreeValues.textOf;
import static io.hayate.bidder.bid.decode.TreeValues.texts;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayate.bidder.bid.BidRequestView;
import io.hayate.bidder.bid.MediaOffers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a video or audio object says according to Jackson's tree. */
final class TreeMedia {
    private final Map<String, Object> read = new TreeMap<>();
    private final JsonNode media;
    private final String at;
    private boolean usable = true;

    private TreeMedia(final JsonNode media, final String at) {
        this.media = media;
        this.at = at;
    }

    /** Whether it can be bid on; if not, nothing is put. */
    static boolean put(final Map<String, Object> fields, final JsonNode node, final String at) {
        if (!node.isObject()) {
            return false;
        }
        final TreeMedia media = new TreeMedia(node, at);
        media.readNumbers();
        media.readLists();
        media.readCompanions();
        if (media.usable) {
            fields.putAll(media.read);
        }
        return media.usable;
    }

    private void readNumbers() {
        for (final String name : List.of(
                "minduration", "maxduration", "linearity", "skip", "minbitrate", "maxbitrate", "poddur", "maxseq")) {
            putNumber(name, integer(media.path(name)));
        }
        for (final String name : List.of("skipmin", "skipafter")) {
            putNumber(name, integer(media.path(name), 0));
        }
        for (final String name : List.of("w", "h", "placement", "plcmt", "pos")) {
            read.put(at + name, integer(media.path(name)));
        }
        read.put(at + "podid", textOf(media.path("podid")));
        read.put(at + "mincpmpersec", floor(media.path("mincpmpersec")));
    }

    private void putNumber(final String name, final int number) {
        read.put(at + name, number);
        usable &= number != BidRequestView.UNUSABLE;
    }

    private void readLists() {
        usable &= texts(read, at + "mimes", media.path("mimes"));
        for (final String name : List.of("protocols", "protocol", "rqddurs", "delivery", "battr")) {
            usable &= integers(read, at + name, media.path(name));
        }
        final List<Object> protocols = new ArrayList<>((List<?>) read.get(at + "protocols"));
        protocols.addAll((List<?>) read.remove(at + "protocol"));
        read.put(at + "protocols", protocols);
        integers(read, at + "api", media.path("api"));
        usable &= durationFloors(read, at + "durfloors", media.path("durfloors"));
    }

    /** Puts the ranges; whether they can be read. */
    static boolean durationFloors(final Map<String, Object> fields, final String name, final JsonNode ranges) {
        boolean readable = ranges.isArray() || isAbsent(ranges);
        final List<Long> numbers = new ArrayList<>();
        for (final JsonNode range : ranges.isArray() ? ranges : ABSENT) {
            if (range.isNull()) {
                continue;
            }
            final int min = integer(range.path("mindur"));
            final int max = integer(range.path("maxdur"));
            readable &= range.isObject() && min != BidRequestView.UNUSABLE && max != BidRequestView.UNUSABLE;
            numbers.addAll(List.of((long) min, (long) max, floor(range.path("bidfloor"))));
        }
        fields.put(name, readable ? numbers : List.of());
        return readable;
    }

    private void readCompanions() {
        final JsonNode node = media.path("companionad");
        final JsonNode companions = node.isObject() ? node.path("banner") : node;
        final boolean typesReadable = integers(read, at + "companiontype", media.path("companiontype"));
        final List<Long> sizes = new ArrayList<>();
        long endCards = 0;
        for (final JsonNode companion : companions.isArray() && typesReadable ? companions : ABSENT) {
            final List<Long> own = new ArrayList<>();
            for (final JsonNode format : companion.path("format").isArray() ? companion.path("format") : ABSENT) {
                own.add(TreeImpression.size(format));
            }
            own.removeIf(size -> size == BidRequestView.UNKNOWN);
            final long size = TreeImpression.size(companion);
            if (own.isEmpty() && size != BidRequestView.UNKNOWN) {
                own.add(size);
            }
            if (sizes.size() + own.size() <= MediaOffers.MAX_COMPANIONS) {
                for (int i = 0; i < own.size() && integer(companion.path("vcm")) == 1; i++) {
                    endCards |= 1L << sizes.size() + i;
                }
                sizes.addAll(own);
            }
        }
        read.put(at + "companionad", sizes);
        read.put(at + "companionad.vcm", endCards);
    }
}
