package io.hayate.bidder.audience;

import java.util.List;

/**
 * What became of the lines of an import. Immutable; shared.
 *
 * @param lines that were read, blank ones included
 * @param accepted lines that were applied
 * @param refused the first of those that were not
 */
public record ImportReport(long lines, long accepted, List<Refusal> refused) {
    /**
     * Why a line was not applied; it does not tell the user's id.
     *
     * @param line from 1
     * @param path of the field, such as {@code segments[1].expires}; empty for the line as a whole
     */
    public record Refusal(long line, String path, String reason) {}
}
