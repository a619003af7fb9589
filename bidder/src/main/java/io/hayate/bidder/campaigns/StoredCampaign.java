package io.hayate.bidder.campaigns;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A campaign as it is given out again. Immutable; shared. */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record StoredCampaign(long version, byte[] json) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** ISO 4217. */
    public String budgetCurrency() {
        try {
            return JSON.readTree(json).at("/budget/currency").asText();
        } catch (final IOException e) {
            throw new UncheckedIOException("a stored campaign is no JSON", e);
        }
    }
}
