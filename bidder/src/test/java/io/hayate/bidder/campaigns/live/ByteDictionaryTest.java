package io.hayate.bidder.campaigns.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ByteDictionaryTest {
    @Test
    void shouldFindEveryTextAndNothingElse() {
        final Map<String, Integer> ids = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            ids.put("site-" + i + ".example", i);
        }
        final ByteDictionary dictionary = ByteDictionary.exact(ids);
        ids.forEach((text, id) -> {
            assertThat(id(dictionary, text)).isEqualTo(id);
            assertThat(dictionary.id(text)).isEqualTo(id);
            assertThat(id(dictionary, text + "x")).isEqualTo(ByteDictionary.MISSING);
        });
        assertThat(id(dictionary, "SITE-1.example")).isEqualTo(ByteDictionary.MISSING);
        assertThat(id(dictionary, "")).isEqualTo(ByteDictionary.MISSING);
    }

    @Test
    void shouldIgnoreLetterCaseOfAsciiWhereAsked() {
        final ByteDictionary dictionary = ByteDictionary.ignoringCase(Map.of("iOS", 3, "日本", 4));
        assertThat(id(dictionary, "IOS")).isEqualTo(3);
        assertThat(dictionary.id("ios")).isEqualTo(3);
        assertThat(id(dictionary, "日本")).isEqualTo(4);
    }

    @Test
    void shouldFindADomainAndThoseAboveIt() {
        final ByteDictionary dictionary = ByteDictionary.ignoringCase(
                Map.of("example", 0, "news.example", 1, "a.news.example", 2, "ws.example", 3));
        assertThat(chain(dictionary, "b.A.news.example")).containsExactly(0, 1, 2);
        assertThat(chain(dictionary, "news.example")).containsExactly(0, 1);
        assertThat(chain(dictionary, "other.test")).isEmpty();
        assertThat(chain(dictionary, "")).isEmpty();
    }

    private static int id(final ByteDictionary dictionary, final String text) {
        final byte[] bytes = ("--" + text + "--").getBytes(StandardCharsets.UTF_8);
        return dictionary.id(bytes, 2, bytes.length - 4);
    }

    private static int[] chain(final ByteDictionary dictionary, final String domain) {
        final byte[] bytes = domain.getBytes(StandardCharsets.UTF_8);
        final int[] found = new int[8];
        return Arrays.copyOf(found, dictionary.idsOfDomainAndParents(bytes, 0, bytes.length, found));
    }
}
