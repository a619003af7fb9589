package io.hayate.bidder.bid.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.bidder.bid.BidLimits;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8259, also in values that nobody reads. */
class JsonConformanceTest {
    private final DecodedRequest decoded = new DecodedRequest();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    zero                          | 0
                    minus zero                    | -0
                    fraction                      | 0.5
                    exponent                      | 1e5
                    capital exponent with sign    | 1.25E-7
                    beyond double                 | 1e999
                    literals                      | [true, false, null]
                    empty containers              | [{}, [], [ ], { }]
                    nested                        | {"a": [{"b": [[]]}, {"c": {}}]}
                    white space of all kinds      | [1 ,\t2 ]
                    empty key                     | {"": 1}
                    repeated key                  | {"a": 1, "a": 2}
                    all short escapes             | "\\"\\\\\\/\\b\\f\\n\\r\\t"
                    unicode escapes               | "\\u0000\\u00e9\\uFFFF"
                    surrogate pair                | "\\ud83d\\udcd6"
                    lone high surrogate           | "\\ud83d"
                    lone low surrogate            | "\\udcd6 tail"
                    delete is no control          | "\177"
                    two-byte character            | "é"
                    three-byte character          | "日本語"
                    four-byte character           | "📖"
                    last of unicode               | "\uDBFF\uDFFF"
                    escape at an eighth byte      | "1234567\\n12345678"
                    """)
    void shouldAccept(final String name, final String value) {
        assertThat(acceptsValue(value)).as(value).isTrue();
        assertThat(acceptsValue("[" + value + "]")).as(value).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    leading zero                  | 01
                    leading zero of negative      | -01
                    minus alone                   | -
                    plus                          | +1
                    dot first                     | .5
                    dot last                      | 1.
                    dot before exponent           | 1.e5
                    exponent without digits       | 1e
                    exponent sign without digits  | 1e+
                    exponent with fraction        | 1e1.5
                    hexadecimal                   | 0x10
                    not a number                  | NaN
                    infinity                      | -Infinity
                    two numbers                   | 1 2
                    number and text               | 1a
                    full-width digit              | １
                    capital literal               | True
                    cut literal                   | tru
                    longer literal                | nulll
                    trailing comma in array       | [1,]
                    leading comma in array        | [,1]
                    two commas                    | [1,,2]
                    missing comma                 | [1 2]
                    trailing comma in object      | {"a": 1,}
                    leading comma in object       | {,"a": 1}
                    missing colon                 | {"a" 1}
                    two colons                    | {"a":: 1}
                    missing value                 | {"a":}
                    key without quotes            | {a: 1}
                    number as key                 | {1: 1}
                    key alone                     | {"a"}
                    array closed by brace         | [1}
                    object closed by bracket      | {"a": 1]
                    array not closed              | [1
                    single quotes                 | 'a'
                    comment                       | /* a */ 1
                    unknown escape                | "\\x41"
                    octal escape                  | "\\012"
                    short unicode escape          | "\\u12"
                    unicode escape without hex    | "\\u12G4"
                    unicode escape with sign      | "\\u+123"
                    escaped line feed             | "\\\1"
                    raw control character         | "a\1"
                    raw tab                       | "a\tb"
                    string not closed             | "a
                    byte order mark inside        | \uFEFF1
                    no-break space as space       | [1,\2402]
                    vertical tab as space         | [1,\0132]
                    """)
    void shouldRefuse(final String name, final String value) {
        assertThat(acceptsValue(value)).as(value).isFalse();
        assertThat(acceptsValue("[" + value + "]")).as(value).isFalse();
        assertThat(acceptsValue("{\"k\": " + value + "}")).as(value).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c280", "dfbf", "e0a080", "ed9fbf", "ee8080", "efbfbf", "f0908080", "f48fbfbf"})
    void shouldAcceptTheEdgesOfUtf8(final String hex) {
        assertThat(acceptsBytesInString(hex)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "bf",
                "c0af",
                "c1bf",
                "c2",
                "c27f",
                "e08080",
                "e09fbf",
                "e0a0",
                "eda080",
                "edbfbf",
                "e3c0a0",
                "f0808080",
                "f08fbfbf",
                "f0908f",
                "f4908080",
                "f5808080",
                "ff",
                "fe",
                "f8808080",
                "e381"
            })
    void shouldRefuseInvalidUtf8(final String hex) {
        assertThat(acceptsBytesInString(hex)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t ", "{", "[]", "\"a\"", "1", "null", "}", "\0"})
    void shouldRefuseWhatIsNoObject(final String body) {
        assertThat(decoded.decode(body)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"}", "{}", ",", "x", "\0", "\0\0", "\u00a0"})
    void shouldRefuseWhatFollowsTheRequest(final String tail) {
        assertThat(decoded.decode(request("1") + " \r\n\t")).isTrue();
        assertThat(decoded.decode(request("1") + tail)).isFalse();
    }

    @Test
    void shouldPassOverOneByteOrderMark() {
        assertThat(decoded.decode("\uFEFF " + request("1"))).isTrue();
        assertThat(decoded.decode("\uFEFF\uFEFF" + request("1"))).isFalse();
    }

    @Test
    void shouldRefuseEveryTruncation() {
        final byte[] whole = request("{\"a\": [1.5e3, true, \"\\u00e9 é\"]}").getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            final byte[] cut = new byte[length];
            System.arraycopy(whole, 0, cut, 0, length);
            assertThat(decoded.decode(cut)).as("first %d bytes", length).isFalse();
        }
        assertThat(decoded.decode(whole)).isTrue();
    }

    @Test
    void shouldNotReadWhatAnEarlierBodyLeftBehind() {
        assertThat(decoded.decode(request("[1, 2, 3]"))).isTrue();
        assertThat(decoded.decode(request("[1, 2, 3").replace("}", ""))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"a\":}"})
    void shouldTakeTheDepthLimitAndNothingDeeper(final String container) {
        final int split = container.length() - 1;
        final int levels = BidLimits.MAX_DEPTH - 1;
        final String inner = container.startsWith("{") ? "1" : "";
        assertThat(acceptsValue(nested(container, split, levels, inner))).isTrue();
        assertThat(acceptsValue(nested(container, split, levels + 1, inner))).isFalse();
        // The same below a field that is read.
        final String site = "{\"id\": 1, \"imp\": [{}], \"site\": {\"content\": %s}}";
        assertThat(decoded.decode(site.formatted(nested(container, split, levels - 1, inner))))
                .isTrue();
        assertThat(decoded.decode(site.formatted(nested(container, split, levels, inner))))
                .isFalse();
    }

    @Test
    @Timeout(10)
    void shouldRefuseBottomlessNestingWithoutAStackOverflow() {
        assertThat(acceptsValue("[".repeat(100_000))).isFalse();
        assertThat(acceptsValue("{\"a\":".repeat(20_000))).isFalse();
        assertThat(decoded.decode("[".repeat(BidLimits.MAX_BODY_BYTES))).isFalse();
    }

    @Test
    void shouldReadTheLargestBody() {
        final String request = request(
                "\"" + "a".repeat(BidLimits.MAX_BODY_BYTES - request("\"\"").length()) + "\"");
        assertThat(request).hasSize(BidLimits.MAX_BODY_BYTES);
        assertThat(decoded.decode(request)).isTrue();
        assertThat(decoded.decode(request.substring(0, request.length() - 1))).isFalse();
    }

    private static String nested(final String container, final int split, final int levels, final String inner) {
        return container.substring(0, split).repeat(levels)
                + inner
                + container.substring(split).repeat(levels);
    }

    private boolean acceptsValue(final String value) {
        return decoded.decode(request(value));
    }

    private static String request(final String value) {
        return "{\"id\": \"r\", \"imp\": [{\"id\": \"1\"}], \"ext\": " + value + "}";
    }

    private boolean acceptsBytesInString(final String hex) {
        final ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"id\": \"r\", \"imp\": [{}], \"ext\": \"a".getBytes(StandardCharsets.UTF_8));
        body.writeBytes(HexFormat.of().parseHex(hex));
        body.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
        return decoded.decode(body.toByteArray());
    }
}
