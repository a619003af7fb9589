package io.hayate.bidder;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and SIGINT as an event that the program waits for. Left to the JVM they run the shutdown hooks of all libraries
 * while requests are still being answered, and the process ends with 143 however cleanly it did.
 *
 * <p>Immutable; shared.
 */
public final class EndSignal {
    private static final Logger LOG = LoggerFactory.getLogger(EndSignal.class);
    private static final List<String> NAMES = List.of("TERM", "INT");

    private final CompletableFuture<Void> received = new CompletableFuture<>();

    private EndSignal() {}

    /** From here on the signals do nothing but let {@link #await} return. */
    public static EndSignal register() {
        final EndSignal signal = new EndSignal();
        NAMES.forEach(signal::listenTo);
        return signal;
    }

    public void await() throws InterruptedException {
        try {
            received.get();
        } catch (final ExecutionException e) {
            throw new IllegalStateException("a signal does not fail", e);
        }
    }

    /** Complete when the signal has come. */
    CompletableFuture<Void> received() {
        return received.copy();
    }

    /** By reflection, because a direct use of these classes is a compiler warning that no annotation takes away. */
    private void listenTo(final String name) {
        try {
            final Class<?> signal = Class.forName("sun.misc.Signal");
            final Class<?> handler = Class.forName("sun.misc.SignalHandler");
            final Object listener =
                    Proxy.newProxyInstance(EndSignal.class.getClassLoader(), new Class<?>[] {handler}, this::onSignal);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
        } catch (final ReflectiveOperationException e) {
            LOG.warn("SIG{} ends the process without a drain", name, e);
        }
    }

    private @Nullable Object onSignal(final Object proxy, final Method method, final Object @Nullable [] args) {
        received.complete(null);
        return null;
    }
}
