package io.hayate.bidder.notices.token;

import static io.hayate.bidder.notices.token.Tokens.KEY_A;
import static io.hayate.bidder.notices.token.Tokens.KEY_B;
import static io.hayate.bidder.notices.token.Tokens.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticeKeysTest {
    @Test
    void shouldKeepTheOrder() {
        assertThat(keys(KEY_B + "," + KEY_A).toString()).isEqualTo("2:***,1:***");
        assertThat(keys(KEY_B + "," + KEY_A).signing().id()).isEqualTo(2);
    }

    @Test
    void shouldNameEverythingThatIsWrong() {
        final List<String> problems = new ArrayList<>();
        final String text = KEY_A + ",0:AAAAAAAAAAAAAAAAAAAAAA==,256:AAAAAAAAAAAAAAAAAAAAAA==,nothing,3:AAAA,4:???,-1:,"
                + KEY_A + ",";
        assertThat(NoticeKeys.parse(text, problems)).isNull();
        assertThat(problems)
                .containsExactly(
                        "notice key 2: the id must be a number from 1 to 255",
                        "notice key 3: the id must be a number from 1 to 255",
                        "notice key 4: must be id:base64",
                        "notice key 5: has 3 bytes, must have at least 16",
                        "notice key 6: is not base64",
                        "notice key 7: the id must be a number from 1 to 255",
                        "notice key 7: has 0 bytes, must have at least 16",
                        "notice key 8: the id 1 is there twice",
                        "notice key 9: must be id:base64");
    }

    @Test
    void shouldGenerateOnceAndForTheOwnerOnly(@TempDir final Path folder) throws IOException {
        final Path file = folder.resolve(NoticeKeys.FILE_NAME);
        final NoticeKeys generated = NoticeKeys.openOrGenerate(file);
        final NoticeKeys again = NoticeKeys.openOrGenerate(file);
        assertThat(again.signing().bytes())
                .isEqualTo(generated.signing().bytes())
                .hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void shouldRefuseABrokenFile(@TempDir final Path folder) throws IOException {
        final Path file = folder.resolve(NoticeKeys.FILE_NAME);
        Files.writeString(file, "1:AAAA\n");
        assertThatThrownBy(() -> NoticeKeys.openOrGenerate(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("notice key 1: has 3 bytes");
        Files.write(file, new byte[] {(byte) 0xFF, (byte) 0xFE});
        assertThatThrownBy(() -> NoticeKeys.openOrGenerate(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("notice key 1: must be id:base64");
    }
}
