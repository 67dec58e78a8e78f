package io.atalaya.app.slice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.TestPostgres;
import io.atalaya.app.support.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Devices come and go, over HTTP, where a second of silence is too long. */
class PresenceStoryTest {
    private static final Duration OFFLINE_AFTER = Duration.ofSeconds(1);

    private static final Duration SEEN_PRECISION = Duration.ofMillis(500);

    private static Node node;
    private static World world;
    private static Api owner;

    @BeforeAll
    static void aNodeWithLittlePatience() {
        node = Node.start(
                TestPostgres.freshDatabase(),
                Map.of(
                        "atalaya.devices.offline-after", OFFLINE_AFTER,
                        "atalaya.devices.seen-precision", SEEN_PRECISION,
                        "atalaya.devices.sweep-every", "PT0.2S"));
        world = World.on(node);
        owner = world.owner();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void aDeviceComesOnlineWhenItReportsAndGoesOfflineWhenItIsSilentByTurns() {
        World.Device device = world.device();
        JsonNode registered = awaitStatus(device, "OFFLINE");
        assertThat(registered.has("lastSeenAt")).isFalse();
        assertThat(turns(device)).isEmpty();
        assertThat(listed("OFFLINE")).contains(device.id());
        assertThat(listed("ONLINE")).doesNotContain(device.id());

        device.report(4).expect(202);
        JsonNode online = awaitStatus(device, "ONLINE");
        assertThat(time(online, "since")).isEqualTo(time(online, "lastSeenAt"));
        assertThat(listed("ONLINE")).contains(device.id());
        assertThat(listed("OFFLINE")).doesNotContain(device.id());

        JsonNode offline = awaitStatus(device, "OFFLINE");
        Instant gone = time(online, "lastSeenAt").plus(OFFLINE_AFTER);
        assertThat(time(offline, "since")).isEqualTo(gone);
        JsonNode view = owner.get("/api/v1/devices/" + device.id()).expect(200).json();
        assertThat(view.path("status").asString()).isEqualTo("OFFLINE");
        assertThat(time(view, "statusSince")).isEqualTo(gone);
        assertThat(view.path("lastSeenAt")).isEqualTo(online.path("lastSeenAt"));

        device.report(5).expect(202);
        awaitStatus(device, "ONLINE");
        JsonNode status = awaitStatus(device, "OFFLINE");
        node.awaitCaughtUp();
        List<JsonNode> turns = turns(device);
        assertThat(turns)
                .extracting(turn -> turn.path("type").asString())
                .containsExactly("DeviceWentOnline", "DeviceWentOffline", "DeviceWentOnline", "DeviceWentOffline");
        assertThat(time(turns.get(1).path("payload"), "lastSeenAt")).isEqualTo(time(online, "lastSeenAt"));
        assertThat(time(turns.get(1).path("payload"), "at")).isEqualTo(gone);
        assertThat(turns.get(1).path("actor").path("type").asString()).isEqualTo("SYSTEM");

        for (String range : List.of("last24Hours", "last7Days", "last30Days")) {
            JsonNode uptime = status.path("uptime").path(range);
            double length = seconds(time(uptime, "from"), time(uptime, "to"));
            assertThat(uptime.path("onlineSeconds").asInt()).isEqualTo(2);
            assertThat(uptime.path("ratio").asDouble()).isCloseTo(2 / length, within(0.0001));
        }
    }

    @Test
    void uptimeIsTheShareOfTheLastDayWeekAndMonthThatTheDeviceWasOnline() {
        World.Device device = world.device();
        awaitStatus(device, "OFFLINE");
        node.jdbc()
                .sql("update device_view set registered_at = registered_at - interval '40 days' where id = ?::uuid")
                .param(device.id())
                .update();
        node.jdbc()
                .sql("insert into device_uptime values"
                        + " (:device::uuid, :tenant::uuid, now() - interval '35 days', now() - interval '27 days'),"
                        + " (:device::uuid, :tenant::uuid, now() - interval '30 hours', now() - interval '18 hours'),"
                        + " (:device::uuid, :tenant::uuid, now() - interval '6 hours', null)")
                .param("device", device.id())
                .param("tenant", world.tenantId())
                .update();
        JsonNode old = status(device).path("uptime");
        assertThat(old.path("last24Hours").path("ratio").asDouble()).isCloseTo(12.0 / 24, within(0.001));
        assertThat(old.path("last7Days").path("ratio").asDouble()).isCloseTo(18.0 / 168, within(0.001));
        assertThat(old.path("last30Days").path("ratio").asDouble()).isCloseTo(90.0 / 720, within(0.001));
        assertThat(time(old.path("last7Days"), "from"))
                .isEqualTo(time(old.path("last7Days"), "to").minus(Duration.ofDays(7)));
    }

    /** With more patience than the others: the machine may stand still for longer than a device may be silent there. */
    @Test
    void twoHundredReportsCostAHandfulOfWritesAndOneEvent() {
        try (Node patient =
                Node.start(TestPostgres.freshDatabase(), Map.of("atalaya.devices.seen-precision", SEEN_PRECISION))) {
            World reporting = World.on(patient);
            World.Device device = reporting.device();
            patient.jdbc()
                    .sql("create table write_of_presence (device_id uuid);"
                            + " create function count_write() returns trigger language plpgsql security definer"
                            + " as $$ begin insert into write_of_presence values (new.device_id); return null; end $$;"
                            + " create trigger count_write after insert or update on device_presence"
                            + " for each row execute function count_write()")
                    .update();
            for (int number = 0; number < 200; number++) {
                device.report(4).expect(202);
            }
            patient.awaitCaughtUp();
            Integer writes = patient.jdbc()
                    .sql("select count(*) from write_of_presence where device_id = ?::uuid")
                    .param(device.id())
                    .query(Integer.class)
                    .single();

            assertThat(writes).isBetween(1, 20);
            assertThat(turns(reporting.owner(), device)).hasSize(1);
        }
    }

    @Test
    void whileAtalayaItselfIsBehindNobodyGoesOfflineAndThenItIsSaidWhenItReallyWas() {
        World.Device device = world.device();
        device.report(4).expect(202);
        awaitStatus(device, "ONLINE");
        StreamingEventProcessor presence = node.processor("presence");
        presence.shutDown();
        try {
            int before = turns(device).size();
            device.report(5).expect(202);
            await().during(Duration.ofMillis(3500))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> turns(device).size() == before);
        } finally {
            presence.start();
        }
        JsonNode offline = awaitStatus(device, "OFFLINE");

        Instant gone = time(offline, "lastSeenAt").plus(OFFLINE_AFTER);
        assertThat(time(offline, "since")).isBetween(gone.minus(SEEN_PRECISION), gone);
    }

