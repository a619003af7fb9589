package io.hayate.bidder.campaigns.admit;

import static io.hayate.bidder.campaigns.admit.CreativeDocuments.FULL;
import static io.hayate.bidder.campaigns.admit.CreativeDocuments.creative;
import static io.hayate.bidder.campaigns.admit.CreativeDocuments.document;
import static io.hayate.bidder.campaigns.admit.CreativeDocuments.parse;
import static io.hayate.bidder.campaigns.admit.CreativeDocuments.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a creative may be shown on a page that takes only https. */
class CreativeSecureTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            banner | markup      | "<img src='HTTP://cdn.example/a.png'>"
            banner | landingPage | "http://shop.example/"
            video  | mediaUrl    | "http://cdn.example/a.mp4"
            video  | companions  | [{"w": 300, "h": 250, "imageUrl": "http://cdn.example/c.png"}]
            video  | trackers    | {"click": ["http://px.example/"]}
            video  | trackers    | {"thirdQuartile": ["http://px.example/"]}
            audio  | vastUrl     | "http://ads.example/vast"
            native | icon        | {"url": "http://cdn.example/i.png", "w": 80, "h": 80}
            native | main        | {"url": "http://cdn.example/m.png", "w": 80, "h": 80}
            native | privacyUrl  | "http://shop.example/privacy"
            native | trackers    | {"impression": ["http://px.example/"]}
            """)
    void shouldTakeACreativeForSecureOnlyIfEveryUrlIs(final String type, final String field, final String value) {
        assertThat(creative(document(FULL.get(type)).toString()).secure()).isTrue();
        assertThat(creative(with(type, field, value)).secure()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            banner | trackers    | {"impression": ["http://px.example/"]}                                   | true
            video  | mediaUrl    | "http://cdn.example/a.mp4"                                               | true
            video  | companions  | [{"w": 300, "h": 250, "imageUrl": "http://cdn.example/c.png"}]           | true
            video  | trackers    | {"click": ["https://px.example/", "http://px.example/"]}                 | true
            video  | trackers    | {"thirdQuartile": ["http://px.example/"]}                                | true
            audio  | vastUrl     | "http://ads.example/vast"                                                | true
            native | icon        | {"url": "http://cdn.example/i.png", "w": 80, "h": 80}                    | true
            native | main        | {"url": "http://cdn.example/m.png", "w": 80, "h": 80}                    | true
            banner | markup      | "<svg xmlns='http://www.w3.org/2000/svg'/>"                              | false
            banner | landingPage | "http://shop.example/"                                                   | false
            native | privacyUrl  | "http://shop.example/privacy"                                            | false
            """)
    void shouldRefuseToCallACreativeSecureThatLoadsAPlainUrl(
            final String type, final String field, final String value, final boolean refused) throws IOException {
        final ObjectNode document = (ObjectNode) JSON.readTree(with(type, field, value));
        ((ObjectNode) document.at("/creatives/0")).put("secure", true);

        if (refused) {
            assertThat(parse(document.toString()).refusals())
                    .extracting(refusal -> refusal.path() + " " + refusal.reason())
                    .containsExactly(
                            "creatives[0].secure must not be true where a URL that the creative loads is http");
        } else {
            assertThat(creative(document.toString()).secure()).isTrue();
        }
        ((ObjectNode) document.at("/creatives/0")).put("secure", false);
        assertThat(creative(document.toString()).secure()).isFalse();
    }
}
