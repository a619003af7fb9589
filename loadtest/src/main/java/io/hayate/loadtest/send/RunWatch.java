package io.hayate.loadtest.send;

/** Watches a run, second by second. */
@FunctionalInterface
public interface RunWatch {
    /** On the thread that runs the command; what takes long here delays the next second, not the requests. */
    void onSecond(Second second);
}
