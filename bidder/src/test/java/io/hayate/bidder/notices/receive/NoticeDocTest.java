package io.hayate.bidder.notices.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.notices.token.TokenVerdict;
import io.hayate.bidder.telemetry.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/notices.md tells of everything that can become of a notice. */
class NoticeDocTest {
    @Test
    void shouldNameEveryOutcomeAndVerdict() throws IOException {
        final String doc = Files.readString(Path.of("..", "docs", "notices.md"));
        assertThat(Stream.<Counted>concat(
                                Arrays.stream(NoticeOutcome.values()),
                                Arrays.stream(TokenVerdict.values()).filter(verdict -> verdict != TokenVerdict.OK))
                        .map(counted -> '`' + counted.label() + '`'))
                .allSatisfy(label -> assertThat(doc).contains(label));
    }
}
