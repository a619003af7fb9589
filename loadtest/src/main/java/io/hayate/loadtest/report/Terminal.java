package io.hayate.loadtest.report;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;

/**
 * Where a command writes to: colours and a line that is written over and over on a terminal, plain lines elsewhere.
 *
 * Owned by the thread that runs the command.
 */
public final class Terminal {
    private static final String CLEAR_LINE = "\r\u001b[2K";
    private static final String RESET = "\u001b[0m";

    /** What a text is, and so how it looks. */
    public enum Tone {
        HEADING("\u001b[1;36m"),
        GOOD("\u001b[32m"),
        BAD("\u001b[1;31m"),
        FAINT("\u001b[2m");

        private final String code;

        Tone(final String code) {
            this.code = code;
        }
    }

    private final PrintWriter out;
    private final boolean interactive;
    private volatile boolean muted;
    private boolean lineOpen;

    /** @param interactive whether a person is watching */
    public Terminal(final PrintWriter out, final boolean interactive) {
        this.out = out;
        this.interactive = interactive;
    }

    /** @param out standard output, by way of the command line */
    public static Terminal of(final PrintWriter out) {
        return new Terminal(out, isTerminal() && System.getenv("NO_COLOR") == null);
    }

    /** Nothing is written any more: the user has interrupted and is not to be told what comes of that. From any thread. */
    public void mute() {
        muted = true;
    }

    public void line(final String text) {
        if (muted) {
            return;
        }
        closeUpdating();
        out.println(text);
        out.flush();
    }

    public void heading(final String text) {
        line("");
        line(tone(Tone.HEADING, "== " + text));
    }

    /** A line that the next one replaces, on a terminal; elsewhere a line like any. */
    public void updating(final String text) {
        if (interactive && !muted) {
            out.print(CLEAR_LINE + text);
            out.flush();
            lineOpen = true;
        } else {
            line(text);
        }
    }

    public String tone(final Tone tone, final String text) {
        return interactive ? tone.code + text + RESET : text;
    }

    private void closeUpdating() {
        if (lineOpen) {
            out.println();
            lineOpen = false;
        }
    }

    /** From JDK 22 on there is a console also when it is not a terminal; it has a method that tells. */
    @SuppressWarnings("SystemConsoleNull") // the method below is for where it is never null
    private static boolean isTerminal() {
        final Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (final NoSuchMethodException e) {
            return true; // before JDK 22
        } catch (final IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
