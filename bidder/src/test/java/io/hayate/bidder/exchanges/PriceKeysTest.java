package io.hayate.bidder.exchanges;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceKeysTest {
    private static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZg";

    @Test
    void shouldReadBothAlphabetsOfBase64() {
        final List<String> problems = new ArrayList<>();
        final PriceKeys keys = PriceKeys.parse(
                "google:skU7Ax_NL5pPAFyKdkfZjZz2-VhIN8bjj1rVFOaJ_5o=:arO23ykdNqUQ5LEoQ0FVmPkBd7xB5CO89PDZlSjpFxo=,"
                        + " b:skU7Ax/NL5pPAFyKdkfZjZz2+VhIN8bjj1rVFOaJ/5o:" + KEY,
                problems);

        assertThat(problems).isEmpty();
        assertThat(keys.ids()).containsExactly("b", "google");
        assertThat(keys.find("google").encryption())
                .hasSize(32)
                .isEqualTo(keys.find("b").encryption());
        assertThat(keys.find("c")).isNull();
    }

    @Test
    void shouldNeverShowASecret() {
        final PriceKeys keys = PriceKeys.parse("google:" + KEY + ":" + KEY, new ArrayList<>());
        assertThat(keys).hasToString("{google=***}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a                                                          | price key 1: must be id:encryption key:integrity key
            a:MDEyMzQ1Njc4OWFiY2RlZg                                   | price key 1: must be id:encryption key:integrity key
            A:MDEyMzQ1Njc4OWFiY2RlZg:MDEyMzQ1Njc4OWFiY2RlZg            | price key 1: the id must be 1 to 32 lower case letters, digits and hyphens
            a:?:MDEyMzQ1Njc4OWFiY2RlZg                                 | price key 1: the encryption key is not base64
            a:MDEyMzQ1Njc4OWFiY2RlZg:MDEy                              | price key 1: the integrity key has 3 bytes, must have at least 16
            """)
    void shouldTellWhatIsWrongWithoutTheSecret(final String text, final String problem) {
        final List<String> problems = new ArrayList<>();
        PriceKeys.parse(text, problems);
        assertThat(problems).containsExactly(problem);
    }

    @Test
    void shouldRefuseAnIdTwice() {
        final List<String> problems = new ArrayList<>();
        final String entry = "a:" + KEY + ":" + KEY;
        PriceKeys.parse(entry + "," + entry, problems);
        assertThat(problems).containsExactly("price key 2: the id a is there twice");
    }
}
