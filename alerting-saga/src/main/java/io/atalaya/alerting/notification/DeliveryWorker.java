package io.atalaya.alerting.notification;

import io.atalaya.contract.notification.ChannelId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Delivers, on each node, as many messages at once as there are workers, but only a few through one channel, so that an
 * endpoint that hangs holds up its own messages and no others. What a node had leased when it died, others deliver when
 * the lease is over.
 */
@Component
class DeliveryWorker implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);

    private final Courier courier;
    private final Doorbell doorbell;
    private final NotificationSettings settings;
    private final Semaphore free;
    private final Map<ChannelId, Integer> inFlight = new ConcurrentHashMap<>();
    private volatile @Nullable Thread loop;

    DeliveryWorker(Courier courier, Doorbell doorbell, NotificationSettings settings) {
        this.courier = courier;
        this.doorbell = doorbell;
        this.settings = settings;
        this.free = new Semaphore(settings.workers());
    }

    @Override
    public void start() {
        Thread thread = Thread.ofVirtual().name("notifications").unstarted(this::run);
        loop = thread;
        thread.start();
    }

    private void run() {
        try {
            while (isRunning()) {
                deliverWhatIsDue();
                doorbell.await(settings.pollEvery());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until nothing more is due, or everybody is busy. */
    private void deliverWhatIsDue() {
        try {
            int leased;
            do {
                int room = free.drainPermits();
                leased = room == 0 ? 0 : start(room);
            } while (leased > 0 && isRunning());
        } catch (RuntimeException failure) {
            log.error("Nothing could be leased to be delivered; trying again", failure);
        }
    }

    /** @param room permits that we hold; those that are not needed are given back */
    private int start(int room) {
        int started = 0;
        try {
            for (Leased leased : courier.lease(room, Map.copyOf(inFlight))) {
                inFlight.merge(leased.channelId(), 1, Integer::sum);
                started++;
                Thread.ofVirtual().start(() -> deliver(leased));
            }
        } finally {
            free.release(room - started);
        }
        return started;
    }

    /** What fails here is leased still, so it is tried again. */
    private void deliver(Leased leased) {
        try {
            courier.deliver(leased);
        } catch (RuntimeException failure) {
            log.error("Notification {} may not have been delivered", leased.id(), failure);
        } finally {
            inFlight.computeIfPresent(leased.channelId(), (id, count) -> count == 1 ? null : count - 1);
            free.release();
            doorbell.ring();
        }
    }

    /** Leases nothing more, and waits for what is on its way. */
    @Override
    public void stop() {
        Thread running = loop;
        loop = null;
        if (running == null) {
            return;
        }
        // Not interrupted: that would cut a connection to the database in the middle of a statement.
        doorbell.ring();
        try {
            running.join();
            if (free.tryAcquire(settings.workers(), settings.stopWithin().toMillis(), TimeUnit.MILLISECONDS)) {
                free.release(settings.workers());
            } else {
                log.warn("Stopped while notifications were being delivered; they will be sent again");
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }
}
