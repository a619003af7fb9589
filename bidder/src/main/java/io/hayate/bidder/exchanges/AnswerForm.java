package io.hayate.bidder.exchanges;

import java.util.Set;

/**
 * How an exchange wants to be answered. Immutable; shared.
 *
 * @param gzip whether answers may be compressed where the request's head allows it
 * @param httpsOnly every impression is taken as secure
 * @param requiredFields what each answer with bids must hold: paths in the BidResponse such as {@code seatbid.bid.crid}
 */
public record AnswerForm(
        NoBidForm noBid,
        ContentType contentType,
        NativeForm nativeForm,
        boolean gzip,
        boolean httpsOnly,
        Set<String> requiredFields) {
    public AnswerForm {
        requiredFields = Set.copyOf(requiredFields);
    }

    /** The answer to a request that is not bid on. */
    public enum NoBidForm {
        /** 204 without content. */
        NO_CONTENT("204"),
        /** 200 with a BidResponse of the request's id, as far as it was read, and nbr. */
        WITH_REASON("200");

        final String text;

        NoBidForm(final String text) {
            this.text = text;
        }
    }

    /** Of answers with content. */
    public enum ContentType {
        JSON("application/json"),
        JSON_UTF_8("application/json; charset=utf-8");

        public final String text;

        ContentType(final String text) {
            this.text = text;
        }
    }

    /** What adm holds for a native ad. */
    public enum NativeForm {
        /** The native answer as text; inside {@code {"native": ...}} if the request was. */
        TEXT("text"),
        /** The native answer inside {@code {"native": ...}}, as text. */
        WRAPPED_TEXT("wrapped-text"),
        /** The native answer as a JSON object. */
        OBJECT("object");

        final String text;

        NativeForm(final String text) {
            this.text = text;
        }
    }
}
