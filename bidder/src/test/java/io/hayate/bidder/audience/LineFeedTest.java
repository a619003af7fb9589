package io.hayate.bidder.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineFeedTest {
    private final LineFeed feed = new LineFeed(() -> {});

    @Test
    void shouldGiveLinesWhereverPartsEnd() {
        final Random random = new Random(20_261_122);
        for (int round = 0; round < 500; round++) {
            final LineFeed cut = new LineFeed(() -> {});
            final List<String> lines = new ArrayList<>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                lines.add("x".repeat(random.nextInt(6)));
            }
            lines.add("last" + round);
            final byte[] body = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            final List<String> found = new ArrayList<>();
            for (int at = 0; at < body.length; ) {
                final int to = Math.min(body.length, at + 1 + random.nextInt(10));
                cut.bring(Arrays.copyOfRange(body, at, to));
                at = to;
                if (random.nextBoolean()) {
                    takeAll(cut, found);
                }
            }
            cut.complete();
            takeAll(cut, found);
            assertThat(found).isEqualTo(lines);
            assertThat(cut.isEnded()).isTrue();
            assertThat(cut.lineNumber()).isEqualTo(lines.size());
        }
    }

    @Test
    void shouldEndWithoutALineBehindTheLastEnd() {
        feed.bring("a\n\n".getBytes(StandardCharsets.UTF_8));
        feed.complete();
        final List<String> found = new ArrayList<>();
        takeAll(feed, found);
        assertThat(found).containsExactly("a", "");
        assertThat(feed.isEnded()).isTrue();
    }

    @Test
    void shouldCutLinesThatAreTooLongAndGoOn() {
        final byte[] part = "y".repeat(LineFeed.MAX_LINE_BYTES / 2).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 10; i++) {
            feed.bring(part);
        }
        feed.bring("\nnext\n".getBytes(StandardCharsets.UTF_8));
        assertThat(feed.next()).hasSize(LineFeed.MAX_LINE_BYTES + 1);
        assertThat(feed.wasTooLong()).isTrue();
        assertThat(feed.next()).isEqualTo("next".getBytes(StandardCharsets.UTF_8));
        assertThat(feed.wasTooLong()).isFalse();
        assertThat(feed.lineNumber()).isEqualTo(2);

        // In one part
        feed.bring(("z".repeat(LineFeed.MAX_LINE_BYTES + 5) + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(feed.next()).hasSize(LineFeed.MAX_LINE_BYTES + 1);
        assertThat(feed.wasTooLong()).isTrue();
        feed.bring(("z".repeat(LineFeed.MAX_LINE_BYTES) + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(feed.next()).hasSize(LineFeed.MAX_LINE_BYTES);
        assertThat(feed.wasTooLong()).isFalse();
    }

    private static void takeAll(final LineFeed from, final List<String> into) {
        for (byte[] line = from.next(); line != null; line = from.next()) {
            into.add(new String(line, StandardCharsets.UTF_8));
        }
    }
}
