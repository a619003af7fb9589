package io.hayate.bidder.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.AllocatedBytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("jdk25")
class PrivacyAllocationTest {
    private static final int STRINGS = 200;
    private static final int READS = 100_000;

    private final TcfConsent consent =
            new TcfConsent(new PrivacyPolicy(new TcfRegistration(TcStrings.VENDOR, 0b1111, 0b10, 0b10), true));
    private final GppString gpp = new GppString();
    private final PrivacyVerdict verdict = new PrivacyVerdict();
    private final byte[][] tcStrings = new byte[STRINGS][];
    private final byte[][] gppStrings = new byte[STRINGS][];

    @Test
    void shouldAllocateNothing() {
        final TcStrings tcs = new TcStrings(3);
        final GppStrings gpps = new GppStrings(3);
        final Damage damage = new Damage(3);
        for (int i = 0; i < STRINGS; i++) {
            final String tc = tcs.next();
            final String text = gpps.next().encode();
            tcStrings[i] = (i % 4 == 0 ? damage.of(tc) : tc).getBytes(StandardCharsets.UTF_8);
            gppStrings[i] = (i % 4 == 0 ? damage.of(text) : text).getBytes(StandardCharsets.UTF_8);
        }
        assertThat(readAll()).isBetween(1, READS - 1);
        assertThat(AllocatedBytes.leastOf(5, this::readAll)).isZero();
    }

    private int readAll() {
        int bids = 0;
        for (int i = 0; i < READS; i++) {
            final byte[] tc = tcStrings[i % STRINGS];
            final byte[] text = gppStrings[i % STRINGS];
            verdict.reset();
            consent.begin();
            consent.read(tc, 0, tc.length);
            consent.restrict(verdict);
            gpp.wrap(text, 0, text.length);
            gpp.restrictByListed(verdict, gpp.sections() | 1L << 7);
            gpp.restrictByAll(verdict);
            bids += verdict.allows(Permission.BID) ? 1 : 0;
        }
        return bids;
    }
}
