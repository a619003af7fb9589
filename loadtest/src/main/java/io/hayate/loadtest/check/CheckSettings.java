package io.hayate.loadtest.check;

import java.util.List;

/**
 * What differs between exchanges and bidders, as far as an answer shows it. Immutable; shared.
 *
 * @param openBidsPerImp at most, without a deal
 * @param dealBidsPerImp at most, under each deal
 * @param maxCridBytes of crid in UTF-8; 0 for no limit
 * @param requiredFields of every bid, and {@code seat} of its seatbid
 * @param rates {@link CurrencyRates#NONE} where only prices in one currency can be compared
 * @param limits what the bidder itself was told not to bid on
 */
public record CheckSettings(
        int openBidsPerImp,
        int dealBidsPerImp,
        NoBidForm noBidForm,
        NativeForm nativeForm,
        int maxCridBytes,
        List<String> requiredFields,
        CurrencyRates rates,
        BidderLimits limits) {
    /** How a no-bid may look. */
    public enum NoBidForm {
        /** 204, or 200 with id and nbr. */
        ANY,
        /** 204 only. */
        NO_CONTENT,
        /** 200 with id and nbr only. */
        REASON
    }

    /** How adm holds a native ad. */
    public enum NativeForm {
        /** JSON in a string, as the specification says. */
        STRING,
        /** JSON in a string, inside {@code {"native": ...}} whatever the request looks like. */
        WRAPPED_STRING,
        /** The object itself. */
        OBJECT,
        EITHER
    }

    private static final CheckSettings DEFAULTS = new CheckSettings(
            1, 1, NoBidForm.ANY, NativeForm.STRING, 0, List.of(), CurrencyRates.NONE, BidderLimits.NONE);

    public CheckSettings {
        if (openBidsPerImp < 0 || dealBidsPerImp < 0 || maxCridBytes < 0) {
            throw new IllegalArgumentException("bids per impression and crid bytes are not below 0");
        }
        requiredFields = List.copyOf(requiredFields);
    }

    /** One open bid and one under each deal, any no-bid form, native in a string, no rates, no limits. */
    public static CheckSettings defaults() {
        return DEFAULTS;
    }

    public CheckSettings withBidsPerImp(final int open, final int deal) {
        return new CheckSettings(open, deal, noBidForm, nativeForm, maxCridBytes, requiredFields, rates, limits);
    }

    public CheckSettings withNoBidForm(final NoBidForm form) {
        return new CheckSettings(
                openBidsPerImp, dealBidsPerImp, form, nativeForm, maxCridBytes, requiredFields, rates, limits);
    }

    public CheckSettings withNativeForm(final NativeForm form) {
        return new CheckSettings(
                openBidsPerImp, dealBidsPerImp, noBidForm, form, maxCridBytes, requiredFields, rates, limits);
    }

    public CheckSettings withMaxCridBytes(final int bytes) {
        return new CheckSettings(
                openBidsPerImp, dealBidsPerImp, noBidForm, nativeForm, bytes, requiredFields, rates, limits);
    }

    public CheckSettings withRequiredFields(final List<String> fields) {
        return new CheckSettings(
                openBidsPerImp, dealBidsPerImp, noBidForm, nativeForm, maxCridBytes, fields, rates, limits);
    }

    public CheckSettings withRates(final CurrencyRates known) {
        return new CheckSettings(
                openBidsPerImp, dealBidsPerImp, noBidForm, nativeForm, maxCridBytes, requiredFields, known, limits);
    }

    public CheckSettings withLimits(final BidderLimits own) {
        return new CheckSettings(
                openBidsPerImp, dealBidsPerImp, noBidForm, nativeForm, maxCridBytes, requiredFields, rates, own);
    }
}
