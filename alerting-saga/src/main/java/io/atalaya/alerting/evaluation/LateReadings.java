package io.atalaya.alerting.evaluation;

import io.atalaya.alerting.SystemTransaction;
import io.atalaya.contract.device.DeviceId;
import io.atalaya.contract.telemetry.Reading;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks up, for rules that newly ask for them, readings that the evaluation has not kept: once all that was reported before
 * the change is among the newest readings. They count when they have been evaluated themselves, so that an alert which one
 * of them leads to names that report and not the change. Waits on a thread of its own, which holds nothing meanwhile.
 */
@Component
class LateReadings implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LateReadings.class);
    private static final int AT_ONCE = 100;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    /** For what other nodes have left behind. */
    private static final Duration LOOK_ANYWAY = Duration.ofSeconds(2);

    private final DueChanges due;
    private final LatestReadings readings;
    private final Alignment alignment;
    private final SystemTransaction transaction;
    /** Only the one thread touches it. */
    private final Map<DueChanges.DueChange, Found> found = new HashMap<>();

    private final Semaphore rung = new Semaphore(0);
    private volatile @Nullable Thread loop;

    LateReadings(DueChanges due, LatestReadings readings, Alignment alignment, SystemTransaction transaction) {
        this.due = due;
        this.readings = readings;
        this.alignment = alignment;
        this.transaction = transaction;
    }

    /** There may be something to do. */
    void wake() {
        rung.release();
    }

    @Override
    public void start() {
        Thread thread = Thread.ofVirtual().name("late-readings").unstarted(this::run);
        loop = thread;
        thread.start();
    }

    private void run() {
        try {
            while (isRunning()) {
                Duration pause = lookUpWhatIsDue() ? LOOK_ANYWAY : LOOK_AGAIN;
                if (rung.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    rung.drainPermits();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether there is nothing more to do soon */
    boolean lookUpWhatIsDue() {
        try {
            List<DueChanges.DueChange> changes = transaction.of(() -> due.first(AT_ONCE));
            found.keySet().retainAll(changes);
            boolean done = true;
            for (DueChanges.DueChange change : changes) {
                done &= lookUp(change);
            }
            return done;
        } catch (RuntimeException failure) {
            log.warn("Rules that have changed could not be looked after; trying again", failure);
            return true;
        }
    }

    /** What fails is tried again later, and holds up nobody else's. */
    private boolean lookUp(DueChanges.DueChange change) {
        try {
            Found known = found.get(change);
            if (known == null && readings.include(change.position())) {
                known = find(change.scope());
                found.put(change, known);
            }
            if (known == null || !readings.areEvaluated(known.position())) {
                return false;
            }
            Map<DeviceId, List<Reading>> latest = known.latest();
            transaction.of(() -> {
                boolean ours = due.take(change);
                if (ours) {
                    alignment.by(latest, change.scope(), change.cause());
                }
                return ours;
            });
        } catch (RuntimeException failure) {
            log.error("Rules of {} could not be looked after; trying again later", change.scope(), failure);
            transaction.of(() -> {
                due.tryLater(change);
                return true;
            });
        }
        return true;
    }

    private Found find(Alignment.Scope scope) {
        Map<DeviceId, List<Reading>> latest = transaction.of(() -> {
            Alignment.Unknown unknown = alignment.unknown(scope);
            return readings.of(scope.tenantId(), unknown.devices(), unknown.metrics());
        });
        return new Found(latest, readings.head());
    }

    /** @param position of the telemetry log, at or before which all of them stand */
    private record Found(Map<DeviceId, List<Reading>> latest, long position) {}

    @Override
    public void stop() {
        Thread running = loop;
        loop = null;
        if (running == null) {
            return;
        }
        // Not interrupted: that would cut a connection to the database in the middle of a statement.
        wake();
        try {
            running.join();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }
}