    @Test
    void aDeviceThatIsSilentForTooLongHasASensorErrorUntilItReportsAgain() {
        World.Device device = world.device();
        device.report(4).expect(202);

        JsonNode alert = world.awaitAlert(device, "ACTIVE");
        assertThat(alert.path("type").asString()).isEqualTo("SENSOR_ERROR");
        assertThat(alert.path("message").asString()).isEqualTo("Device offline");
        node.awaitCaughtUp();
        JsonNode offline = turns(device).getLast();
        assertThat(event(alert, "AlertRaised").path("correlationId")).isEqualTo(offline.path("correlationId"));

        device.report(5).expect(202);
        JsonNode resolved = world.awaitAlert(device, "RESOLVED");
        assertThat(resolved.path("id")).isEqualTo(alert.path("id"));
        assertThat(world.awaitAlert(device, "ACTIVE").path("previousAlertId"))
                .as("silent again")
                .isEqualTo(alert.path("id"));

        owner.send("PUT", "/api/v1/rules/built-in", Map.of("type", "SENSOR_ERROR", "enabled", false))
                .expect(200);
        world.awaitAlert(device, "RESOLVED");
        owner.send("PUT", "/api/v1/rules/built-in", Map.of("type", "SENSOR_ERROR", "enabled", true))
                .expect(200);
        world.awaitAlert(device, "ACTIVE");
    }

