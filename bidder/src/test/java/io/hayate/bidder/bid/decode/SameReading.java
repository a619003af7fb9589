package io.hayate.bidder.bid.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.BidRequestView;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Holds the decoder's reading of a body against Jackson's. */
public final class SameReading {
    private final DecodedRequest decoded = new DecodedRequest();

    /** Whether both take it for a bid request; fails where they differ. */
    public boolean assertSame(final byte[] body) {
        final Optional<Map<String, Object>> expected = TreeFields.of(body);
        final boolean accepted = decoded.decode(body);
        assertThat(accepted)
                .as(() -> "is a bid request: " + new String(body, StandardCharsets.UTF_8))
                .isEqualTo(expected.isPresent());
        expected.ifPresent(fields -> assertThat(ViewFields.of(decoded.view))
                .as(() -> new String(body, StandardCharsets.UTF_8))
                .isEqualTo(fields));
        return accepted;
    }

    /** What the decoder read last. */
    BidRequestView view() {
        return decoded.view;
    }
}
