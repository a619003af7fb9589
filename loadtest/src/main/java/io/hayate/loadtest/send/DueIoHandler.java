package io.hayate.loadtest.send;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.Ticker;

/**
 * An I/O handler that wakes when the next request is due, too. Netty's own timers would do, but make an object for each
 * due time.
 *
 * Owned by its loop's thread.
 */
final class DueIoHandler implements IoHandler, IoHandlerContext {
    private final IoHandler delegate;
    private IoHandlerContext context = this;
    private Runnable onDue = () -> {};
    private boolean armed;
    private long dueNs;

    DueIoHandler(final IoHandler delegate) {
        this.delegate = delegate;
    }

    /** Before the loop runs, or on its thread. */
    void call(final Runnable whenDue) {
        onDue = whenDue;
    }

    /** Calls once when it is due, by {@link System#nanoTime}; replaces what was armed before. */
    void arm(final long nextDueNs) {
        dueNs = nextDueNs;
        armed = true;
    }

    void disarm() {
        armed = false;
    }

    @Override
    public int run(final IoHandlerContext loopContext) {
        context = loopContext;
        final int handled = delegate.run(this);
        if (armed && dueNs - System.nanoTime() <= 0) {
            armed = false;
            onDue.run();
        }
        return handled;
    }

    @Override
    public boolean canBlock() {
        return context.canBlock() && !(armed && dueNs - System.nanoTime() <= 0);
    }

    @Override
    public long delayNanos(final long currentTimeNanos) {
        final long delayNs = context.delayNanos(currentTimeNanos);
        return armed ? Math.min(delayNs, Math.max(0, dueNs - currentTimeNanos)) : delayNs;
    }

    /** On the clock of the loop's tasks, which begins with the program. */
    @Override
    public long deadlineNanos() {
        final long taskDeadlineNs = context.deadlineNanos();
        if (!armed) {
            return taskDeadlineNs;
        }
        final long deadlineNs = Math.max(0, dueNs - Ticker.systemTicker().initialNanoTime());
        return taskDeadlineNs == -1 ? deadlineNs : Math.min(taskDeadlineNs, deadlineNs);
    }

    @Override
    public void reportActiveIoTime(final long activeNanos) {
        context.reportActiveIoTime(activeNanos);
    }

    @Override
    public boolean shouldReportActiveIoTime() {
        return context.shouldReportActiveIoTime();
    }

    @Override
    public void initialize() {
        delegate.initialize();
    }

    @Override
    public void prepareToDestroy() {
        delegate.prepareToDestroy();
    }

    @Override
    public void destroy() {
        delegate.destroy();
    }

    @Override
    public IoRegistration register(final IoHandle handle) throws Exception {
        return delegate.register(handle);
    }

    @Override
    public void wakeup() {
        delegate.wakeup();
    }

    @Override
    public boolean isCompatible(final Class<? extends IoHandle> handleType) {
        return delegate.isCompatible(handleType);
    }
}
