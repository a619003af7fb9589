package io.hayate.bidder.campaigns.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageCodeTest {
    private static long code(final String tag) {
        final byte[] bytes = ("-" + tag + "-").getBytes(StandardCharsets.UTF_8);
        return LanguageCode.of(bytes, 1, bytes.length - 2);
    }

    @ParameterizedTest
    @CsvSource({
        "ja, JA, true",
        "ja, ja-JP, true",
        "ja, en, false",
        "en-US, en-GB, false",
        "en-US, EN_us, true",
        "es-419, es, true",
        "es-419, es-MX, false",
        "es-419, es-420, false",
        "zh-Hant, zh-Hans, false",
        "zh-Hant, zh-Hant-HK, true",
        "zh-Hant-TW, zh-TW, true",
        "zh-Hans, zh-TW, false",
        "zh-Hant, zh-CN, false",
        "zh-Hans, zh-SG, true",
        "zh-TW, zh-HK, false",
        "zh, zh-TW, true",
        "sr-Latn, sr-RS, true",
        "sr-Latn, sr-Cyrl-RS, false",
        "de-1996, de-DE, true",
        "de-DE-1996, de-AT, false",
        "en-x-us, en-GB, true",
        "zh-cmn-Hans, zh-Hant, false",
        "fil, fil-PH, true",
        "fil, fi, false"
    })
    void shouldMatchWhatBothTagsSay(final String one, final String other, final boolean matches) {
        assertThat(LanguageCode.matches(code(one), code(other))).isEqualTo(matches);
        assertThat(LanguageCode.matches(code(other), code(one))).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "e", "engl", "english", "日本", "e1", "-en", "*", "@a", "[]"})
    void shouldBeNoCodeOfWhatIsNoTag(final String text) {
        assertThat(code(text)).isEqualTo(LanguageCode.NONE);
        assertThat(LanguageCode.matches(code(text), code("en"))).isFalse();
    }

    @Test
    void shouldTakeNothingForAScriptOrARegionThatIsNone() {
        for (final String tag : new String[] {"en-", "en-u", "en-u-us", "en-12", "en-1234", "en-us1", "en--", "en-日"}) {
            assertThat(code(tag)).as(tag).isEqualTo(code("en"));
        }
    }
}
