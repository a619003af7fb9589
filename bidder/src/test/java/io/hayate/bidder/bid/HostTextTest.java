package io.hayate.bidder.bid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTextTest {
    @ParameterizedTest
    @CsvSource({
        "shop.example, shop.example",
        "a.example, a.example",
        "x, x",
        "Very-Long-Name-1.Shop.EXAMPLE, Very-Long-Name-1.Shop.EXAMPLE",
        "https://shop.example/a?b=http://x.test/, shop.example",
        "//shop.example, shop.example",
        "user@shop.example:8443, shop.example",
        "*.shop.example, shop.example",
        ".shop.example., shop.example",
        "shop.example/path/of/some/length, shop.example",
        "shop.example:80, shop.example",
        "'\tshop.example\n', shop.example",
        "sub_domain.shop.example, sub_domain.shop.example",
        "shop.example\\path, shop.example",
        "日本.example, 日本.example"
    })
    void shouldFindTheHost(final String text, final String host) {
        assertThat(host(text)).isEqualTo(host);
    }

    /** Texts that go the fast way, and the same made to go the long way by a port, have the same host. */
    @Test
    void shouldTakeAPlainHostAsItStands() {
        final Random random = new Random(1);
        final String characters = "abzAZ019-./:@*_`{[^,;? é";
        for (int i = 0; i < 20_000; i++) {
            final StringBuilder text = new StringBuilder();
            for (int length = 1 + random.nextInt(30); length > 0; length--) {
                final boolean plain = random.nextInt(20) > 0;
                text.append(characters.charAt(random.nextInt(plain ? 9 : characters.length())));
            }
            final boolean plain = text.toString().matches("[a-zA-Z0-9-]([a-zA-Z0-9.-]*[a-zA-Z0-9-])?");
            if (plain) {
                assertThat(host(text.toString())).isEqualTo(text.toString());
                assertThat(host(text + ":80")).isEqualTo(text.toString());
            } else if (text.indexOf("/") < 0 && text.indexOf("@") < 0) {
                assertThat(host(text + "/")).as("%s", text).isEqualTo(host(text.toString()));
            }
        }
    }

    private static String host(final String text) {
        final byte[] bytes = ("\"" + text + "\"").getBytes(StandardCharsets.UTF_8);
        final long host = HostText.of(bytes, Slice.of(1, bytes.length - 2));
        return new String(bytes, Slice.offset(host), Slice.length(host), StandardCharsets.UTF_8);
    }
}
