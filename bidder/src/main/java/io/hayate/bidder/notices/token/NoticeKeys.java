package io.hayate.bidder.notices.token;

import io.hayate.bidder.journal.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that notice tokens are signed with: the first signs, all verify, so that a key can be changed without
 * refusing what is under way. Immutable; shared.
 */
public final class NoticeKeys {
    /** Least length of a key: 128 bits. */
    public static final int MIN_KEY_BYTES = 16;

    /** Name of the file in the data directory that generated keys are kept in. */
    public static final String FILE_NAME = "notice.keys";

    private static final int GENERATED_KEY_BYTES = 32;
    static final int MAX_KEY_ID = 255;

    /** One key; its text never shows the secret. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Key(int id, byte[] bytes) {
        @Override
        public String toString() {
            return id + ":***";
        }
    }

    private final List<Key> keys;

    private NoticeKeys(final List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    Key signing() {
        return keys.get(0);
    }

    List<Key> all() {
        return keys;
    }

    /** Ids with masked secrets, such as {@code 2:***,1:***}. */
    @Override
    public String toString() {
        final List<String> masked = new ArrayList<>();
        keys.forEach(key -> masked.add(key.toString()));
        return String.join(",", masked);
    }

    /**
     * Reads {@code id:base64,id:base64}.
     *
     * @param problems gets a sentence for everything that is wrong; secrets are not in it
     * @return null if there was a problem
     */
    public static @Nullable NoticeKeys parse(final String text, final List<String> problems) {
        final int problemsBefore = problems.size();
        final List<Key> keys = new ArrayList<>();
        int position = 0;
        for (final String entry : text.strip().split(",", -1)) {
            position++;
            final Key key = parseKey(entry.strip(), "notice key " + position + ": ", problems);
            if (key == null) {
                continue;
            }
            if (keys.stream().anyMatch(other -> other.id() == key.id())) {
                problems.add("notice key " + position + ": the id " + key.id() + " is there twice");
            }
            keys.add(key);
        }
        return problems.size() == problemsBefore ? new NoticeKeys(keys) : null;
    }

    /**
     * The keys in the file; if there is none, a key is generated and kept there, readable by its owner only.
     *
     * @throws IOException if the file cannot be read or written, or does not hold keys
     */
    public static NoticeKeys openOrGenerate(final Path file) throws IOException {
        if (!Files.exists(file)) {
            final byte[] key = new byte[GENERATED_KEY_BYTES];
            new SecureRandom().nextBytes(key);
            Folders.writeSecret(file, "1:" + Base64.getEncoder().encodeToString(key) + "\n");
        }
        final List<String> problems = new ArrayList<>();
        final NoticeKeys keys = parse(Files.readString(file, StandardCharsets.ISO_8859_1), problems);
        if (keys == null) {
            throw new IOException(String.join("; ", problems));
        }
        return keys;
    }

    private static @Nullable Key parseKey(final String entry, final String prefix, final List<String> problems) {
        final int colon = entry.indexOf(':');
        if (colon < 0) {
            problems.add(prefix + "must be id:base64");
            return null;
        }
        final int id = parseId(entry.substring(0, colon));
        if (id < 1) {
            problems.add(prefix + "the id must be a number from 1 to " + MAX_KEY_ID);
        }
        byte[] bytes = new byte[0];
        try {
            bytes = Base64.getDecoder().decode(entry.substring(colon + 1));
            if (bytes.length < MIN_KEY_BYTES) {
                problems.add(prefix + "has " + bytes.length + " bytes, must have at least " + MIN_KEY_BYTES);
            }
        } catch (final IllegalArgumentException e) {
            problems.add(prefix + "is not base64");
        }
        return id < 1 || bytes.length < MIN_KEY_BYTES ? null : new Key(id, bytes);
    }

    private static int parseId(final String text) {
        if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        final int id = Integer.parseInt(text);
        return id <= MAX_KEY_ID ? id : -1;
    }
}
