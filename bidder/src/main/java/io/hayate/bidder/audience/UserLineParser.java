package io.hayate.bidder.audience;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.hayate.bidder.audience.UserLine.Membership;
import io.hayate.bidder.audience.UserLine.RefusedException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads lines of an import, strictly; the first thing that is wrong refuses a line. Owned by the audience agent. */
final class UserLineParser {
    /** A name of a segment, as campaigns may write it. */
    static final int MAX_SEGMENT_CHARS = 256;

    private static final int MAX_DEPTH = 8;
    private static final int MAX_SHOWN_CHARS = 64;

    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_SHOWN_CHARS)
                    .build())
            .build();
    private final UserIds ids;

    // Most lines of a file have one of a few expiries.
    private @Nullable String lastExpiryText;
    private int lastExpiry;

    UserLineParser(final UserIds ids) {
        this.ids = ids;
    }

    UserLine parse(final byte[] line) throws RefusedException {
        try (JsonParser parser = json.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new RefusedException("", "must be a JSON object");
            }
            final UserLine read = object(parser);
            if (parser.nextToken() != null) {
                throw new RefusedException("", "has more behind its object");
            }
            return read;
        } catch (final JsonProcessingException e) {
            throw new RefusedException("", "is not valid JSON: " + e.getOriginalMessage());
        } catch (final IOException e) {
            throw new RefusedException("", "is not UTF-8: " + e.getMessage());
        }
    }

    private UserLine object(final JsonParser parser) throws IOException, RefusedException {
        String type = null;
        String id = null;
        List<Membership> segments = null;
        boolean deletes = false;
        boolean replaces = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "idType" -> type = text(parser, field);
                case "id" -> id = text(parser, field);
                case "segments" -> segments = segments(parser);
                case "delete" -> deletes = bool(parser, field);
                case "replace" -> replaces = bool(parser, field);
                default -> throw new RefusedException(shown(field), "is not known");
            }
        }
        if (type == null || id == null) {
            throw new RefusedException(type == null ? "idType" : "id", "is required");
        }
        if (deletes && (segments != null || replaces)) {
            throw new RefusedException("delete", "cannot stand beside segments or replace");
        }
        if (!deletes && segments == null) {
            throw new RefusedException("segments", "is required");
        }
        final UserId user = deletes ? ids.any(type, id) : ids.importable(type, id);
        return new UserLine(user, deletes, replaces, segments == null ? List.of() : segments);
    }

    private List<Membership> segments(final JsonParser parser) throws IOException, RefusedException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new RefusedException("segments", "must be a list");
        }
        final List<Membership> segments = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            final String path = "segments[" + segments.size() + "]";
            if (segments.size() == UserRecord.MAX_SEGMENTS) {
                throw new RefusedException("segments", "has more than the " + UserRecord.MAX_SEGMENTS + " allowed");
            }
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new RefusedException(path, "must be an object");
            }
            segments.add(membership(parser, path));
        }
        return segments;
    }

    private Membership membership(final JsonParser parser, final String path) throws IOException, RefusedException {
        String name = null;
        int expiry = UserRecord.NEVER;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            final String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "id" -> name = name(parser, path);
                case "expires" -> expiry = expiry(parser, path);
                default -> throw new RefusedException(path + "." + shown(field), "is not known");
            }
        }
        if (name == null) {
            throw new RefusedException(path + ".id", "is required");
        }
        return new Membership(name, expiry);
    }

    private static String name(final JsonParser parser, final String path) throws IOException, RefusedException {
        final String name = text(parser, path + ".id");
        if (name.length() > MAX_SEGMENT_CHARS) {
            throw new RefusedException(path + ".id", "has more than " + MAX_SEGMENT_CHARS + " characters");
        }
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl) || !UserIds.isEncodable(name)) {
            throw new RefusedException(
                    path + ".id", "must not be blank, nor hold control characters or invalid Unicode");
        }
        return name;
    }

    /** A time as RFC 3339 has it, or whole seconds since 1970; null is never. */
    private int expiry(final JsonParser parser, final String path) throws IOException, RefusedException {
        final JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return UserRecord.NEVER;
        }
        if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return UserRecord.expiryOf(parser.getLongValue());
        }
        final String text = token == JsonToken.VALUE_STRING ? parser.getText() : "";
        if (!text.equals(lastExpiryText)) {
            final Instant time = time(text);
            if (time == null) {
                throw new RefusedException(
                        path + ".expires", "must be a time such as 2027-01-31T00:00:00Z, or whole seconds since 1970");
            }
            lastExpiryText = text;
            lastExpiry = UserRecord.expiryOf(time.getEpochSecond());
        }
        return lastExpiry;
    }

    private static @Nullable Instant time(final String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (final DateTimeException e) {
            return null;
        }
    }

    private static String text(final JsonParser parser, final String path) throws IOException, RefusedException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new RefusedException(path, "must be text");
        }
        return parser.getText();
    }

    private static boolean bool(final JsonParser parser, final String path) throws RefusedException {
        final JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw new RefusedException(path, "must be true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    private static String shown(final String text) {
        return text.length() <= MAX_SHOWN_CHARS ? text : text.substring(0, MAX_SHOWN_CHARS) + "...";
    }
}
