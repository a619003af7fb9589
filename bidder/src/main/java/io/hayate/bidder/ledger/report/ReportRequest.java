package io.hayate.bidder.ledger.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the report. Immutable; shared.
 *
 * @param by rows are told apart by these, and sorted by them in this order
 * @param fromMs spans of time that begin at or after it
 * @param toMs and before it
 * @param campaignId null: all
 * @param exchange name; null: all
 */
record ReportRequest(
        List<ReportDimension> by,
        long fromMs,
        long toMs,
        @Nullable Long campaignId,
        @Nullable String exchange,
        boolean csv) {
    private static final Set<String> PARAMETERS = Set.of("by", "from", "to", "campaign", "exchange", "format");

    /** A question that cannot be answered; the message names the parameter. */
    static final class InvalidException extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidException(final String message) {
            super(message);
        }
    }

    /** @param accept of the request's header */
    static ReportRequest parse(final Map<String, String> query, final @Nullable String accept) throws InvalidException {
        for (final String name : new TreeSet<>(query.keySet())) {
            if (!PARAMETERS.contains(name)) {
                throw new InvalidException(shown(name) + ": there is no such parameter, but by, from, to, campaign,"
                        + " exchange and format");
            }
        }
        final List<ReportDimension> by = by(query.getOrDefault("by", ""));
        final long fromMs = time("from", query.get("from"), Long.MIN_VALUE);
        final long toMs = time("to", query.get("to"), Long.MAX_VALUE);
        if (fromMs >= toMs) {
            throw new InvalidException("to: must be after from");
        }
        return new ReportRequest(
                by,
                fromMs,
                toMs,
                campaign(query.get("campaign")),
                exchange(query.get("exchange")),
                csv(query.get("format"), accept));
    }

    boolean isByReason() {
        return by.contains(ReportDimension.REASON);
    }

    private static List<ReportDimension> by(final String text) throws InvalidException {
        final List<ReportDimension> by = new ArrayList<>();
        if (text.isEmpty()) {
            return by;
        }
        for (final String label : text.split(",", -1)) {
            final ReportDimension dimension = ReportDimension.of(label);
            if (dimension == null) {
                throw new InvalidException("by: there is no " + shown(label)
                        + ", but campaign, advertiser, exchange, day, hour and reason, separated by commas");
            }
            if (by.contains(dimension)) {
                throw new InvalidException("by: " + label + " is named twice");
            }
            by.add(dimension);
        }
        if (by.contains(ReportDimension.REASON) && by.contains(ReportDimension.HOUR)) {
            throw new InvalidException("by: reasons are counted by the day, not by the hour");
        }
        return List.copyOf(by);
    }

    private static long time(final String name, final @Nullable String text, final long ifNone)
            throws InvalidException {
        if (text == null) {
            return ifNone;
        }
        try {
            return text.length() == "2026-11-22".length()
                    ? LocalDate.parse(text)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toEpochMilli()
                    : Instant.parse(text).toEpochMilli();
        } catch (final DateTimeException | ArithmeticException e) {
            throw new InvalidException(name + ": " + shown(text)
                    + " is no time such as 2026-11-22T14:00:00Z, and no UTC day such as 2026-11-22");
        }
    }

    private static @Nullable Long campaign(final @Nullable String text) throws InvalidException {
        if (text == null) {
            return null;
        }
        try {
            final long id = Long.parseLong(text);
            if (id > 0) {
                return id;
            }
        } catch (final NumberFormatException e) {
            // said below
        }
        throw new InvalidException("campaign: " + shown(text) + " is no id, which is an integer above 0");
    }

    private static @Nullable String exchange(final @Nullable String text) throws InvalidException {
        if (text != null && !text.matches("[a-z0-9-]{1,32}")) {
            throw new InvalidException("exchange: " + shown(text)
                    + " is no name, which has at most 32 lower case letters, digits and hyphens");
        }
        return text;
    }

    private static boolean csv(final @Nullable String format, final @Nullable String accept) throws InvalidException {
        if (format == null) {
            return accept != null && accept.contains("text/csv") && !accept.contains("application/json");
        }
        if (!format.equals("csv") && !format.equals("json")) {
            throw new InvalidException("format: " + shown(format) + " is neither csv nor json");
        }
        return format.equals("csv");
    }

    private static String shown(final String text) {
        final String plain = text.replaceAll("\\p{Cntrl}", "?");
        return "'" + (plain.length() > 64 ? plain.substring(0, 64) + "..." : plain) + "'";
    }
}
