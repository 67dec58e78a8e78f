package io.atalaya.app.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Devices say that they are there, and how they are. */
class SelfReportsTest {
    private final Node node = Node.shared();
    private final World world = World.on(node);
    private final World.Device device = world.device();
    private final String path = "/api/v1/devices/" + device.id();

    @Test
    void aSignOfLifeNeedsNoBodyAndPutsTheDeviceOnline() {
        await().until(() -> view(), view -> view.path("status").asString().equals("OFFLINE"));
        Api.Answer answer = device.api().post(path + "/heartbeat", null).expect(202);
        assertThat(answer.json().path("accepted").asInt()).isZero();
        await().until(() -> view(), view -> view.path("status").asString().equals("ONLINE"));
        assertThat(Instant.parse(view().path("lastSeenAt").asString())).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void theNumbersOfAHeartbeatAreReadings() {
        Api.Answer answer = device.api()
                .post(path + "/heartbeat", Map.of("batteryLevel", 87, "rssi", -61, "uptimeSeconds", 86400))
                .expect(202);
        assertThat(latest(answer))
                .isEqualTo(Map.of("batteryLevel", "87.0 %", "rssi", "-61.0 dBm", "uptime", "86400.0 s"));
    }

    @Test
    void heartbeatsLeaveNothingInTheDomainLogButWhatIsNew() {
        for (int beat = 0; beat < 5; beat++) {
            device.api()
                    .post(
                            path + "/heartbeat",
                            Map.of("firmwareVersion", "2.0.1", "status", "online", "batteryLevel", beat))
                    .expect(202);
        }
        await().until(
                        () -> view(),
                        view -> view.path("firmwareVersion").asString().equals("2.0.1"));
        assertThat(eventsOfDevice()).isEqualTo(2);
        assertThat(view().path("reported").path("status").asString()).isEqualTo("ONLINE");
    }

    @Test
    void aDeviceSaysHowItIs() {
        Api.Answer answer = device.api()
                .post(
                        path + "/status",
                        Map.of(
                                "status", "MAINTENANCE",
                                "message", "Defrosting",
                                "metrics", Map.of("fanSpeed", 0, "heater", true)))
                .expect(202);
        assertThat(latest(answer)).isEqualTo(Map.of("fanSpeed", "0.0", "heater", "1.0"));
        await().until(
                        () -> view().path("reported"),
                        said -> said.path("status").asString().equals("MAINTENANCE")
                                && said.path("message").asString().equals("Defrosting"));
        device.api().post(path + "/status", Map.of("status", "ONLINE")).expect(202);
        await().until(
                        () -> view().path("reported"),
                        said -> said.path("status").asString().equals("ONLINE")
                                && said.path("message").isMissingNode());
        assertThat(eventsOfDevice()).isEqualTo(3);
    }

    @Test
    void aLateStatusChangesNothing() {
        device.api().post(path + "/status", Map.of("status", "ONLINE")).expect(202);
        device.api()
                .post(
                        path + "/status",
                        Map.of(
                                "status",
                                "ERROR",
                                "timestamp",
                                Instant.now().minusSeconds(60).toString()))
                .expect(202);
        await().until(
                        () -> view().path("reported"),
                        said -> said.path("status").asString().equals("ONLINE"));
        assertThat(eventsOfDevice()).isEqualTo(2);
    }

    @Test
    void whatMakesNoSenseIsRefusedAsAWhole() {
        refuses("/status", Map.of("message", "x"), "status");
        refuses("/status", Map.of("status", "BORED"), "status");
        refuses("/status", Map.of("status", "ERROR", "message", "x".repeat(501)), "message");
        refuses("/status", Map.of("status", "ERROR", "metrics", Map.of("a", "b")), "metrics.a");
        refuses("/status", Map.of("status", "ERROR", "timestamp", "2999-01-01T00:00:00Z"), "timestamp");
        refuses("/heartbeat", Map.of("batteryLevel", "full"), "batteryLevel");
        refuses("/heartbeat", Map.of("timestamp", "2999-01-01T00:00:00Z"), "timestamp");
        refuses("/heartbeat", Map.of("firmwareVersion", "x".repeat(65)), "firmwareVersion");
        refuses("/status", "{\"status\": \"ERROR\", \"message\": \"half a letter \\ud800\"}", "message");
        refuses("/heartbeat", "{\"firmwareVersion\": \"\\udc00\"}", "firmwareVersion");
        refuses("/logs", "{\"lines\": [{\"message\": \"\\ud800x\"}]}", "lines[0].message");
        refuses(
                "/readings",
                "{\"readings\": [{\"metric\": \"t\", \"value\": 1, \"unit\": \"\\ud83d\"}]}",
                "readings[0].unit");
        assertThat(eventsOfDevice()).isEqualTo(1);
    }

    @Test
    void wholeLettersBeyondTheFirst65536AreText() {
        device.api()
                .post(path + "/status", Map.of("status", "ERROR", "message", "hot \ud83d\udd25"))
                .expect(202);
        await().until(() -> view().at("/reported/message").asString().equals("hot \ud83d\udd25"));
    }

    @Test
    void aDeviceSpeaksForItselfOnly() {
        World.Device sibling = world.device();
        for (String report : new String[] {"/heartbeat", "/status"}) {
            Map<String, String> body = Map.of("status", "ONLINE");
            sibling.api().post(path + report, body).expect(404);
            World.on(node).owner().post(path + report, body).expect(404);
            world.owner().post(path + report, body).expect(202);
        }
    }

    private void refuses(String report, Object body, String field) {
        Api.Answer answer = device.api().post(path + report, body).expect(400);
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .as("%s", body)
                .isEqualTo(field);
    }

    private Map<String, String> latest(Api.Answer report) {
        return DialectsTest.latest(world, device, report);
    }

    private JsonNode view() {
        return world.owner().get(path).json();
    }

    /** Without that it came online, which is not what it says but that it says anything. */
    private long eventsOfDevice() {
        return node.jdbc()
                .sql("select count(*) from domain_event where aggregate_identifier = :device"
                        + " and payload_type not like '%.DeviceWentOnline'")
                .param("device", device.id())
                .query(Long.class)
                .single();
    }
}
