package io.hayate.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayate.loadtest.report.Terminal.Tone;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final StringWriter written = new StringWriter();

    @Test
    void shouldWritePlainLinesWhereNobodyWatches() {
        write(new Terminal(new PrintWriter(written), false));
        assertThat(written.toString().lines()).containsExactly("1", "2", "bad");
    }

    @Test
    void shouldWriteOverTheSameLineAndColourOnATerminal() {
        write(new Terminal(new PrintWriter(written), true));
        assertThat(written.toString().lines())
                .containsExactly("", "\u001b[2K1", "\u001b[2K2", "\u001b[1;31mbad\u001b[0m");
    }

    private static void write(final Terminal terminal) {
        terminal.updating("1");
        terminal.updating("2");
        terminal.line(terminal.tone(Tone.BAD, "bad"));
    }
}
