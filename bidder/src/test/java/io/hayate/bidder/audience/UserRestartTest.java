package io.hayate.bidder.audience;

import static io.hayate.bidder.audience.TestAudience.line;
import static io.hayate.bidder.audience.UserIdType.BUYERUID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start finds, whatever the end was like. */
class UserRestartTest {
    private static final int USERS = 2_000;
    private static final int PAGE_BYTES = 4096;

    @TempDir
    private Path folder;

    @Test
    @Tag("jdk25")
    void shouldFindEverythingAfterACleanEnd() {
        fill();
        for (int start = 0; start < 2; start++) {
            try (TestAudience audience = TestAudience.open(folder)) {
                assertThat(audience.agent.users().count()).isEqualTo(USERS);
                assertThat(audience.segments(BUYERUID, "u7")).containsOnlyKeys("even-0", "all");
                assertThat(audience.agent.segmentNames()).isEqualTo(3);
                assertThat(audience.count(AudienceCounter.RECORDS_TORN)).isZero();
            }
        }
    }

    @Test
    @Tag("jdk25")
    void shouldRecoverEverythingWhenOnlyTheMarkIsMissing() throws IOException {
        fill();
        Files.delete(folder.resolve("clean"));
        try (TestAudience audience = TestAudience.open(folder)) {
            assertThat(audience.agent.users().count()).isEqualTo(USERS);
            assertThat(audience.segments(BUYERUID, "u8")).containsOnlyKeys("even-1", "all");
            assertThat(audience.count(AudienceCounter.RECORDS_TORN)).isZero();
            assertThat(audience.apply(line("buyeruid", "new", "all")).accepted())
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldNotTrustAFileThatIsNotAsItWasLeft() throws IOException {
        fill();
        final byte[] bytes = Files.readAllBytes(map());
        bytes[bytes.length / 2] ^= 1;
        Files.write(map(), bytes);
        try (TestAudience audience = TestAudience.open(folder)) {
            assertThat(audience.agent.users().count()).isBetween(USERS - 10L, (long) USERS);
            assertThat(folder.resolve("clean")).doesNotExist();
        }
    }

    /** As a power cut leaves pages that never reached the disk; the header's among them. */
    @Test
    void shouldDropAndCountWhatIsTorn() throws IOException {
        fill();
        final byte[] bytes = Files.readAllBytes(map());
        final byte[] torn = bytes.clone();
        Arrays.fill(torn, 0, PAGE_BYTES, (byte) 0);
        for (int page = 2; page * PAGE_BYTES < torn.length - PAGE_BYTES; page += 3) {
            Arrays.fill(torn, page * PAGE_BYTES, (page + 1) * PAGE_BYTES, (byte) 0);
        }
        Files.write(map(), torn);
        Files.delete(folder.resolve("clean"));
        final long left;
        try (TestAudience audience = TestAudience.open(folder)) {
            left = audience.agent.users().count();
            assertThat(left).isBetween(1L, USERS - 1L);
            assertThat(audience.count(AudienceCounter.RECORDS_TORN)).isPositive();
            assertThat(IntStream.range(0, USERS)
                            .filter(i -> audience.segments(BUYERUID, "u" + i) != null)
                            .count())
                    .isEqualTo(left);
            assertThat(audience.apply(line("buyeruid", "u1", "all"), line("buyeruid", "u2", "all"))
                            .accepted())
                    .isEqualTo(2);
        }
        try (TestAudience audience = TestAudience.open(folder)) {
            assertThat(audience.agent.users().count()).isGreaterThanOrEqualTo(left);
            assertThat(audience.count(AudienceCounter.RECORDS_TORN)).isZero();
        }
    }

    @Test
    void shouldDropRecordsWhoseNamesAreLost() throws IOException {
        fill();
        Files.delete(folder.resolve("clean"));
        for (final Path log : list("names")) {
            Files.delete(log);
        }
        try (TestAudience audience = TestAudience.open(folder)) {
            assertThat(audience.agent.users().count()).isZero();
            assertThat(audience.count(AudienceCounter.RECORDS_TORN)).isEqualTo(USERS);
        }
    }

    @Test
    void shouldBeginWithoutUsersWhereNothingCanBeRecovered() throws IOException {
        fill();
        Files.delete(folder.resolve("clean"));
        Files.write(map(), new byte[100]);
        try (TestAudience audience = TestAudience.open(folder)) {
            assertThat(audience.agent.users().count()).isZero();
            assertThat(audience.count(AudienceCounter.MAPS_LOST)).isEqualTo(1);
            assertThat(audience.apply(line("buyeruid", "u1", "all")).accepted()).isEqualTo(1);
        }
    }

    @Test
    void shouldDeleteTheFileOfAGrowthThatDidNotEnd() throws IOException {
        fill();
        Files.delete(folder.resolve("clean"));
        Files.write(folder.resolve("users.2.map"), new byte[PAGE_BYTES]);
        try (TestAudience audience = TestAudience.open(folder)) {
            assertThat(audience.agent.users().count()).isEqualTo(USERS);
            assertThat(folder.resolve("users.2.map")).doesNotExist();
        }
    }

    @Test
    void shouldRefuseUsersOfAnotherSecret() {
        fill();
        final UserSecret other = UserSecret.parse("c29tZSBvdGhlciBzZWNyZXQhISE=");
        assertThatThrownBy(() -> new TestAudience(folder, 1_000, other))
                .hasMessageContaining("kept under another user-secret")
                .hasMessageNotContaining("some other");
        try (TestAudience audience = TestAudience.open(folder)) {
            assertThat(audience.agent.users().count()).isEqualTo(USERS);
        }
    }

    @Test
    void shouldKeepAGeneratedSecretForItsOwnerOnly() throws IOException {
        final Path file = folder.resolve(UserSecret.FILE_NAME);
        final UserSecret generated = UserSecret.openOrGenerate(file);
        assertThat(UserSecret.openOrGenerate(file).fingerprint()).isEqualTo(generated.fingerprint());
        assertThat(generated.fingerprint()).isNotEqualTo(TestAudience.SECRET.fingerprint());
        assertThat(Files.getPosixFilePermissions(file))
                .hasSize(2)
                .allMatch(each -> each.name().startsWith("OWNER_"));
        Files.writeString(file, "short");
        assertThatThrownBy(() -> UserSecret.openOrGenerate(file)).hasMessageContaining("at least 16 bytes");
    }

    private void fill() {
        try (TestAudience audience = TestAudience.open(folder)) {
            audience.apply(IntStream.range(0, USERS)
                    .mapToObj(i -> line("buyeruid", "u" + i, "even-" + (i + 1) % 2, "all"))
                    .toArray(String[]::new));
        }
    }

    private Path map() throws IOException {
        return list("").stream()
                .filter(each -> each.toString().endsWith(".map"))
                .findFirst()
                .orElseThrow();
    }

    private List<Path> list(final String inner) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(inner))) {
            return files.toList();
        }
    }
}
