package io.hayate.bidder.campaigns.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
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
            assertThat(dictionary.id(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(id);
            assertThat(id(dictionary, text + "x")).isEqualTo(ByteDictionary.MISSING);
        });
        assertThat(id(dictionary, "SITE-1.example")).isEqualTo(ByteDictionary.MISSING);
        assertThat(id(dictionary, "")).isEqualTo(ByteDictionary.MISSING);
    }

    @Test
    void shouldIgnoreLetterCaseOfAsciiWhereAsked() {
        final ByteDictionary dictionary = ByteDictionary.ignoringCase(Map.of("iOS", 3, "日本", 4));
        assertThat(id(dictionary, "IOS")).isEqualTo(3);
        assertThat(id(dictionary, "ios")).isEqualTo(3);
        assertThat(id(dictionary, "日本")).isEqualTo(4);
    }

    @Test
    void shouldTellTextsOfEveryLengthApart() {
        final Random random = new Random(1);
        final Map<String, Integer> ids = new HashMap<>();
        final String letters = "aZ@[`{zA0-";
        for (int i = 0; i < 4_000; i++) {
            final StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(20); length >= 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            ids.put(text.toString(), i);
        }
        final ByteDictionary exact = ByteDictionary.exact(ids);
        final Map<String, Integer> lowerCase = new HashMap<>();
        ids.forEach((text, id) -> lowerCase.putIfAbsent(text.toLowerCase(Locale.ROOT), id));
        final ByteDictionary ignoringCase = ByteDictionary.ignoringCase(lowerCase);
        ids.forEach((text, id) -> {
            assertThat(id(exact, text)).isEqualTo(id);
            assertThat(id(ignoringCase, text)).isEqualTo(lowerCase.get(text.toLowerCase(Locale.ROOT)));
            final char[] changed = text.toCharArray();
            final int at = random.nextInt(changed.length);
            changed[at] = letters.charAt(random.nextInt(letters.length()));
            final String other = new String(changed);
            assertThat(id(exact, other)).isEqualTo(ids.getOrDefault(other, ByteDictionary.MISSING));
            assertThat(id(ignoringCase, other))
                    .isEqualTo(lowerCase.getOrDefault(other.toLowerCase(Locale.ROOT), ByteDictionary.MISSING));
        });
    }

    @Test
    void shouldNotReadBeyondTheText() {
        final byte[] bytes = "ab".getBytes(StandardCharsets.UTF_8);
        final ByteDictionary dictionary = ByteDictionary.ignoringCase(Map.of("ab", 1, "b", 2, "", 3));
        assertThat(dictionary.id(bytes)).isEqualTo(1);
        assertThat(dictionary.id(bytes, 1, 1)).isEqualTo(2);
        assertThat(dictionary.id(bytes, 2, 0)).isEqualTo(3);
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
