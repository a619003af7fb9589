package io.hayate.bidder.audience;

import io.hayate.bidder.journal.Folders;
import io.hayate.bidder.notices.token.Hmac;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What ids of users are hashed with; users kept under one secret are not found under another. Immutable; shared. */
public final class UserSecret {
    /** Name of the file in the data directory that a generated secret is kept in. */
    public static final String FILE_NAME = "user.secret";

    /** Least length: 128 bits. */
    public static final int MIN_BYTES = 16;

    private static final int GENERATED_BYTES = 32;
    private static final int FINGERPRINT_BYTES = 8;
    private static final byte[] FINGERPRINT_LABEL = "hayate users".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ORDER_LABEL = "hayate orders".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;

    private UserSecret(final byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads base64; null if it is none, or too short. */
    public static @Nullable UserSecret parse(final String text) {
        try {
            final byte[] decoded = Base64.getDecoder().decode(text.strip());
            return decoded.length < MIN_BYTES ? null : new UserSecret(decoded);
        } catch (final IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * The secret in the file; if there is none, it is generated and kept there, readable by its owner only.
     *
     * @throws IOException if the file cannot be read or written, or does not hold a secret
     */
    public static UserSecret openOrGenerate(final Path file) throws IOException {
        if (!Files.exists(file)) {
            final byte[] generated = new byte[GENERATED_BYTES];
            new SecureRandom().nextBytes(generated);
            Folders.writeSecret(file, Base64.getEncoder().encodeToString(generated) + "\n");
        }
        final UserSecret secret = parse(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (secret == null) {
            throw new IOException("it must hold at least " + MIN_BYTES + " bytes in base64");
        }
        return secret;
    }

    /** Tells one secret from another, and nothing of it. */
    String fingerprint() {
        return HexFormat.of().formatHex(derive(FINGERPRINT_LABEL), 0, FINGERPRINT_BYTES);
    }

    /** What orders are hashed with: as lasting as the secret, and the same on all replicas that share it. */
    public byte[] orderKey() {
        return derive(ORDER_LABEL);
    }

    private byte[] derive(final byte[] label) {
        final Hmac hmac = Hmac.sha256(bytes);
        final byte[] mac = new byte[Hmac.SHA_256_BYTES];
        hmac.update(label, 0, label.length);
        hmac.finish(mac);
        return mac;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "***";
    }
}
