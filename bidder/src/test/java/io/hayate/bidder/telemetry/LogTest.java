package io.hayate.bidder.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogTest {
    private static final Logger LOG = LoggerFactory.getLogger(LogTest.class);

    @Test
    void shouldWriteOneJsonObjectALine() throws Exception {
        final LoggerContext context = new LoggerContext();
        final JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LogTest.class.getResource("/logback.xml"));
        final ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        final OutputStreamAppender<ILoggingEvent> stdout =
                (OutputStreamAppender<ILoggingEvent>) root.getAppender("stdout");
        final LoggingEvent event = new LoggingEvent(
                LogTest.class.getName(),
                context.getLogger("test"),
                Level.WARN,
                "line {}\n\"two\" 疾風",
                new IllegalStateException("why"),
                new Object[] {1});
        final String written = new String(stdout.getEncoder().encode(event), UTF_8);
        context.stop();

        final List<String> lines = written.lines().toList();
        assertThat(written).endsWith("\n");
        assertThat(lines).hasSize(1);
        final JsonNode line = new ObjectMapper().readTree(lines.get(0));
        assertThat(line.at("/level").asText()).isEqualTo("WARN");
        assertThat(line.at("/formattedMessage").asText()).isEqualTo("line 1\n\"two\" 疾風");
        assertThat(line.at("/throwable/message").asText()).isEqualTo("why");
        assertThat(line.at("/timestamp").isNumber()).isTrue();
    }

    @Test
    void shouldSetTheLevel() {
        try {
            LogLevel.apply("error");
            assertThat(LOG.isWarnEnabled()).isFalse();
            LogLevel.apply("debug");
            assertThat(LOG.isDebugEnabled()).isTrue();
        } finally {
            LogLevel.apply("info");
        }
        assertThat(LOG.isDebugEnabled()).isFalse();
        assertThat(LOG.isInfoEnabled()).isTrue();
    }
}
