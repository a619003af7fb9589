package io.hayate.bidder.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table of docs/privacy.md equal to {@link PrivacyRestriction}. */
class PrivacyDocTest {
    @Test
    void shouldListExactlyTheRestrictionsWithWhatTheyForbid() throws IOException {
        final List<String> lines = Files.readAllLines(Path.of("..", "docs", "privacy.md"));
        final int first = lines.indexOf("| counter | when | forbids |") + 2;
        assertThat(lines.subList(first, first + PrivacyRestriction.values().length + 1))
                .containsExactlyElementsOf(Stream.concat(
                                Arrays.stream(PrivacyRestriction.values()).map(PrivacyDocTest::row), Stream.of(""))
                        .toList());
    }

    private static String row(final PrivacyRestriction row) {
        return "| `" + row.label() + "` | " + row.sentence() + " | "
                + Arrays.stream(Permission.values())
                        .filter(row::forbids)
                        .map(PrivacyDocTest::words)
                        .collect(Collectors.joining(", "))
                + " |";
    }

    private static String words(final Permission permission) {
        return switch (permission) {
            case BID -> "the bid";
            case USER_ID -> "user ids";
            case CROSS_APP_ID -> "cross-app ids";
            case PROFILE -> "profile";
            case FREQUENCY -> "counting";
            case PRECISE_GEO -> "precise place";
        };
    }
}
