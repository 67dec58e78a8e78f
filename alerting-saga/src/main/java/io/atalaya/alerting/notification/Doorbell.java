package io.atalaya.alerting.notification;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Tells this node's worker that there may be something to deliver. Other nodes find it when they look. */
@Component
class Doorbell {
    private final Semaphore rung = new Semaphore(0);

    void ring() {
        rung.release();
    }

    /** Returns when it has been rung since the last time, or after the time. */
    void await(Duration time) throws InterruptedException {
        if (rung.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
            rung.drainPermits();
        }
    }
}
