package io.hayate.bidder.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Sets how much is logged; the rest of the log's set-up is in logback.xml. */
public final class LogLevel {
    private LogLevel() {}

    /** @param level error, warn, info, debug or trace */
    public static void apply(final String level) {
        final org.slf4j.Logger root = LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (root instanceof Logger logback) {
            logback.setLevel(Level.toLevel(level, Level.INFO));
        }
    }
}
