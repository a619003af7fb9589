package io.hayate.loadtest.send;

import java.util.List;

/** Holds an answer against the request it was for. */
@FunctionalInterface
public interface AnswerCheck {
    /** What is wrong with it, a sentence each; empty if nothing is. Called on the checker thread only. */
    List<String> violations(byte[] request, byte[] answer);
}
