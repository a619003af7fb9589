package io.hayate.bidder.campaigns.index;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.hayate.bidder.campaigns.live.CreativeLayout;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Segments of a markup in the making ({@link CreativeLayout}). Owned by the thread that encodes. */
final class CreativeSegments {
    private static final Map<String, Integer> KIND_BY_MACRO = Map.of(
            "${CLICK_URL}",
            CreativeLayout.CLICK_URL,
            "${CLICK_URL_ENC}",
            CreativeLayout.CLICK_URL_ENCODED,
            "${IMPRESSION_URL}",
            CreativeLayout.IMPRESSION_URL,
            "${CACHEBUSTER}",
            CreativeLayout.CACHEBUSTER);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    /** What the next literal holds so far. */
    private final StringBuilder literal = new StringBuilder();

    private final boolean insideString;

    private CreativeSegments(final boolean insideString) {
        this.insideString = insideString;
    }

    /** Their literals become the inside of a JSON string. */
    static CreativeSegments ofText() {
        return new CreativeSegments(true);
    }

    /** Their literals are JSON already. */
    static CreativeSegments ofJson() {
        return new CreativeSegments(false);
    }

    /** Text as it stands, macros and all. */
    CreativeSegments literal(final String text) {
        literal.append(text);
        return this;
    }

    /** Text in which our macros are filled; all others are left as they are. */
    CreativeSegments withMacros(final String text) {
        int literalStart = 0;
        int at = text.indexOf("${");
        while (at >= 0) {
            final int end = text.indexOf('}', at) + 1;
            final Integer kind = end == 0 ? null : KIND_BY_MACRO.get(text.substring(at, end));
            if (kind != null) {
                literal(text.substring(literalStart, at)).hole(kind);
                literalStart = end;
            }
            at = text.indexOf("${", kind == null ? at + 2 : end);
        }
        return literal(text.substring(literalStart));
    }

    CreativeSegments hole(final int kind) {
        segment(kind, new byte[0]);
        return this;
    }

    /** One of these texts, which one depends on the bid. */
    CreativeSegments oneOf(final int kind, final List<String> texts) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (final String text : texts) {
            final byte[] escaped = escaped(text);
            writeInt(bytes, escaped.length);
            bytes.writeBytes(escaped);
        }
        segment(kind, bytes.toByteArray());
        return this;
    }

    /** An empty sequence whose literals are like those of this one; to be given to {@link #group}. */
    CreativeSegments newInner() {
        return new CreativeSegments(insideString);
    }

    /** A segment that holds numbers, then others. */
    CreativeSegments group(final int kind, final CreativeSegments inner, final int... numbers) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (final int number : numbers) {
            writeInt(bytes, number);
        }
        bytes.writeBytes(inner.toBytes());
        segment(kind, bytes.toByteArray());
        return this;
    }

    byte[] toBytes() {
        endLiteral();
        return out.toByteArray();
    }

    private void segment(final int kind, final byte[] bytes) {
        endLiteral();
        writeInt(out, kind);
        writeInt(out, bytes.length);
        out.writeBytes(bytes);
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            final byte[] bytes = escaped(literal.toString());
            literal.setLength(0);
            segment(CreativeLayout.LITERAL, bytes);
        }
    }

    private byte[] escaped(final String text) {
        return insideString ? JsonStringEncoder.getInstance().quoteAsUTF8(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    static void writeInt(final ByteArrayOutputStream out, final int value) {
        final byte[] bytes = new byte[Integer.BYTES];
        CreativeLayout.writeInt(bytes, 0, value);
        out.writeBytes(bytes);
    }
}