    private static JsonNode event(JsonNode alert, String type) {
        JsonNode events = owner.get(
                        "/api/v1/audit/events?aggregateId=" + alert.path("id").asString())
                .expect(200)
                .json()
                .path("items");
        return StreamSupport.stream(events.spliterator(), false)
                .filter(event -> event.path("type").asString().equals(type))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whileAGatewayIsOfflineNobodyIsToldOfWhatIsBehindIt() {
        World.Device gateway = world.device();
        World.Device sensor = world.deviceBehind(gateway);
        world.tooWarmRule(sensor);
        gateway.report(4).expect(202);
        awaitStatus(gateway, "ONLINE");
        sensor.report(9).expect(202);
        String before = world.awaitAlert(sensor, "ACTIVE").path("id").asString();
        awaitStatus(gateway, "OFFLINE");
        awaitSuppression(before, "INHIBITED");

        World.Device other = world.deviceBehind(gateway);
        world.tooWarmRule(other);
        other.report(9).expect(202);
        String meanwhile = world.awaitAlert(other, "ACTIVE").path("id").asString();
        awaitSuppression(meanwhile, "INHIBITED");
        node.awaitCaughtUp();
        assertThat(whatHappenedTo(meanwhile)).contains("AlertInhibited").doesNotContain("AlertPaged", "TimerSet");

        gateway.report(4).expect(202);
        awaitSuppression(before, "NONE");
        awaitSuppression(meanwhile, "NONE");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> whatHappenedTo(meanwhile).contains("AlertPaged"));
    }

    private static void awaitSuppression(String alert, String suppression) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        owner.get("/api/v1/alerts/" + alert).text("suppression").equals(suppression));
    }

    private static List<String> whatHappenedTo(String alert) {
        JsonNode history =
                owner.get("/api/v1/alerts/" + alert + "/history").expect(200).json();
        return StreamSupport.stream(history.path("items").spliterator(), false)
                .map(entry -> entry.path("type").asString())
                .toList();
    }

    @Test
    void aDeviceThatDoesNotExistHasNoStatus() {
        assertThat(owner.get("/api/v1/devices/0a7e1a1a-0000-4000-8000-000000000001/status")
                        .expect(404)
                        .code())
                .isEqualTo("not_found");
    }

    private static JsonNode awaitStatus(World.Device device, String status) {
        return await().alias(device.id() + " is " + status)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> status(device),
                        found -> found.path("status").asString().equals(status));
    }

    private static JsonNode status(World.Device device) {
        return owner.get("/api/v1/devices/" + device.id() + "/status").json();
    }

    private static List<String> listed(String status) {
        List<String> ids = new ArrayList<>();
        owner.get("/api/v1/devices?limit=1000&status=" + status)
                .expect(200)
                .json()
                .path("items")
                .forEach(device -> ids.add(device.path("id").asString()));
        return ids;
    }

    /** What the audit trail says of its comings and goings, oldest first. */
    private static List<JsonNode> turns(World.Device device) {
        return turns(owner, device);
    }

    private static List<JsonNode> turns(Api reader, World.Device device) {
        JsonNode events = reader.get("/api/v1/audit/events?aggregateId=" + device.id())
                .expect(200)
                .json()
                .path("items");
        return StreamSupport.stream(events.spliterator(), false)
                .filter(event -> event.path("type").asString().startsWith("DeviceWent"))
                .toList()
                .reversed();
    }

    private static Instant time(JsonNode view, String field) {
        return Instant.parse(view.path(field).asString());
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
