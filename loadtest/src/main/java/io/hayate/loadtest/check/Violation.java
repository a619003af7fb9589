package io.hayate.loadtest.check;

/**
 * One rule that an answer breaks. Immutable; shared.
 *
 * @param rule label of the {@link Rule}
 * @param path where in the answer, for example {@code seatbid[0].bid[1].price}; empty for the whole
 * @param message what is wrong, with the values that show it
 */
public record Violation(String rule, String path, String message) {
    @Override
    public String toString() {
        return rule + " at " + (path.isEmpty() ? "the answer" : path) + ": " + message;
    }
}
