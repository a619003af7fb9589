package io.hayate.bidder.campaigns.admit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.campaigns.live.AuthorizedSellers.Seller;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SellersParserTest {
    private static final String SELLER = "{\"asi\": \"ssp.example\", \"sid\": \"1\", \"relationship\": \"DIRECT\"}";

    @Test
    void shouldReadADomainWithItsSellers() {
        final ParsedSellers parsed = parse("{\"domain\": \"News.Example\", \"sellers\": [" + SELLER
                + ", {\"asi\": \"SSP.example\", \"sid\": \" Pub-2 \", \"relationship\": \"reseller\"}]}");
        assertThat(parsed.refusals()).isEmpty();
        assertThat(parsed.domain()).isEqualTo("news.example");
        assertThat(parsed.bundle()).isNull();
        assertThat(parsed.sellers())
                .containsExactly(new Seller("ssp.example", "1"), new Seller("ssp.example", "Pub-2"));
    }

    @Test
    void shouldReadAnAppAndAnEmptyList() {
        final ParsedSellers parsed = parse("{\"bundle\": \"com.Game\", \"sellers\": []}");
        assertThat(parsed.refusals()).isEmpty();
        assertThat(parsed.bundle()).isEqualTo("com.Game");
        assertThat(parsed.sellers()).isEmpty();
    }

    @Test
    void shouldReadADomainInItsOwnLetters() {
        assertThat(parse("{\"domain\": \"b\u00fccher.example\", \"sellers\": []}")
                        .domain())
                .isEqualTo("xn--bcher-kva.example");
    }

    /** Each line: a document, the path of its first problem, and how its reason begins. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {                                                                  | ``                      | is not valid JSON
                    []                                                                 | ``                      | must be a JSON object
                    {"sellers": []}                                                    | ``                      | must have one of domain and bundle
                    {"domain": "a.example", "bundle": "b", "sellers": []}              | ``                      | must have one of domain and bundle
                    {"domain": "a.example"}                                            | sellers                 | is required
                    {"domain": "a.example", "sellers": {}}                             | sellers                 | must be a list
                    {"domain": "a b", "sellers": []}                                   | domain                  | must be a domain
                    {"domain": null, "sellers": []}                                    | domain                  | must be text
                    {"domain": "a.example", "sellers": [7]}                            | sellers[0]              | must be an object
                    {"domain": "a.example", "sellers": [{"sid": "1", "relationship": "DIRECT"}]} | sellers[0].asi | is required
                    {"domain": "a.example", "sellers": [{"asi": "/", "sid": "1", "relationship": "DIRECT"}]} | sellers[0].asi | must be a domain
                    {"domain": "a.example", "sellers": [{"asi": "b.example", "relationship": "DIRECT"}]} | sellers[0].sid | is required
                    {"domain": "a.example", "sellers": [{"asi": "b.example", "sid": " ", "relationship": "DIRECT"}]} | sellers[0].sid | must not be empty
                    {"domain": "a.example", "sellers": [{"asi": "b.example", "sid": 1, "relationship": "DIRECT"}]} | sellers[0].sid | must be text
                    {"domain": "a.example", "sellers": [{"asi": "b.example", "sid": "1"}]} | sellers[0].relationship | is required
                    {"domain": "a.example", "sellers": [{"asi": "b.example", "sid": "1", "relationship": "FRIEND"}]} | sellers[0].relationship | must be DIRECT or RESELLER
                    {"domain": "a.example", "sellers": [], "seller": 1}                | seller                  | is not a known field
                    {"domain": "a.example", "sellers": [{"asi": "b.example", "sid": "1", "relationship": "DIRECT", "x": 1}]} | sellers[0].x | is not a known field
                    """)
    void shouldRefuseWithPathAndReason(final String document, final String path, final String reason) {
        final ParsedSellers parsed = parse(document);
        assertThat(parsed.refusals()).isNotEmpty();
        final Refusal first = parsed.refusals().get(0);
        assertThat(first.line()).isEqualTo(4);
        assertThat(first.path()).isEqualTo(path);
        assertThat(first.reason()).startsWith(reason);
    }

    @Test
    void shouldRefuseMoreSellersThanAllowed() {
        final String many = String.join(",", Collections.nCopies(SellersParser.MAX_SELLERS + 1, "1"));
        assertThat(parse("{\"domain\": \"a.example\", \"sellers\": [" + many + "]}")
                        .refusals())
                .extracting(Refusal::reason)
                .containsExactly("has 20001 items; at most 20000 are allowed");
    }

    private static ParsedSellers parse(final String document) {
        return SellersParser.parse(document.getBytes(StandardCharsets.UTF_8), 4);
    }
}
