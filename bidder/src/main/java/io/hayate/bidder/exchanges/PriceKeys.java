package io.hayate.bidder.exchanges;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What exchanges encrypt and sign prices with, by an id that profiles name. Immutable; shared. */
public final class PriceKeys {
    public static final PriceKeys NONE = new PriceKeys(Map.of());

    /** Least length of a key: 128 bits. Google's have 256. */
    public static final int MIN_KEY_BYTES = 16;

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,32}");

    private final Map<String, Pair> pairs;

    private PriceKeys(final Map<String, Pair> pairs) {
        this.pairs = new TreeMap<>(pairs);
    }

    /** The two keys of one account; its text never shows them. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    public record Pair(byte[] encryption, byte[] integrity) {
        @Override
        public String toString() {
            return "***";
        }
    }

    /**
     * Reads {@code id:encryption key:integrity key,...}, the keys in base64, with either alphabet and with or without
     * padding.
     *
     * @param problems gets a sentence for everything that is wrong; secrets are not in it
     * @return those keys that could be read
     */
    public static PriceKeys parse(final String text, final List<String> problems) {
        final Map<String, Pair> pairs = new TreeMap<>();
        int position = 0;
        for (final String entry : text.strip().split(",", -1)) {
            position++;
            parse(entry.strip(), "price key " + position + ": ", pairs, problems);
        }
        return new PriceKeys(pairs);
    }

    private static void parse(
            final String entry, final String prefix, final Map<String, Pair> pairs, final List<String> problems) {
        final List<String> found = new ArrayList<>();
        final String[] parts = entry.split(":", -1);
        if (parts.length != 3) {
            problems.add(prefix + "must be id:encryption key:integrity key");
            return;
        }
        if (!ID.matcher(parts[0]).matches()) {
            found.add(prefix + "the id must be 1 to 32 lower case letters, digits and hyphens");
        } else if (pairs.containsKey(parts[0])) {
            found.add(prefix + "the id " + parts[0] + " is there twice");
        }
        final byte[] encryption = key(parts[1], prefix + "the encryption key ", found);
        final byte[] integrity = key(parts[2], prefix + "the integrity key ", found);
        if (found.isEmpty()) {
            pairs.put(parts[0], new Pair(encryption, integrity));
        }
        problems.addAll(found);
    }

    private static byte[] key(final String text, final String prefix, final List<String> problems) {
        try {
            final byte[] key =
                    Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
            if (key.length < MIN_KEY_BYTES) {
                problems.add(prefix + "has " + key.length + " bytes, must have at least " + MIN_KEY_BYTES);
            }
            return key;
        } catch (final IllegalArgumentException e) {
            problems.add(prefix + "is not base64");
            return new byte[0];
        }
    }

    public @Nullable Pair find(final String id) {
        return pairs.get(id);
    }

    /** In ascending order. */
    public Set<String> ids() {
        return Collections.unmodifiableSet(pairs.keySet());
    }

    /** Ids with masked secrets. */
    @Override
    public String toString() {
        return pairs.toString();
    }
}
