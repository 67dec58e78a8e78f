package io.atalaya.app.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.command.logs.DeviceLogs;
import io.atalaya.kernel.access.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Devices upload their logs, and people read them. */
class DeviceLogsTest {
    private final Node node = Node.shared();
    private final World world = World.on(node);
    private final World.Device device = world.device();
    private final String path = "/api/v1/devices/" + device.id() + "/logs";
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Test
    void linesAreReadNewestFirst() {
        Api.Answer answer = upload(Map.of(
                "lines",
                List.of(
                        line("INFO", "Started", now.minusSeconds(60)),
                        line("warn", "Probe 2 does not answer", now.minusSeconds(20)),
                        line("ERROR", "Probe 2 is gone", now.minusSeconds(40)))));
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(3);
        assertThat(answer.json().path("duplicates").asInt()).isZero();
        assertThat(messages("")).containsExactly("Probe 2 does not answer", "Probe 2 is gone", "Started");
        JsonNode newest = lines("").path(0);
        assertThat(newest.path("level").asString()).isEqualTo("WARNING");
        assertThat(newest.path("at").asString()).isEqualTo(now.minusSeconds(20).toString());
        assertThat(newest.path("receivedAt").asString()).isNotEmpty();
    }

    @Test
    void linesWithoutATimeKeepTheirOrder() {
        upload(Map.of("logs", List.of(Map.of("message", "one"), Map.of("message", "two"), Map.of("message", "three"))));
        assertThat(messages("")).containsExactly("three", "two", "one");
        assertThat(messages("?level=INFO")).hasSize(3);
    }

    @Test
    void theyAreFilteredAndReadInPages() {
        for (int number = 0; number < 5; number++) {
            upload(Map.of(
                    "lines",
                    List.of(line(
                            number % 2 == 0 ? "INFO" : "ERROR", "line " + number, now.minusSeconds(100 - number)))));
        }
        assertThat(messages("?level=ERROR")).containsExactly("line 3", "line 1");
        assertThat(messages("?level=ERROR&level=INFO&limit=2")).containsExactly("line 4", "line 3");
        String cursor = world.owner().get(path + "?limit=2").expect(200).text("nextCursor");
        assertThat(messages("?limit=2&cursor=" + cursor)).containsExactly("line 2", "line 1");
        assertThat(messages("?from=" + now.minusSeconds(98) + "&to=" + now.minusSeconds(96)))
                .containsExactly("line 3", "line 2");
        for (String wrong : List.of("?level=LOUD", "?limit=0", "?cursor=eHl6", "?cursor=%21")) {
            assertThat(world.owner().get(path + wrong).expect(400).code()).isIn("invalid_request", "cursor_invalid");
        }
    }

    @Test
    void anUploadThatComesAgainIsStoredOnce() {
        Map<String, Object> upload = Map.of("messageId", "upload-1", "lines", List.of(Map.of("message", "once")));
        upload(upload);
        Api.Answer again = upload(upload);
        assertThat(again.json().path("accepted").asInt()).isZero();
        assertThat(again.json().path("duplicates").asInt()).isEqualTo(1);
        assertThat(messages("")).containsExactly("once");
        World.Device sibling = world.device();
        assertThat(sibling.api()
                        .post("/api/v1/devices/" + sibling.id() + "/logs", upload)
                        .expect(202)
                        .json()
                        .path("accepted")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void uploadsHaveBounds() {
        refuses(Map.of("lines", List.of()), "lines");
        refuses(Map.of("lines", Collections.nCopies(1001, Map.of("message", "x"))), "lines");
        refuses(Map.of("lines", List.of(Map.of("message", "x".repeat(4001)))), "lines[0].message");
        refuses(Map.of("lines", List.of(Map.of("level", "INFO"))), "lines[0].message");
        refuses(Map.of("lines", List.of(Map.of("message", "x", "level", "LOUD"))), "lines[0].level");
        refuses(Map.of("lines", List.of(line("INFO", "x", now.plusSeconds(3600)))), "lines[0].at");
        refuses(Map.of("lines", List.of(line("INFO", "x", Instant.parse("2019-01-01T00:00:00Z")))), "lines[0].at");
        refuses(Map.of("messageId", "a b", "lines", List.of(Map.of("message", "x"))), "messageId");
        assertThat(messages("")).isEmpty();
    }

    @Test
    void aDeviceUploadsItsOwnAndWhoMayReadDevicesReadsThem() {
        Map<String, Object> upload = Map.of("lines", List.of(Map.of("message", "mine")));
        World.Device sibling = world.device();
        sibling.api().post(path, upload).expect(404);
        Api stranger = World.on(node).owner();
        stranger.post(path, upload).expect(404);
        stranger.get(path).expect(404);
        world.member(Role.OPERATOR).post(path, upload).expect(403);
        upload(upload);
        assertThat(world.member(Role.OPERATOR).get(path).expect(200).json().path("items"))
                .hasSize(1);
        world.member(Role.VIEWER).get(path).expect(403);
        device.api().get(path).expect(403);
    }

    @Test
    void linesGoWhenTheirTimeIsOver() {
        upload(Map.of("messageId", "old", "lines", List.of(Map.of("message", "old"))));
        upload(Map.of("messageId", "new", "lines", List.of(Map.of("message", "new"))));
        for (String table : List.of("device_log", "device_log_upload")) {
            node.jdbc()
                    .sql("update " + table
                            + " set received_at = received_at - interval '31 days' where device_id = :device and "
                            + (table.equals("device_log") ? "message" : "message_id") + " = 'old'")
                    .param("device", UUID.fromString(device.id()))
                    .update();
        }
        node.bean(DeviceLogs.class).purge();
        assertThat(messages("")).containsExactly("new");
        assertThat(node.jdbc()
                        .sql("select message_id from device_log_upload where device_id = :device")
                        .param("device", UUID.fromString(device.id()))
                        .query(String.class)
                        .list())
                .containsExactly("new");
    }

    private Api.Answer upload(Map<String, Object> upload) {
        return device.api().post(path, upload).expect(202);
    }

    private void refuses(Map<String, Object> upload, String field) {
        Api.Answer answer = device.api().post(path, upload).expect(400);
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo(field);
    }

    private static Map<String, Object> line(String level, String message, Instant at) {
        return Map.of("level", level, "message", message, "at", at.toString());
    }

    private List<String> messages(String query) {
        return lines(query)
                .valueStream()
                .map(line -> line.path("message").asString())
                .toList();
    }

    private JsonNode lines(String query) {
        return world.owner().get(path + query).expect(200).json().path("items");
    }
}
