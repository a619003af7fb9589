package io.hayate.bidder.campaigns.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OsVersionTest {
    @ParameterizedTest
    @CsvSource({
        "15, 15.0.1",
        "9.3, 10",
        "10.9, 10.10",
        "10_9_3, 10.10",
        "4.4.4, NT 5.0",
        "10.0.22631.1, 10.0.22631.2",
        "17.6.1, 18.0-beta",
        "1, 99999",
        "RT, 0"
    })
    void shouldOrderVersions(final String lower, final String higher) {
        assertThat(of(lower)).isLessThan(of(higher));
    }

    @ParameterizedTest
    @CsvSource({
        "15, 15.0",
        "10_3_3, 10.3.3",
        "Android 13, 13",
        "9.0-beta, 9",
        "1.2.3.4.5, 1.2.3.4",
        "99999, 40000",
        "7., 7"
    })
    void shouldTakeDifferentTextsForOneVersion(final String text, final String other) {
        assertThat(of(text)).isEqualTo(of(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "RT", "test-osv", "."})
    void shouldNotKnowAVersionWithoutNumber(final String text) {
        assertThat(of(text)).isEqualTo(OsVersion.UNKNOWN);
    }

    @Test
    void shouldCoverAllThatBeginsWithTheHighest() {
        final byte[] seventeen = "17".getBytes(StandardCharsets.US_ASCII);
        assertThat(OsVersion.highestOf(seventeen, 0, 2))
                .isGreaterThan(of("17.99.99"))
                .isLessThan(of("18"));
        assertThat(OsVersion.HIGHEST).isGreaterThanOrEqualTo(of("99999.99999.99999.99999"));
    }

    private static long of(final String text) {
        final byte[] bytes = ("x" + text + "9").getBytes(StandardCharsets.US_ASCII);
        return OsVersion.of(bytes, 1, bytes.length - 2);
    }
}
