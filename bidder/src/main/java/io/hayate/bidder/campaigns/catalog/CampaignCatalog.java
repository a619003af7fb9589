package io.hayate.bidder.campaigns.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayate.bidder.journal.CorruptLogException;
import io.hayate.bidder.journal.Folders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The maps of campaigns, creatives and advertisers. A mark beside the files stands there only between a clean end and the next start;
 * without it the files are deleted, since a killed writer can leave locks and torn entries in them.
 *
 * <p>Single writer: the campaign agent; readers: bid loops, via {@link #creatives}.
 */
public final class CampaignCatalog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CampaignCatalog.class);
    private static final String MARK = "clean";

    /** First size of the map of advertisers, which costs a few megabytes; it grows like the others. */
    private static final long FIRST_ADVERTISERS = 10_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<MapShape> SHAPES = List.of(MapShape.CAMPAIGNS, MapShape.CREATIVES, MapShape.ADVERTISERS);

    private final Path folder;
    private final GrowingMap campaigns;
    private final GrowingMap creatives;
    private final GrowingMap advertisers;
    private final CreativeMap creativeMap;
    private final @Nullable JsonNode stateAtCleanEnd;
    private boolean closed;

    private CampaignCatalog(
            final Path folder,
            final GrowingMap campaigns,
            final GrowingMap creatives,
            final GrowingMap advertisers,
            final @Nullable JsonNode stateAtCleanEnd) {
        this.folder = folder;
        this.campaigns = campaigns;
        this.creatives = creatives;
        this.advertisers = advertisers;
        this.creativeMap = new CreativeMap(creatives);
        this.stateAtCleanEnd = stateAtCleanEnd;
    }

    /**
     * Opens the maps of a clean end, or makes empty ones.
     *
     * @param logPosition where the change log ends; maps that stand for another position are not trusted
     * @param maxCampaigns first size of that map; one that is larger by now stays so
     */
    public static CampaignCatalog open(
            final Path folder, final long logPosition, final long maxCampaigns, final long maxCreatives)
            throws IOException {
        Files.createDirectories(folder);
        final JsonNode mark = readMark(folder, logPosition);
        // From here on an end that is not clean must be noticed.
        Files.deleteIfExists(folder.resolve(MARK));
        Folders.force(folder);
        if (mark != null) {
            try {
                return reopen(folder, mark, maxCampaigns, maxCreatives);
            } catch (final IOException e) {
                LOG.warn("The maps of the last end cannot be opened: {}", e.getMessage());
            }
        }
        if (deleteMaps(folder) > 0) {
            LOG.warn("The maps are made anew from the change log: the last end was not clean, or they cannot be read");
        }
        final List<GrowingMap> maps = new ArrayList<>();
        try {
            maps.add(GrowingMap.open(folder, MapShape.CAMPAIGNS, 1, maxCampaigns));
            maps.add(GrowingMap.open(folder, MapShape.CREATIVES, 1, maxCreatives));
            maps.add(GrowingMap.open(folder, MapShape.ADVERTISERS, 1, FIRST_ADVERTISERS));
            return new CampaignCatalog(folder, maps.get(0), maps.get(1), maps.get(2), null);
        } catch (final IOException e) {
            maps.forEach(GrowingMap::close);
            throw e;
        }
    }

    /** @param amid called now and then when a call takes long, as making a map larger does; it must not touch the catalog */
    public void whileGrowing(final Runnable amid) {
        campaigns.whileGrowing(amid);
        creatives.whileGrowing(amid);
        advertisers.whileGrowing(amid);
    }

    /** What {@link #closeClean} was told; null if the maps are new and empty. */
    public @Nullable JsonNode stateAtCleanEnd() {
        return stateAtCleanEnd;
    }

    public CreativeMap creatives() {
        return creativeMap;
    }

    /** The ids of all campaigns, deleted ones that are remembered included, in ascending order. */
    public long[] campaignIds() {
        return campaigns.keys();
    }

    public @Nullable CatalogEntry campaign(final long id) {
        final byte[] bytes = campaigns.read(id);
        return bytes == null ? null : CatalogEntry.decode(ByteBuffer.wrap(bytes));
    }

    /** @param indexVersion the version now live, as for {@link #putCreative} */
    public void putCampaign(final long id, final CatalogEntry entry, final long indexVersion)
            throws CatalogFullException {
        campaigns.put(id, entry.encode(), indexVersion);
    }

    public void removeCampaign(final long id) {
        campaigns.remove(id);
    }

    /** The ids of all advertisers, in ascending order. */
    public long[] advertiserIds() {
        return advertisers.keys();
    }

    public @Nullable AdvertiserEntry advertiser(final long id) {
        final byte[] bytes = advertisers.read(id);
        return bytes == null ? null : AdvertiserEntry.decode(ByteBuffer.wrap(bytes));
    }

    public void putAdvertiser(final long id, final AdvertiserEntry entry) throws CatalogFullException {
        advertisers.put(id, entry.encode(), 0); // no bid loop reads it
    }

    public void removeAdvertiser(final long id) {
        advertisers.remove(id);
    }

    /** @param indexVersion the version now live: its readers may be inside a file that this replaces by a larger one */
    public void putCreative(final long creativeVersion, final byte[] encoded, final long indexVersion)
            throws CatalogFullException {
        creatives.put(creativeVersion, encoded, indexVersion);
    }

    public boolean holdsCreative(final long creativeVersion, final byte[] encoded) {
        return Arrays.equals(creatives.read(creativeVersion), encoded);
    }

    public void removeCreative(final long creativeVersion) {
        creatives.remove(creativeVersion);
    }

    public long[] creativeVersions() {
        return creatives.keys();
    }

    /** Makes maps larger that are nearly full. */
    public void growWhenNearlyFull(final long indexVersion) throws CatalogFullException {
        if (campaigns.isNearlyFull()) {
            campaigns.grow(campaigns.entries() * 2, indexVersion);
        }
        if (creatives.isNearlyFull()) {
            creatives.grow(creatives.entries() * 2, indexVersion);
        }
        if (advertisers.isNearlyFull()) {
            advertisers.grow(advertisers.entries() * 2, indexVersion);
        }
    }

    /** Closes files that were replaced by larger ones, once no reader can be inside; returns how many. */
    public int closeRetired(final long lowestPinnedVersion) {
        return campaigns.closeRetired(Long.MAX_VALUE)
                + advertisers.closeRetired(Long.MAX_VALUE)
                + creatives.closeRetired(lowestPinnedVersion);
    }

    /**
     * Closes the maps and marks them as fit to be opened again.
     *
     * @param logPosition the end of the change log that they stand for
     */
    public void closeClean(final long logPosition, final JsonNode state) throws IOException {
        if (closed) {
            return;
        }
        close();
        final ObjectNode mark = JSON.createObjectNode();
        note(mark, MapShape.CAMPAIGNS, campaigns);
        note(mark, MapShape.CREATIVES, creatives);
        note(mark, MapShape.ADVERTISERS, advertisers);
        mark.put("logPosition", logPosition);
        mark.set("state", state);
        Folders.replace(folder.resolve(MARK), JSON.writeValueAsString(mark));
    }

    /** Closes the maps without a mark: the next start makes them anew. No reader may be inside. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            campaigns.close();
            creatives.close();
            advertisers.close();
        }
    }

    private static void note(final ObjectNode mark, final MapShape shape, final GrowingMap map) throws IOException {
        mark.putObject(shape.name())
                .put("generation", map.generation())
                .put("entries", map.entries())
                .put("crc32c", map.crc32c());
    }

    private static CampaignCatalog reopen(
            final Path folder, final JsonNode mark, final long maxCampaigns, final long maxCreatives)
            throws IOException {
        final List<GrowingMap> maps = new ArrayList<>();
        try {
            for (final MapShape shape : SHAPES) {
                maps.add(reopen(folder, shape, mark));
            }
            growTo(maps.get(0), maxCampaigns);
            growTo(maps.get(1), maxCreatives);
            return new CampaignCatalog(folder, maps.get(0), maps.get(1), maps.get(2), mark.get("state"));
        } catch (final IOException e) {
            maps.forEach(GrowingMap::close);
            throw e;
        }
    }

    private static GrowingMap reopen(final Path folder, final MapShape shape, final JsonNode mark) throws IOException {
        final JsonNode note = mark.path(shape.name());
        return GrowingMap.reopen(
                folder,
                shape,
                note.path("generation").asInt(),
                note.path("entries").asLong(),
                note.path("crc32c").asLong());
    }

    private static void growTo(final GrowingMap map, final long entries) throws IOException {
        if (map.entries() < entries) {
            try {
                map.grow(entries, 0);
                map.closeRetired(Long.MAX_VALUE);
            } catch (final CatalogFullException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    /** The mark, if it is there, can be read, and names files that exist and this end of the log. */
    private static @Nullable JsonNode readMark(final Path folder, final long logPosition) throws IOException {
        final Path file = folder.resolve(MARK);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        final JsonNode mark;
        try {
            mark = JSON.readTree(Files.readAllBytes(file));
        } catch (final JsonProcessingException e) {
            return null;
        }
        final boolean whole = SHAPES.stream()
                .allMatch(shape -> GrowingMap.exists(
                        folder,
                        shape,
                        mark.path(shape.name()).path("generation").asInt()));
        final long markedPosition = mark.path("logPosition").asLong(-1);
        if (markedPosition > logPosition) {
            throw new CorruptLogException("the change log in " + folder + " ends at " + logPosition + ", but reached "
                    + markedPosition + " at the last clean end; bring it back, or delete " + file
                    + " to go on without what it lost");
        }
        return whole && markedPosition == logPosition ? mark : null;
    }

    /** Whether there are files of maps, be they fit for use or not. */
    public static boolean hasMaps(final Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(CampaignCatalog::isMap);
        }
    }

    private static boolean isMap(final Path file) {
        return file.getFileName().toString().endsWith(".map");
    }

    /** Returns how many there were. */
    private static int deleteMaps(final Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(MARK));
        int count = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (final Path file : files.toList()) {
                if (isMap(file)) {
                    Files.delete(file);
                    count++;
                }
            }
        }
        return count;
    }
}
