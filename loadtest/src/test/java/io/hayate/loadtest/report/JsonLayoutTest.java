package io.hayate.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLayoutTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void shouldKeepOnALineWhatFitsAndBreakTheRest() throws IOException {
        final String json =
                "{'id':'1','at':1,'imp':[{'id':'1','banner':{'w':300,'h':250}},{'id':'2'}],'e':{},'f':true}";
        assertThat(lines(40, json.replace('\'', '"')))
                .containsExactly(
                        "{",
                        "  \"id\": \"1\", \"at\": 1,",
                        "  \"imp\": [",
                        "    {",
                        "      \"id\": \"1\",",
                        "      \"banner\": {\"w\": 300, \"h\": 250}",
                        "    },",
                        "    {\"id\": \"2\"}",
                        "  ],",
                        "  \"e\": {}, \"f\": true",
                        "}");
    }

    @Test
    void shouldCutLongStringsBetweenCharactersAndSayHowMuchIsMissing() throws IOException {
        final String text = "x".repeat(159) + "𠮷" + "y".repeat(40);
        assertThat(lines(40, "[\"" + text + "\"]")).containsExactly("[", "  \"" + "x".repeat(159) + "… 42 more\"", "]");
    }

    @Test
    void shouldCutLongListsAndSayHowManyAreMissing() throws IOException {
        assertThat(lines(200, "[1,2,3,4,5,6,7,8,9,10,11,12,13,14]"))
                .containsExactly("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, … 2 more]");
    }

    private static List<String> lines(final int width, final String json) throws IOException {
        return new JsonLayout(width).lines(JSON.readTree(json), 0);
    }
}
