package io.hayate.bidder.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bidder says at its start about the garbage collector it runs with. */
@Tag("jdk25")
class CollectorTest {
    private static final String WARNING = "Nobody named a garbage collector";

    @TempDir
    private Path folder;

    @Test
    void shouldNameTheCollectorThatWasAskedFor() throws Exception {
        assertThat(startMessages("-XX:+UseParallelGC"))
                .anyMatch(message -> message.contains(", ParallelGC starts with "))
                .noneMatch(message -> message.contains(WARNING));
        assertThat(startMessages("-XX:+UseSerialGC"))
                .anyMatch(message -> message.contains(", SerialGC starts with "))
                .noneMatch(message -> message.contains(WARNING));
    }

    @Test
    void shouldWarnOfTheSerialCollectorWhenNobodyAskedForIt() throws Exception {
        assertThat(startMessages("-XX:ActiveProcessorCount=1"))
                .anyMatch(message -> message.contains(", SerialGC starts with "))
                .filteredOn(message -> message.contains(WARNING))
                .hasSize(1);
    }

    private List<String> startMessages(final String jvmOption) throws Exception {
        try (BidderProcess bidder = BidderProcess.run(
                        List.of(jvmOption), Map.of(), BidderProcess.smallOn(folder.resolve("data")))
                .awaitReady()) {
            assertThat(bidder.messages()).anyMatch(message -> message.contains("JDK " + Runtime.version()));
            return bidder.messages();
        }
    }
}
