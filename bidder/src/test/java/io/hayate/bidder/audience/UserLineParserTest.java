package io.hayate.bidder.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayate.bidder.audience.UserLine.Membership;
import io.hayate.bidder.audience.UserLine.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserLineParserTest {
    private final UserLineParser parser = new UserLineParser(TestAudience.IDS);

    private UserLine parse(final String line) throws RefusedException {
        return parser.parse(line.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldReadALine() throws Exception {
        assertThat(parse("""
                {"idType": "eid:IDS.example", "id": "日本", "segments": [
                 {"id": "auto", "expires": "2027-01-31T09:00:00+09:00"}, {"id": "jp-30s"}, {"expires": null, "id": "x"},
                 {"id": "y", "expires": 1800000000}]}"""))
                .isEqualTo(new UserLine(
                        new UserId(UserIdType.eid("ids.example"), "日本"),
                        false,
                        false,
                        List.of(
                                new Membership("auto", 1_801_353_600),
                                new Membership("jp-30s", UserRecord.NEVER),
                                new Membership("x", UserRecord.NEVER),
                                new Membership("y", 1_800_000_000))));
    }

    @Test
    void shouldReadDeletionsAndReplacements() throws Exception {
        final UserId id = new UserId(UserIdType.IFA, "1");
        assertThat(parse("{\"idType\": \"ifa\", \"id\": \"1\", \"delete\": true}"))
                .isEqualTo(new UserLine(id, true, false, List.of()));
        assertThat(parse("{\"idType\": \"ifa\", \"id\": \"1\", \"replace\": true, \"segments\": []}"))
                .isEqualTo(new UserLine(id, false, true, List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                       | ''                  | must be a JSON object
            {"idType": "ifa", "id": "1", "segments": []} {}          | ''                  | has more behind its object
            {"idType": "ifa"                                         | ''                  | is not valid JSON
            {"idType": "ifa", "idType": "ifa", "id": "1"}            | ''                  | is not valid JSON
            {"idType": "ifa", "id": "1", "id2": "1"}                 | id2                 | is not known
            {"id": "1", "segments": []}                              | idType              | is required
            {"idType": "ifa", "segments": []}                        | id                  | is required
            {"idType": "ifa", "id": 1, "segments": []}               | id                  | must be text
            {"idType": null, "id": "1", "segments": []}              | idType              | must be text
            {"idType": "cookie", "id": "1", "segments": []}          | idType              | must be buyeruid, ifa, eid:SOURCE
            {"idType": "eid:", "id": "1", "segments": []}            | idType              | must be buyeruid, ifa, eid:SOURCE
            {"idType": "eid:x.example", "id": "1", "segments": []}   | idType              | is none that users are looked up by
            {"idType": "exchange:x", "id": "1", "segments": []}      | idType              | is none that users are looked up by
            {"idType": "ifa", "id": "", "segments": []}              | id                  | has 0 bytes
            {"idType": "ifa", "id": "00-00", "segments": []}         | id                  | only zeros
            {"idType": "ifa", "id": "\\ud83d", "segments": []}       | id                  | holds invalid Unicode
            {"idType": "ifa", "id": "1"}                             | segments            | is required
            {"idType": "ifa", "id": "1", "segments": {}}             | segments            | must be a list
            {"idType": "ifa", "id": "1", "segments": ["a"]}          | segments[0]         | must be an object
            {"idType": "ifa", "id": "1", "segments": [{}]}           | segments[0].id      | is required
            {"idType": "ifa", "id": "1", "segments": [{"id": " "}]}  | segments[0].id      | must not be blank
            {"idType": "ifa", "id": "1", "segments": [{"id": 5}]}    | segments[0].id      | must be text
            {"idType": "ifa", "id": "1", "segments": [{"id": "a", "ttl": 1}]}          | segments[0].ttl     | is not known
            {"idType": "ifa", "id": "1", "segments": [{"id": "a", "expires": ""}]}     | segments[0].expires | must
            {"idType": "ifa", "id": "1", "segments": [{"id": "a", "expires": "soon"}]} | segments[0].expires | must be a time
            {"idType": "ifa", "id": "1", "segments": [{"id": "a", "expires": 1.5}]}    | segments[0].expires | must be a time
            {"idType": "ifa", "id": "1", "segments": [{"id": "a", "expires": 99999999999999999999}]} | segments[0].expires | must
            {"idType": "ifa", "id": "1", "delete": 1}                | delete              | must be true or false
            {"idType": "ifa", "id": "1", "delete": true, "segments": []}    | delete       | cannot stand beside
            {"idType": "ifa", "id": "1", "delete": true, "replace": true}   | delete       | cannot stand beside
            """)
    void shouldRefuseWhatCannotBeUsed(final String line, final String path, final String reason) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.path()).isEqualTo(path))
                .hasMessageContaining(reason);
    }

    @Test
    void shouldRefuseWhatIsTooLongOrNotUtf8() {
        final String start = "{\"idType\": \"buyeruid\", \"id\": \"";
        assertThatThrownBy(() -> parse(start + "x".repeat(UserKeys.MAX_ID_BYTES + 1) + "\", \"segments\": []}"))
                .hasMessageContaining("has 513 bytes");
        assertThatThrownBy(() -> parse(start + "é".repeat(UserKeys.MAX_ID_BYTES) + "\", \"segments\": []}"))
                .hasMessageContaining("has 1024 bytes");
        assertThatThrownBy(() -> parse(start + "1\", \"segments\": [{\"id\": \"" + "s".repeat(257) + "\"}]}"))
                .hasMessageContaining("more than 256 characters");
        assertThatThrownBy(() -> parse(start + "1\", \"segments\": ["
                        + "{\"id\": \"a\"},".repeat(UserRecord.MAX_SEGMENTS) + "{\"id\": \"a\"}]}"))
                .hasMessageContaining("more than the 128 allowed");
        assertThatThrownBy(() -> parser.parse((start + "\u00e9\"}").getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void shouldShowNoIdInTexts() {
        assertThat(new UserId(UserIdType.IFA, "secret")).hasToString("ifa:***");
    }
}
