package io.hayate.loadtest.send;

/** Is told of every second of a run, the warm-up left out, on the thread of the command. */
public interface RunWatch {
    void onSecond(Second second);
}
