package io.hayate.bidder.campaigns.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.live.AuthorizedSellers.Seller;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AuthorizedSellersTest {
    @Test
    void shouldFindTheNearestDomain() {
        final AuthorizedSellers.Builder builder = new AuthorizedSellers.Builder();
        builder.addDomain("news.example", List.of());
        builder.addDomain("sport.news.example", List.of());
        builder.addDomain("xn--bcher-kva.example", List.of());
        final AuthorizedSellers sellers = builder.build();
        assertThat(domain(sellers, "news.example")).isZero();
        assertThat(domain(sellers, "WWW.News.example")).isZero();
        assertThat(domain(sellers, "a.sport.news.example")).isEqualTo(1);
        assertThat(domain(sellers, "b\u00fccher.example")).isEqualTo(2);
        assertThat(domain(sellers, "www.xn--bcher-kva.example")).isEqualTo(2);
        for (final String other :
                List.of("", ".", "example", "badnews.example", "news.example.org", "a.".repeat(9_000))) {
            assertThat(domain(sellers, other)).as(other).isEqualTo(AuthorizedSellers.UNKNOWN);
        }
    }

    @Test
    void shouldKnowNothingWhereNothingIsLoaded() {
        assertThat(domain(AuthorizedSellers.NONE, "news.example")).isEqualTo(AuthorizedSellers.UNKNOWN);
        assertThat(AuthorizedSellers.NONE.ofBundle(new byte[0], 0, 0)).isEqualTo(AuthorizedSellers.UNKNOWN);
        assertThat(AuthorizedSellers.NONE.sellerCount()).isZero();
    }

    @Test
    void shouldCountASellerOnceThatIsListedTwice() {
        final AuthorizedSellers.Builder builder = new AuthorizedSellers.Builder();
        builder.addBundle("com.Game", List.of(new Seller("a.example", "1"), new Seller("a.example", "1")));
        assertThat(builder.addBundle("com.game", List.of())).isFalse();
        final AuthorizedSellers sellers = builder.build();
        assertThat(sellers.sellerCount()).isEqualTo(1);
        assertThat(sellers.ofBundle(bytes("COM.GAME"), 0, 8)).isZero();
    }

    /** Against plain sets. */
    @Test
    void shouldAuthoriseExactlyWhoIsListed() {
        final SplittableRandom random = new SplittableRandom(7);
        final Map<String, Set<Seller>> expected = new HashMap<>();
        final AuthorizedSellers.Builder builder = new AuthorizedSellers.Builder();
        for (int i = 0; i < 200; i++) {
            final List<Seller> its = new ArrayList<>();
            for (int count = random.nextInt(12); count > 0; count--) {
                its.add(seller(random));
            }
            expected.put("d" + i + ".example", new HashSet<>(its));
            builder.addDomain("d" + i + ".example", its);
        }
        final AuthorizedSellers sellers = builder.build();
        assertThat(sellers.sellerCount())
                .isEqualTo(expected.values().stream().mapToInt(Set::size).sum());
        for (int i = 0; i < 20_000; i++) {
            final String domain = "d" + random.nextInt(200) + ".example";
            final Seller seller = seller(random);
            final byte[] system = bytes(seller.system());
            final byte[] account = bytes(seller.account());
            assertThat(sellers.authorize(
                            domain(sellers, domain),
                            sellers.system(system, 0, system.length),
                            account,
                            0,
                            account.length))
                    .as("%s at %s", seller, domain)
                    .isEqualTo(expected.get(domain).contains(seller));
        }
    }

    private static Seller seller(final SplittableRandom random) {
        return new Seller("s" + random.nextInt(5) + ".example", "account-" + random.nextInt(8));
    }

    private static int domain(final AuthorizedSellers sellers, final String text) {
        final byte[] bytes = bytes(text);
        return sellers.ofDomain(bytes, 0, bytes.length);
    }

    private static byte[] bytes(final String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
