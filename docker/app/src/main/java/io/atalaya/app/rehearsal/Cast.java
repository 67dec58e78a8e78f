package io.atalaya.app.rehearsal;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Devices that report, and people who command and ask, all at the same time, as often as they are answered. */
final class Cast {
    private static final int DEVICES = 24;
    private static final int SITES = 100;
    private static final int MANAGERS = 8;
    private static final int OPERATORS = 2;
    private static final int LARGE_REPORT_TIMES = 20;
    private static final int IN_FLIGHT = 16;
    private static final List<String> METRICS = List.of("temperature", "humidity", "power");
    private static final Duration HISTORY = Duration.ofDays(10);
    private static final Duration PAUSE = Duration.ofMillis(20);
    /** Longer than a request takes in a process that has only just started. */
    private static final Duration SHELVED = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Caller owner;
    private final String mqttHost;
    private final int mqttPort;
    private final Clock clock;
    private final List<Device> devices = new ArrayList<>();
    private final List<String> sites = new ArrayList<>();

    /** @param platform staff, who create the tenant and act in it */
    Cast(Caller platform, String mqttHost, int mqttPort, Clock clock) {
        String tenant = text(platform.post("/api/v1/tenants", Map.of("name", "Rehearsal")), "id");
        this.owner = platform.with("X-Tenant-Id", tenant);
        this.mqttHost = mqttHost;
        this.mqttPort = mqttPort;
        this.clock = clock;
    }

    private record Device(String path, String id, String apiKey, Caller caller) {}

    /** @throws RuntimeException the first failure, if anything is answered with an error */
    void play(Duration time) {
        for (int number = 0; number < SITES; number++) {
            sites.add(text(owner.post("/api/v1/sites", Map.of("name", "Site " + number)), "id"));
        }
        for (int number = 0; number < DEVICES; number++) {
            devices.add(register());
        }
        owner.post(
                "/api/v1/rules",
                Map.of(
                        "name", "Too warm",
                        "type", "HIGH_TEMP",
                        "metric", "temperature",
                        "comparison", "GT",
                        "threshold", 8,
                        "severity", "CRITICAL"));
        long end = System.nanoTime() + time.toNanos();
        List<Runnable> acts = new ArrayList<>();
        devices.subList(0, DEVICES / 2).forEach(device -> acts.add(() -> report(device, 1)));
        devices.subList(DEVICES / 2, DEVICES * 3 / 4)
                .forEach(device -> acts.add(() -> report(device, LARGE_REPORT_TIMES)));
        List<Publisher> publishers = devices.subList(DEVICES * 3 / 4, DEVICES).stream()
                .map(Publisher::new)
                .toList();
        acts.addAll(publishers);
        Stream.generate(() -> (Runnable) this::rename).limit(MANAGERS).forEach(acts::add);
        Stream.generate(() -> (Runnable) this::liveThroughAnAlert)
                .limit(OPERATORS)
                .forEach(acts::add);
        acts.add(this::ask);
        try (ExecutorService stage = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> played = acts.stream()
                    .map(act -> CompletableFuture.runAsync(() -> repeat(act, end), stage))
                    .toList();
            CompletableFuture.allOf(played.toArray(CompletableFuture[]::new)).join();
        } finally {
            publishers.forEach(Publisher::disconnect);
        }
    }

    private static void repeat(Runnable act, long end) {
        do {
            act.run();
        } while (System.nanoTime() < end);
    }

    private Device register() {
        String serialNumber = UUID.randomUUID().toString();
        JsonNode registered = owner.post(
                "/api/v1/devices", Map.of("name", "Cold cell", "type", "COLD_CELL", "serialNumber", serialNumber));
        String id = text(registered, "id");
        String apiKey = text(registered, "apiKey");
        return new Device(
                "/api/v1/devices/" + id,
                id,
                apiKey,
                owner.with("X-API-Key", apiKey).without("Authorization"));
    }

    private void report(Device device, int times) {
        device.caller.post(device.path + "/readings", readings(times, 4));
    }

