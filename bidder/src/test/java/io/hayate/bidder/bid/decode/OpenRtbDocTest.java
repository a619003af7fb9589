package io.hayate.bidder.bid.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.NoBidReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds docs/openrtb.md to what the readers read and to {@link NoBidReason}. */
class OpenRtbDocTest {
    private static final Path READERS = Path.of("src", "main", "java", "io", "hayate", "bidder", "bid", "decode");
    private static final int FIRST_OF_OURS = 500;
    private static final Pattern READ_KEY = Pattern.compile("Key\\.(?!NONE|OTHER)([A-Z0-9_]+)");
    private static final Pattern NAMED_FIELD = Pattern.compile("`([a-z0-9_.]+)`");

    /** By reader: the sections that describe its objects. */
    @ParameterizedTest
    @CsvSource({
        "RequestReader, BidRequest",
        "SourceReader, Source",
        "SupplyChainReader, SupplyChain and SupplyChainNode",
        "RegsReader, Regs",
        "ImpressionReader, Imp",
        "RewardReader, Rewards",
        "BannerReader, Banner",
        "FormatReader, Format",
        "MediaReader, Video and Audio",
        "CompanionReader, Companion",
        "DurationFloorReader, DurFloors",
        "NativeReader, Native|Native request",
        "NativeAssetReader, Native asset",
        "EventTrackerReader, Native event tracker",
        "DealReader, Pmp and Deal",
        "InventoryReader, Site|App|DOOH|Content",
        "EidsReader, EID",
        "FieldReader, Publisher|Segment|UID",
        "DeviceReader, Device",
        "GeoReader, Geo",
        "UserReader, User|Data"
    })
    void shouldSayOfEachObjectWhatIsReadOfIt(final String reader, final String sections) throws IOException {
        final Set<String> documented = new TreeSet<>();
        for (final String section : sections.split("\\|", -1)) {
            documented.addAll(fieldsRead(section));
        }
        assertThat(documented).isEqualTo(keysOf(READERS.resolve(reader + ".java")));
    }

    @Test
    void shouldDescribeEveryKey() throws IOException {
        final Set<String> documented = fieldsRead(".*");
        assertThat(documented).containsAll(Key.numbersByField().keySet());
    }

    @Test
    void shouldListEveryNoBidReasonInTheOrderOfTheRoute() throws IOException {
        final List<String> lines = document();
        final int first = lines.indexOf("| reason | nbr | when |") + 2;
        assertThat(lines.subList(first, lines.size()))
                .containsExactlyElementsOf(Arrays.stream(NoBidReason.values())
                        .map(reason -> "| `" + reason.label() + "` | " + reason.nbr + " | " + reason.sentence() + " |")
                        .toList());
    }

    @Test
    void shouldNumberEachReasonOfOursApart() {
        assertThat(Arrays.stream(NoBidReason.values()).map(reason -> reason.nbr).filter(nbr -> nbr >= FIRST_OF_OURS))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldNameOnlyReasonsThatThereAre() throws IOException {
        final Set<String> labels =
                Arrays.stream(NoBidReason.values()).map(NoBidReason::label).collect(Collectors.toSet());
        final Pattern binding = Pattern.compile("\\| binds: ((?:`[a-z_]+`(?:, )?)+)");
        assertThat(document().stream()
                        .flatMap(line -> binding.matcher(line).results())
                        .flatMap(match -> NAMED_FIELD.matcher(match.group(1)).results())
                        .map(match -> match.group(1))
                        .filter(label -> !"reason".equals(label)))
                .isNotEmpty()
                .isSubsetOf(labels);
    }

    private static List<String> document() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "openrtb.md"));
    }

    /** Fields of the rows under these headings that are not ignored; of {@code geo.country} both names. */
    private static Set<String> fieldsRead(final String heading) throws IOException {
        final Pattern headings = Pattern.compile("### " + heading);
        final Set<String> fields = new TreeSet<>();
        boolean within = false;
        final List<String> lines = document();
        for (final String line : lines.subList(0, lines.indexOf("## Decisions"))) {
            within = line.startsWith("#") ? headings.matcher(line).matches() : within;
            final String[] cells = line.split(" \\| |\\| ", -1);
            if (within && cells.length > 2 && !cells[2].startsWith("ignored")) {
                NAMED_FIELD
                        .matcher(cells[1])
                        .results()
                        .flatMap(field -> Stream.of(field.group(1).split("\\.")))
                        .forEach(fields::add);
            }
        }
        return fields;
    }

    private static Set<String> keysOf(final Path reader) throws IOException {
        return READ_KEY.matcher(Files.readString(reader))
                .results()
                .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
