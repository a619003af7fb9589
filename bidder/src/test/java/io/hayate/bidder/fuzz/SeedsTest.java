package io.hayate.bidder.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** Every seed of every fuzz target, and what fuzzing once found, without a fuzzer. */
@Tag("jdk25")
class SeedsTest {
    private static final Path SEEDS = Path.of("src/test/resources/fuzz");
    private static final Path TARGETS = Path.of("src/test/java/io/hayate/bidder/fuzz");

    private static final Map<String, ThrowingConsumer<byte[]>> BY_NAME = new TreeMap<>(Map.of(
            "BidBodyTarget", BidBodyTarget::fuzzerTestOneInput,
            "CampaignTarget", CampaignTarget::fuzzerTestOneInput,
            "ConsentStringTarget", ConsentStringTarget::fuzzerTestOneInput,
            "DecoderTarget", DecoderTarget::fuzzerTestOneInput,
            "GzipBodyTarget", GzipBodyTarget::fuzzerTestOneInput,
            "NativeRequestTarget", NativeRequestTarget::fuzzerTestOneInput,
            "NoticeTokenTarget", NoticeTokenTarget::fuzzerTestOneInput,
            "NoticeUriTarget", NoticeUriTarget::fuzzerTestOneInput));

    @TestFactory
    Stream<DynamicContainer> seeds() {
        return BY_NAME.entrySet().stream()
                .map(target -> DynamicContainer.dynamicContainer(
                        target.getKey(),
                        list(SEEDS.resolve(target.getKey())).stream()
                                .map(seed -> DynamicTest.dynamicTest(
                                        target.getKey() + "/" + seed.getFileName(),
                                        seed.toUri(),
                                        () -> target.getValue().accept(Files.readAllBytes(seed))))));
    }

    @Test
    void shouldKnowEveryTargetAndItsSeeds() {
        final List<String> targets = list(TARGETS).stream()
                .map(path -> path.getFileName().toString())
                .filter(name -> name.endsWith("Target.java"))
                .map(name -> name.replace(".java", ""))
                .toList();
        assertThat(BY_NAME.keySet()).containsExactlyElementsOf(targets);
        assertThat(list(SEEDS).stream().map(path -> path.getFileName().toString()))
                .containsExactlyElementsOf(targets);
    }

    @Test
    void shouldTakeNothingAtAll() {
        BY_NAME.forEach((name, target) ->
                assertThatCode(() -> target.accept(new byte[0])).as(name).doesNotThrowAnyException());
    }

    private static List<Path> list(final Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (final IOException e) {
            throw new AssertionError(folder + " cannot be listed", e);
        }
    }
}
