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
import io.hayate.bidder.campaigns.PictureType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        read.put(at + "boxingallowed", integer(media.path("boxingallowed"), 1) == 1);
        read.put(at + "rewarded", TreeImpression.rewarded(media.path("ext")));
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
        final List<Long> blocked = new ArrayList<>();
        final List<Long> pictures = new ArrayList<>();
        long endCards = 0;
        for (final JsonNode companion : companions.isArray() && typesReadable ? companions : ABSENT) {
            final Map<String, Object> lists = new TreeMap<>();
            final boolean battrReadable = integers(lists, "battr", companion.path("battr"));
            final boolean btypeReadable = integers(lists, "btype", companion.path("btype"));
            final boolean mimesReadable = texts(lists, "mimes", companion.path("mimes"));
            if (!battrReadable
                    || !btypeReadable
                    || !mimesReadable
                    || ((List<?>) lists.get("btype")).contains(2L)
                    || pictures((List<?>) lists.get("mimes")) == 0) {
                continue;
            }
            final List<Long> own = sizesOf(companion);
            if (sizes.size() + own.size() <= MediaOffers.MAX_COMPANIONS) {
                for (int i = 0; i < own.size(); i++) {
                    endCards |= integer(companion.path("vcm")) == 1 ? 1L << (sizes.size() + i) : 0;
                    blocked.add(bits((List<?>) lists.get("battr")));
                    pictures.add(pictures((List<?>) lists.get("mimes")));
                }
                sizes.addAll(own);
            }
        }
        read.put(at + "companionad", sizes);
        read.put(at + "companionad.vcm", endCards);
        read.put(at + "companionad.battr", blocked.stream().allMatch(each -> each == 0) ? List.of() : blocked);
        read.put(at + "companionad.mimes", pictures.stream().allMatch(each -> each == -1) ? List.of() : pictures);
    }

    private static List<Long> sizesOf(final JsonNode companion) {
        final List<Long> sizes = new ArrayList<>();
        for (final JsonNode format : companion.path("format").isArray() ? companion.path("format") : ABSENT) {
            sizes.add(TreeImpression.size(format));
        }
        sizes.removeIf(size -> size == BidRequestView.UNKNOWN);
        final long size = TreeImpression.size(companion);
        if (sizes.isEmpty() && size != BidRequestView.UNKNOWN) {
            sizes.add(size);
        }
        return sizes;
    }

    private static long bits(final List<?> numbers) {
        return numbers.stream()
                .mapToLong(each -> 1L << Math.min((Long) each, 63))
                .reduce(0, (a, b) -> a | b);
    }

    private static long pictures(final List<?> mimes) {
        return mimes.isEmpty()
                ? PictureType.ANY
                : mimes.stream()
                        .mapToLong(mime -> PictureType.of(((String) mime).toLowerCase(Locale.ROOT)))
                        .filter(type -> type > 0)
                        .reduce(0, (a, b) -> a | b);
    }
}
