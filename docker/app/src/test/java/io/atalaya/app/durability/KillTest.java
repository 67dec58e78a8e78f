package io.atalaya.app.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.ProcessNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What was acknowledged is there after a kill -9, once; what was pending still happens. */
class KillTest {
    private static final int SENDERS = 4;

    @Test
    void everyAcknowledgedReadingIsThereOnceAndThePendingEscalationFires(@TempDir Path folder) throws Exception {
        Map<String, String> settings = Map.of(
                "atalaya.data-dir", folder.resolve("data").toString(), "atalaya.alerting.escalate-after", "PT12S");
        Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
        String deviceId;
        String keyInTheLog;
        String ticketId;
        ProcessNode first = ProcessNode.start(folder, settings);
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> first.log().contains("Demo log-ins"));
            keyInTheLog = first.log().replaceAll("(?s).*COLD-0004[^,]*, API key (atl_\\S+).*", "$1");
            Api customer = customer(first);
            JsonNode device = customer.post(
                            "/api/v1/devices", Map.of("name", "n", "type", "t", "serialNumber", "kill-me"))
                    .expect(201)
                    .json();
            deviceId = device.path("id").asString();
            customer.post(
                            "/api/v1/rules",
                            Map.of(
                                    "name",
                                    "Too warm",
                                    "type",
                                    "HIGH_TEMP",
                                    "metric",
                                    "temperature",
                                    "comparison",
                                    "GT",
                                    "threshold",
                                    8,
                                    "severity",
                                    "CRITICAL",
                                    "deviceId",
                                    deviceId))
                    .expect(201);
            Api deviceApi = first.api().with("X-API-Key", device.path("apiKey").asString());
            report(deviceApi, deviceId, "temperature", 9);
            ticketId = urgentTicket(customer);
            await().until(() -> !alerts(customer, deviceId).isEmpty());
            sendUntilKilled(first, deviceApi, deviceId, acknowledged);
        } finally {
            first.kill();
        }
        assertThat(acknowledged).hasSizeGreaterThan(50);

        try (ProcessNode second = ProcessNode.start(folder, settings)) {
            assertThat(second.log()).contains("an earlier run has left behind");
            Api customer = customer(second);
            Map<Integer, Integer> counts = new HashMap<>();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                counts.clear();
                readings(customer, deviceId).forEach(value -> counts.merge(value, 1, Integer::sum));
                assertThat(counts.keySet()).containsAll(acknowledged);
            });
            assertThat(counts.values()).containsOnly(1);
            assertThat(alerts(customer, deviceId)).hasSize(1);
            await().atMost(Duration.ofSeconds(40))
                    .until(() ->
                            alerts(customer, deviceId).path(0).path("ticketId").isString());
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> customer.get("/api/v1/tickets/" + ticketId)
                            .json()
                            .path("slaBreached")
                            .asBoolean());
            assertThat(second.log()).as("a second start finds everything").doesNotContain("API key atl_");
            Api demoDevice = second.api().with("X-API-Key", keyInTheLog);
            demoDevice.get("/api/v1/devices").expect(403);
        }
    }

    private static void sendUntilKilled(ProcessNode node, Api device, String deviceId, Set<Integer> acknowledged)
            throws InterruptedException {
        AtomicBoolean sending = new AtomicBoolean(true);
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            for (int sender = 0; sender < SENDERS; sender++) {
                int offset = sender;
                senders.execute(() -> {
                    for (int value = offset; sending.get(); value += SENDERS) {
                        try {
                            if (report(device, deviceId, "count", value).status() == 202) {
                                acknowledged.add(value);
                            }
                        } catch (UncheckedIOException gone) {
                            sending.set(false);
                        }
                    }
                });
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> acknowledged.size() > 200);
            node.kill();
            senders.shutdown();
            assertThat(senders.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Its time is up only after the restart. */
    private static String urgentTicket(Api customer) {
        String tenant = customer.get("/api/v1/auth/me")
                .expect(200)
                .json()
                .at("/memberships/0/tenantId")
                .asString();
        customer.send(
                        "PUT",
                        "/api/v1/tenants/" + tenant + "/service-levels",
                        Map.of("targets", Map.of("URGENT", Map.of("own", "PT12S", "repair", "PT12S"))))
                .expect(200);
        return customer.post("/api/v1/tickets", Map.of("title", "Urgent", "priority", "URGENT"))
                .expect(201)
                .text("id");
    }

    private static Api.Answer report(Api device, String deviceId, String metric, double value) {
        return device.post(
                "/api/v1/devices/" + deviceId + "/readings",
                Map.of("readings", List.of(Map.of("metric", metric, "value", value))));
    }

    private static JsonNode alerts(Api customer, String deviceId) {
        return customer.get("/api/v1/alerts?device=" + deviceId)
                .expect(200)
                .json()
                .path("items");
    }

    private static List<Integer> readings(Api customer, String deviceId) {
        List<Integer> values = new java.util.ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = customer.get("/api/v1/devices/" + deviceId + "/readings?metric=count&limit=1000" + cursor)
                    .expect(200)
                    .json();
            page.path("items")
                    .forEach(reading -> values.add(reading.path("value").asInt()));
            cursor = page.has("nextCursor")
                    ? "&cursor=" + page.path("nextCursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        return values;
    }

    private static Api customer(ProcessNode node) {
        return node.api().logIn("customer1@example.com", "customer123");
    }
}
