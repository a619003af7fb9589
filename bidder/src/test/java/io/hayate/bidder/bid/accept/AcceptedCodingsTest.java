package io.hayate.bidder.bid.accept;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedCodingsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"gzip", "GZIP", "br, gzip", "gzip;q=0.001", "x-gzip", "*", "gzip ; q=1", "br;q=0,gzip", " gzip "
            })
    void shouldIncludeGzip(final String acceptEncoding) {
        assertThat(AcceptedCodings.includeGzip(acceptEncoding)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "br", "gzip;q=0", "gzip;q=0.000, br", "*;q=0", "*, gzip;q=0", "gzipped", "identity", ","})
    void shouldNotIncludeGzip(final String acceptEncoding) {
        assertThat(AcceptedCodings.includeGzip(acceptEncoding)).isFalse();
    }
}