    /** At times that are hardly ever the same twice, spread over some days. */
    private Map<String, ?> readings(int times, double celsius) {
        List<Map<String, ?>> readings = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            long ago = (long) (Math.random() * HISTORY.toMillis());
            String measuredAt = clock.instant().minusMillis(ago).toString();
            METRICS.forEach(
                    metric -> readings.add(Map.of("metric", metric, "value", celsius, "measuredAt", measuredAt)));
        }
        return Map.of("readings", readings);
    }

    private void rename() {
        int site = (int) (Math.random() * sites.size());
        owner.send("PUT", "/api/v1/sites/" + sites.get(site), Map.of("name", "Site " + UUID.randomUUID()));
    }

    /** From a breach to a resolved alert and a closed ticket, with a timer that fires on the way. */
    private void liveThroughAnAlert() {
        Device device = register();
        device.caller.post(
                device.path + "/readings", Map.of("readings", List.of(Map.of("metric", "temperature", "value", 9))));
        String list = "/api/v1/alerts?limit=1&device=" + device.id;
        String alert = "/api/v1/alerts/"
                + text(
                        await(list, found -> !found.path("items").isEmpty())
                                .path("items")
                                .path(0),
                        "id");
        await(alert, found -> text(found, "status").equals("ACTIVE"));
        owner.post(
                alert + "/shelve", Map.of("until", clock.instant().plus(SHELVED).toString(), "reason", "Rehearsal"));
        await(alert, found -> !text(found, "suppression").equals("SHELVED"));
        owner.post(alert + "/comments", Map.of("text", "The door was open"));
        owner.post(alert + "/acknowledge", null);
        String ticket =
                "/api/v1/tickets/" + text(owner.post("/api/v1/tickets", Map.of("title", "Look at the door")), "id");
        owner.post(ticket + "/hold", Map.of("reason", "Waiting for a part"));
        owner.post(ticket + "/resume", null);
        owner.post(ticket + "/cancel", Map.of("reason", "The door is closed"));
        device.caller.post(
                device.path + "/readings", Map.of("readings", List.of(Map.of("metric", "temperature", "value", 3))));
        await(alert, found -> text(found, "status").equals("RESOLVED"));
    }

    private JsonNode await(String path, Predicate<JsonNode> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonNode found = owner.get(path);
        while (!wanted.test(found)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("GET " + path + " did not become what was waited for");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            found = owner.get(path);
        }
        return found;
    }

    private void ask() {
        Device device = devices.get((int) (Math.random() * devices.size()));
        Stream.of(
                        device.path,
                        device.path + "/readings/latest",
                        device.path + "/readings?metric=temperature&limit=100",
                        "/api/v1/series?metric=temperature&range=30d&deviceId=" + device.id,
                        "/api/v1/devices?limit=100",
                        "/api/v1/alerts?limit=100",
                        "/api/v1/tickets?limit=100",
                        "/api/v1/dashboard/stats",
                        "/api/v1/dashboard/energy?range=30d",
                        "/api/v1/dashboard/climate",
                        "/api/v1/dashboard/technician",
                        "/api/v1/analytics/summary?range=30d",
                        "/api/v1/analytics/trends?metric=temperature&range=30d",
                        "/api/v1/insights?range=30d",
                        "/api/v1/audit/events?limit=100",
                        "/api/v1/audit/verify",
                        "/api/v1/audit/replay")
                .forEach(owner::get);
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asString("");
    }

    /** Reports over MQTT, a few publishes at a time. */
    private final class Publisher implements Runnable {
        private final Device device;
        private @Nullable Mqtt3AsyncClient client;

        private Publisher(Device device) {
            this.device = device;
        }

        @Override
        public void run() {
            Mqtt3AsyncClient connected = connected();
            CompletableFuture.allOf(Stream.generate(() -> connected
                                    .publishWith()
                                    .topic("atalaya/" + device.id + "/readings")
                                    .qos(MqttQos.AT_LEAST_ONCE)
                                    .payload(Caller.json(readings(Math.random() < 0.5 ? 1 : LARGE_REPORT_TIMES, 4)))
                                    .send())
                            .limit(IN_FLIGHT)
                            .toArray(CompletableFuture[]::new))
                    .join();
        }

        void disconnect() {
            if (client != null) {
                client.disconnect();
            }
        }

        private Mqtt3AsyncClient connected() {
            if (client == null) {
                client = MqttClient.builder()
                        .useMqttVersion3()
                        .serverHost(mqttHost)
                        .serverPort(mqttPort)
                        .simpleAuth()
                        .username("device")
                        .password(device.apiKey.getBytes(StandardCharsets.UTF_8))
                        .applySimpleAuth()
                        .buildAsync();
                client.connect().join();
            }
            return client;
        }
    }
}
