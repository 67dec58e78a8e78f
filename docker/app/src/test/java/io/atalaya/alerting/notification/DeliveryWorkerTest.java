package io.atalaya.alerting.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Endpoint;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node's worker, which starts and stops. */
class DeliveryWorkerTest {
    private final Desk desk = new Desk();
    private final Endpoint hanging = new Endpoint();
    private final Endpoint other = new Endpoint();
    private final Doorbell doorbell = new Doorbell();
    private final DeliveryWorker worker = new DeliveryWorker(desk.courier, doorbell, Desk.SETTINGS);

    @AfterEach
    void close() {
        worker.stop();
        hanging.close();
        other.close();
    }

    @Test
    void whatIsOnItsWayWhenTheNodeStopsIsFinishedAndNothingElseIsBegun() {
        CountDownLatch answer = hanging.holds();
        desk.webhook(hanging.url());
        desk.paged();
        worker.start();
        await().until(() -> hanging.received().size() == 1);

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(worker::stop);
        await().until(() -> !worker.isRunning());
        desk.paged();
        doorbell.ring();
        assertThat(stopping).isNotDone();
        answer.countDown();
        stopping.join();

        assertThat(desk.ledger()).containsExactly("SENT", "PENDING");
        assertThat(hanging.received()).hasSize(1);
    }

    @Test
    void anEndpointThatHangsHoldsUpAFewOfItsOwnAndNobodyElse() {
        CountDownLatch answer = hanging.holds();
        desk.webhook(hanging.url());
        for (int page = 0; page < 5; page++) {
            desk.paged();
        }
        desk.webhook(other.url());
        desk.paged();
        worker.start();

        await().until(() -> other.received().size() == 1);
        await().during(Duration.ofMillis(100)).until(() -> hanging.received().size() == Desk.SETTINGS.perChannel());
        answer.countDown();
        await().until(() -> desk.count("status = 'SENT'") == 6);
    }
}
