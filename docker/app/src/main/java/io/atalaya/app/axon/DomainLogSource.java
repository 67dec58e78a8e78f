package io.atalaya.app.axon;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.lifecycle.Phase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The domain log as its followers read it. One thread reads what is new, as soon as this node has appended it and soon after
 * another one has, and wakes the processors: by itself a pooled one looks only twice a second.
 */
final class DomainLogSource implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DomainLogSource.class);
    /** How long an event that another node has appended may go unnoticed here. */
    static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long PAUSE_PER_EVENT_MS = 2;
    private static final long LONGEST_PAUSE_MS = 50;

    private final DomainEventStorageEngine engine;
    private final RecentEvents recent = new RecentEvents();
    private final List<Runnable> sleepers = new CopyOnWriteArrayList<>();
    private volatile @Nullable Thread reader;
    private volatile boolean appended;

    DomainLogSource(DomainEventStorageEngine engine) {
        this.engine = engine;
    }

    TrackingEventStream openStream(@Nullable TrackingToken token) {
        return new DomainLogStream(this, (GapAwareTrackingToken) token);
    }

    /** Something was: there is no need to wait before looking. */
    void appended() {
        if (!appended) {
            appended = true;
            LockSupport.unpark(reader);
        }
    }

    RecentEvents recent() {
        return recent;
    }

    /** @return what follows in PostgreSQL; empty at its end */
    List<TrackedEventMessage<?>> after(@Nullable GapAwareTrackingToken token) {
        return engine.eventsAfter(token);
    }

    void wake(Runnable sleeper) {
        sleepers.add(sleeper);
    }

    void leave(Runnable sleeper) {
        sleepers.remove(sleeper);
    }

    @Override
    public void start() {
        Thread thread = new Thread(this::read, "domain-log-reader");
        thread.setDaemon(true);
        reader = thread;
        thread.start();
    }

    @Override
    public void stop() {
        Thread thread = reader;
        reader = null;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** As long as the processors run, which hold their places in the log. */
    @Override
    public int getPhase() {
        return Phase.INBOUND_EVENT_CONNECTORS - 1;
    }

    @Override
    public boolean isRunning() {
        return reader != null;
    }

    private void read() {
        while (isReader()) {
            try {
                readOn();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error failure) {
                // Whatever it is: nobody would be told of any event any more.
                if (isReader()) {
                    log.warn("Cannot read the domain log; trying again", failure);
                    LockSupport.parkNanos(LOOK_EVERY_NANOS);
                }
            }
        }
    }

    private boolean isReader() {
        return reader == Thread.currentThread();
    }

    private void readOn() throws InterruptedException {
        appended = false;
        int events = readMore();
        if (events > 0 && events < DomainEventStorageEngine.EVENTS_PER_READ) {
            // A lone event is handled at once; of many, several are read and handled together.
            TimeUnit.MILLISECONDS.sleep(Math.min(LONGEST_PAUSE_MS, (events - 1) * PAUSE_PER_EVENT_MS));
        } else if (events == 0 && !appended) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** @return how many events; none, too, as long as there is nobody to read for */
    int readMore() {
        if (!recent.hasBegun()) {
            return 0;
        }
        List<TrackedEventMessage<?>> more = engine.eventsAfter(recent.reached());
        if (!more.isEmpty()) {
            recent.append(more);
            sleepers.forEach(Runnable::run);
        }
        return more.size();
    }
}
