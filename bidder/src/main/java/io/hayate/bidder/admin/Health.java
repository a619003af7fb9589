package io.hayate.bidder.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * How the bidder is, as probes ask. Starts as STARTING. Single writer: the thread that launches and closes; readers:
 * admin loop, via one volatile read.
 */
public final class Health {
    private final Supplier<List<String>> failures;
    private volatile Condition condition = new Condition(State.STARTING, "launching");

    /** Where in its life the bidder is. */
    public enum State {
        /** Not ready yet: maps are loaded, the code is warmed. */
        STARTING,
        /** Takes bid requests. */
        READY,
        /** Still answers, but wants no new connections. */
        DRAINING
    }

    private record Condition(State state, String reason) {}

    /** @param failures why the process should be replaced, such as an agent that ended; empty while all is well */
    public Health(final Supplier<List<String>> failures) {
        this.failures = failures;
    }

    /** @param reason what is being waited for, for people */
    public void starting(final String reason) {
        condition = new Condition(State.STARTING, reason);
    }

    public void ready() {
        condition = new Condition(State.READY, "");
    }

    /** @param reason why, for people */
    public void draining(final String reason) {
        condition = new Condition(State.DRAINING, reason);
    }

    public State state() {
        return condition.state;
    }

    /** 200 while the process is worth keeping. */
    AdminAnswer live() {
        return answer(failures.get().isEmpty());
    }

    /** 200 while bid requests are wanted. */
    AdminAnswer readiness() {
        return answer(condition.state == State.READY && failures.get().isEmpty());
    }

    /** 200 once the start is over. */
    AdminAnswer started() {
        return answer(condition.state != State.STARTING);
    }

    private AdminAnswer answer(final boolean good) {
        final Condition now = condition;
        final ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("state", now.state.name().toLowerCase(Locale.ROOT));
        final var reasons = body.putArray("reasons");
        if (!now.reason.isEmpty()) {
            reasons.add(now.reason);
        }
        failures.get().forEach(reasons::add);
        return AdminAnswer.json(good ? 200 : 503, body.toString());
    }
}
