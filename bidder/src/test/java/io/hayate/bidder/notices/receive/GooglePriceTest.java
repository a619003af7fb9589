package io.hayate.bidder.notices.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.AllocatedBytes;
import io.hayate.bidder.exchanges.PriceKeys;
import io.hayate.bidder.exchanges.PriceMacro.Unit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.SplittableRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("jdk25")
class GooglePriceTest {
    /** Those of Google's published examples. */
    private static final PriceKeys.Pair KEYS = PriceKeys.parse(
                    "g:skU7Ax_NL5pPAFyKdkfZjZz2-VhIN8bjj1rVFOaJ_5o=:arO23ykdNqUQ5LEoQ0FVmPkBd7xB5CO89PDZlSjpFxo=",
                    new ArrayList<>())
            .find("g");

    private final GooglePrice cpm = new GooglePrice(KEYS, Unit.CPM_MICROS);
    private final GooglePrice impression = new GooglePrice(KEYS, Unit.IMPRESSION_MICROS);

    @ParameterizedTest
    @CsvSource({
        "YWJjMTIzZGVmNDU2Z2hpN7fhCuPemCce_6msaw, 100",
        "YWJjMTIzZGVmNDU2Z2hpN7fhCuPemCAWJRxOgA, 1900",
        "YWJjMTIzZGVmNDU2Z2hpN7fhCuPemC32prpWWw, 2700",
    })
    void shouldDecryptThePublishedExamples(final String text, final long number) {
        assertThat(decoded(cpm, text)).isEqualTo(number);
        assertThat(decoded(cpm, text + "==")).isEqualTo(number);
        assertThat(decoded(cpm, text + "..")).isEqualTo(number);
        assertThat(decoded(cpm, text.replace('_', '/').replace('-', '+'))).isEqualTo(number);
        assertThat(decoded(impression, text)).isEqualTo(number * 1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.5",
                "YWJjMTIzZGVmNDU2Z2hpN7fhCuPemCce_6msa",
                "YWJjMTIzZGVmNDU2Z2hpN7fhCuPemCce_6msawA",
                "YWJjMTIzZGVmNDU2Z2hpN7fhCuPemCce_6msaw=",
                "YWJjMTIzZGVmNDU2Z2hpN7fhCuPemCce_6msawAA",
                "YWJjMTIzZGVmNDU2Z2hpN7fhCuPemCce*6msaw",
                "YWJjMTIzZGVmNDU2Z2hpN7fhCuPemCce 6msaw",
            })
    void shouldNotReadWhatIsNo28Bytes(final String text) {
        assertThat(decoded(cpm, text)).isEqualTo(PriceDecoder.UNREADABLE);
    }

    @Test
    void shouldRefuseWhateverBitIsChanged() {
        final byte[] good = Base64.getUrlDecoder().decode("YWJjMTIzZGVmNDU2Z2hpN7fhCuPemCce_6msaw");
        for (int bit = 0; bit < good.length * Byte.SIZE; bit++) {
            final byte[] changed = good.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(decoded(cpm, text(changed))).as("bit %d", bit).isEqualTo(PriceDecoder.NOT_DECRYPTED);
        }
    }

    @Test
    void shouldDecryptWhatThePlatformsOwnMacEncrypts() throws GeneralSecurityException {
        final SplittableRandom random = new SplittableRandom(28);
        for (int i = 0; i < 10_000; i++) {
            final byte[] vector = new byte[16];
            random.nextBytes(vector);
            final long price = random.nextLong() >>> random.nextInt(1, 64);
            final String text = encrypted(vector, price);
            assertThat(decoded(cpm, text)).isEqualTo(price);
            assertThat(decoded(impression, text))
                    .isEqualTo(price > Long.MAX_VALUE / 1_000 ? Long.MAX_VALUE : price * 1_000);
        }
        assertThat(decoded(cpm, encrypted(new byte[16], -1))).isEqualTo(PriceDecoder.UNREADABLE);
        assertThat(decoded(cpm, encrypted(new byte[16], 0))).isZero();
    }

    @Test
    void shouldAllocateNothing() {
        final byte[] good = "YWJjMTIzZGVmNDU2Z2hpN7fhCuPemCce_6msaw".getBytes(StandardCharsets.US_ASCII);
        final byte[] bad = "YWJjMTIzZGVmNDU2Z2hpN7fhCuPemCce_6msbw".getBytes(StandardCharsets.US_ASCII);
        assertThat(decodeMany(good, bad)).isEqualTo(20_000 * (100 + PriceDecoder.NOT_DECRYPTED));
        assertThat(AllocatedBytes.leastOf(5, () -> decodeMany(good, bad))).isZero();
    }

    private long decodeMany(final byte[] good, final byte[] bad) {
        long sum = 0;
        for (int i = 0; i < 20_000; i++) {
            sum += cpm.cpmMicros(good, good.length) + cpm.cpmMicros(bad, bad.length);
        }
        return sum;
    }

    private static long decoded(final GooglePrice decoder, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return decoder.cpmMicros(bytes, bytes.length);
    }

    private static String encrypted(final byte[] vector, final long price) throws GeneralSecurityException {
        final byte[] plain = ByteBuffer.allocate(8).putLong(price).array();
        final byte[] pad = mac(KEYS.encryption(), vector);
        final ByteBuffer out = ByteBuffer.allocate(28).put(vector);
        for (int i = 0; i < plain.length; i++) {
            out.put((byte) (plain[i] ^ pad[i]));
        }
        final byte[] signed = ByteBuffer.allocate(24).put(plain).put(vector).array();
        return text(out.put(mac(KEYS.integrity(), signed), 0, 4).array());
    }

    private static byte[] mac(final byte[] key, final byte[] message) throws GeneralSecurityException {
        final Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(key, "HmacSHA1"));
        return mac.doFinal(message);
    }

    private static String text(final byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
