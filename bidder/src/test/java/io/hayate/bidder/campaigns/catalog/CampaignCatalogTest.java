package io.hayate.bidder.campaigns.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hayate.bidder.AllocatedBytes;
import io.hayate.bidder.campaigns.live.CreativeLayout;
import io.hayate.bidder.campaigns.live.CreativeSource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("jdk25")
class CampaignCatalogTest {
    private static final int READS = 100_000;

    @TempDir
    private Path folder;

    private CampaignCatalog catalog;

    @BeforeEach
    void open() throws IOException {
        catalog = CampaignCatalog.open(folder, 0, 64, 64);
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    private static byte[] creative(final long version) {
        return ("creative " + version + " ".repeat(300)).getBytes(StandardCharsets.UTF_8);
    }

    private List<String> mapFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".map"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void shouldReadCreativesWithoutGarbage() throws Exception {
        for (int version = 1; version <= 50; version++) {
            catalog.putCreative(version, creative(version), 0);
        }
        final CreativeSource.Reader reader = catalog.creatives().newReader();
        final byte[] into = new byte[CreativeLayout.MAX_LENGTH_BYTES];
        // The thread's first reads build what Chronicle Map keeps for it.
        assertThat(read(reader, into)).isGreaterThan(300L * READS * 50 / 51);
        assertThat(AllocatedBytes.leastOf(5, () -> read(reader, into))).isLessThan(READS / 10);
    }

    private static long read(final CreativeSource.Reader reader, final byte[] into) {
        long bytes = 0;
        for (int i = 0; i < READS; i++) {
            bytes += reader.read(1 + i % 51, into); // the last one is missing
        }
        return bytes;
    }

    @Test
    void shouldCountCreativesThatAreNotThere() throws Exception {
        final CreativeSource.Reader reader = catalog.creatives().newReader();

        assertThat(reader.read(7, new byte[16])).isEqualTo(CreativeSource.MISSING);
        catalog.putCreative(7, creative(7), 0);
        assertThat(reader.read(7, new byte[16])).isEqualTo(CreativeSource.MISSING);
        close();
        assertThat(reader.read(7, new byte[1024])).isEqualTo(CreativeSource.MISSING);

        final var counters = catalog.creatives().counters().get(0);
        assertThat(counters.get(CreativeMiss.ABSENT)).isEqualTo(1);
        assertThat(counters.get(CreativeMiss.TOO_LONG)).isEqualTo(1);
        assertThat(counters.get(CreativeMiss.UNREADABLE)).isEqualTo(1);
    }

    @Test
    void shouldGrowAndKeepTheOldFileUntilItsReadersLetGo() throws Exception {
        final CreativeSource.Reader reader = catalog.creatives().newReader();
        for (int version = 1; version <= 300; version++) {
            catalog.putCreative(version, creative(version), 5);
        }

        assertThat(catalog.closeRetired(5)).isZero();
        assertThat(mapFiles()).contains("creatives.1.map");
        assertThat(catalog.closeRetired(6)).isPositive();
        assertThat(mapFiles()).hasSize(3).doesNotContain("creatives.1.map");

        final byte[] into = new byte[1024];
        for (int version = 1; version <= 300; version++) {
            assertThat(reader.read(version, into)).isEqualTo(creative(version).length);
            assertThat(into).startsWith(creative(version));
        }
    }

    @Test
    void shouldLetOthersInWhileAMapGrows() throws Exception {
        final int creatives = 5 * GrowingMap.ENTRIES_PER_LOOK;
        close();
        catalog = CampaignCatalog.open(folder, 0, 64, creatives);
        for (int version = 1; version <= creatives * 0.95; version++) {
            catalog.putCreative(version, creative(version), 0);
        }
        final CreativeSource.Reader reader = catalog.creatives().newReader();
        final byte[] into = new byte[1024];
        final List<Integer> lengths = new ArrayList<>();
        catalog.whileGrowing(() -> lengths.add(reader.read(1 + lengths.size(), into)));

        catalog.growWhenNearlyFull(0);

        assertThat(mapFiles()).contains("creatives.2.map");
        // Once for each look at the keys, and then at the values.
        assertThat(lengths).hasSizeGreaterThanOrEqualTo(8).doesNotContain(CreativeSource.MISSING);
    }

    @Test
    void shouldOpenAgainOnlyAfterACleanEndAtTheSameLogPosition() throws Exception {
        final CatalogEntry entry =
                new CatalogEntry(3, 9, List.of(1L, 2L), Map.of(5L, 6L), "{}".getBytes(StandardCharsets.UTF_8));
        catalog.putCampaign(1, entry, 0);
        catalog.closeClean(77, JsonNodeFactory.instance.objectNode().put("a", 1));

        catalog = CampaignCatalog.open(folder, 77, 64, 64);
        assertThat(catalog.stateAtCleanEnd().path("a").asInt()).isEqualTo(1);
        assertThat(catalog.campaign(1)).usingRecursiveComparison().isEqualTo(entry);
        catalog.close();

        catalog = CampaignCatalog.open(folder, 77, 64, 64);
        assertThat(catalog.stateAtCleanEnd()).isNull();
        assertThat(catalog.campaignIds()).isEmpty();
        catalog.closeClean(77, JsonNodeFactory.instance.objectNode());

        catalog = CampaignCatalog.open(folder, 78, 64, 64);
        assertThat(catalog.stateAtCleanEnd()).isNull();
    }

    @Test
    void shouldNotOpenAMapThatIsNotAsItWasLeft() throws Exception {
        for (final int damagedByte : new int[] {0, 40, 200, 9_000}) {
            catalog.putCreative(1, creative(1), 0);
            catalog.closeClean(77, JsonNodeFactory.instance.objectNode());
            try (Stream<Path> files = Files.list(folder);
                    RandomAccessFile map = new RandomAccessFile(
                            files.filter(each -> each.toString().endsWith(".map"))
                                    .sorted()
                                    .findFirst()
                                    .orElseThrow()
                                    .toFile(),
                            "rw")) {
                map.seek(damagedByte);
                final int before = map.read();
                map.seek(damagedByte);
                map.write(before ^ 0x55);
            }
            catalog = CampaignCatalog.open(folder, 77, 64, 64);
            assertThat(catalog.stateAtCleanEnd()).as("byte %d", damagedByte).isNull();
        }
    }

    @Test
    void shouldMakeAMapLargerThatIsOpenedWithALargerSize() throws Exception {
        catalog.putCreative(1, creative(1), 0);
        catalog.closeClean(0, JsonNodeFactory.instance.objectNode());

        catalog = CampaignCatalog.open(folder, 0, 64, 1000);

        assertThat(mapFiles()).containsExactly("advertisers.1.map", "campaigns.1.map", "creatives.2.map");
        assertThat(catalog.holdsCreative(1, creative(1))).isTrue();
    }

    @Test
    void shouldTakeCreativesOfTheLargestSize() throws Exception {
        final byte[] largest = new byte[CreativeLayout.MAX_LENGTH_BYTES];
        largest[largest.length - 1] = 1;

        catalog.putCreative(1, largest, 0);

        final byte[] into = new byte[CreativeLayout.MAX_LENGTH_BYTES];
        assertThat(catalog.creatives().newReader().read(1, into)).isEqualTo(largest.length);
        assertThat(into).isEqualTo(largest);
    }
}
