package io.atalaya.app.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import io.atalaya.kernel.access.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Firmware that cannot be changed reports at its own path, and its readings are there like any other's. */
class DialectsTest {
    private static final Node NODE = Node.shared();
    private static final Api API = NODE.api();
    private static final World WORLD = World.on(NODE);
    private static final String NOW =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();

    /** A report of one temperature of -18.4 °C, as the device of a dialect sends it. */
    record Dialect(String name, String path, String body) {
        String path(World.Device device) {
            return path.replace("{serial}", device.serialNumber()).replace("{id}", device.id());
        }

        String body(World.Device device, String time) {
            return body.replace("{serial}", device.serialNumber())
                    .replace("{id}", device.id())
                    .replace("{time}", time);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Dialect> dialects() {
        return Stream.of(
                new Dialect("K", "/iot/telemetry", """
                        {"device_id": "{serial}", "timestamp": "{time}", "data": {"temperature": -18.4}}"""),
                new Dialect("C", "/ingest", """
                        {"device_id": "{serial}", "timestamp": "{time}", "temperature": -18.4}"""),
                new Dialect("V", "/api/v1/devices/{id}/readings", """
                        {"readings": [{"sensor_type": "temperature", "value": -18.4, "unit": "°C",
                                       "timestamp": "{time}"}]}"""),
                new Dialect("I", "/api/v1/telemetry", """
                        {"device_id": "{id}", "timestamp": "{time}",
                         "telemetry": {"temperature": {"value": -18.4, "unit": "C"}}}"""),
                new Dialect("P", "/api/readings/devices/{serial}/readings", """
                        {"timestamp": "{time}", "temperature": -18.4}"""),
                new Dialect("canonical", "/api/v1/devices/{id}/readings", """
                        {"readings": [{"metric": "temperature", "value": -18.4, "unit": "°C",
                                       "measuredAt": "{time}"}]}"""));
    }

    @Test
    void zigbeeBridgesAndEnergyMetersReport() {
        World.Device device = WORLD.device();
        Api.Answer answer = device.api()
                .post(
                        "/iot/telemetry",
                        Map.of(
                                "device_id",
                                device.serialNumber(),
                                "data",
                                Map.of(
                                        "voltage",
                                        229.8,
                                        "current",
                                        4.3,
                                        "power",
                                        0.98,
                                        "temperature",
                                        4,
                                        "energy",
                                        1.2)))
                .expect(201);
        assertThat(answer.text("message")).isNotEmpty();
        assertThat(latest(device, answer))
                .isEqualTo(Map.of(
                        "voltage", "229.8 V",
                        "current", "4.3 A",
                        "power", "0.98 kW",
                        "temperature", "4.0 °C",
                        "energy", "1.2 kW"));
    }

    @Test
    void aNumberMayNameADevice() {
        String number = Integer.toString(Math.abs(UUID.randomUUID().hashCode()));
        World.Device device = WORLD.device(number);
        Api.Answer answer = device.api()
                .with("x-device-key", device.key())
                .post("/iot/telemetry", "{\"device_id\": " + number + ", \"temperature\": 3.5, \"humidity\": 71}")
                .expect(201);
        assertThat(latest(device, answer)).isEqualTo(Map.of("temperature", "3.5 °C", "humidity", "71.0 %"));
    }

    @Test
    void boardsOnMachinesReport() {
        World.Device device = WORLD.device();
        Api.Answer answer = device.api()
                .post("/ingest", """
                        {"device_id": "%s", "timestamp": "%s", "temperature": 850.5, "gas_index": 320.0,
                         "vibration_x": 2.1, "vibration_y": 1.8, "vibration_z": 2.3, "humidity": 45.0,
                         "pressure": 1013.2, "power_consumption": 32.5}""".formatted(device.serialNumber(), NOW))
                .expect(201);
        assertThat(answer.text("status")).isEqualTo("success");
        assertThat(latest(device, answer))
                .isEqualTo(Map.of(
                        "temperature", "850.5 °C",
                        "gas_index", "320.0",
                        "vibration_x", "2.1 g",
                        "vibration_y", "1.8 g",
                        "vibration_z", "2.3 g",
                        "humidity", "45.0 %",
                        "pressure", "1013.2 hPa",
                        "power_consumption", "32.5 kW"));
        assertThat(measuredAt(device, "temperature")).isEqualTo(NOW);
    }

    @Test
    void boardsOfALaboratoryReportWithTheirBearerKey() {
        World.Device device = WORLD.device();
        Api.Answer answer = API.withToken(device.key())
                .post("/api/v1/devices/" + device.id() + "/readings", """
                        {"device_id": "%s", "battery_level": 80, "wifi_signal_strength": -61,
                         "readings": [{"sensor_type": "temperature", "value": 23.5, "unit": "°C", "timestamp": "%s",
                                       "quality": "fair", "location": "bench 2"}]}""".formatted(device.id(), NOW))
                .expect(202);
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(3);
        assertThat(latest(device, answer))
                .isEqualTo(Map.of("temperature", "23.5 °C", "batteryLevel", "80.0 %", "rssi", "-61.0 dBm"));
        assertThat(measuredAt(device, "temperature")).isEqualTo(NOW);
    }

    @Test
    void pointsOfOilAndGasReport() {
        World.Device device = WORLD.device();
        Api.Answer answer = device.api()
                .post("/api/v1/telemetry", """
                        {"device_id": "%s", "timestamp": "%s",
                         "telemetry": {"temperature": {"value": 25.5, "unit": "C", "quality": 100},
                                       "humidity": {"value": 65, "unit": "%%"},
                                       "pressure": {"value": 1013, "unit": "hPa"}, "valve": true}}""".formatted(device.id(), NOW))
                .expect(201);
        assertThat(answer.json().path("points").asInt()).isEqualTo(4);
        assertThat(latest(device, answer))
                .isEqualTo(Map.of(
                        "temperature", "25.5 °C", "humidity", "65.0 %", "pressure", "1013.0 hPa", "valve", "1.0"));
        device.api()
                .post("/api/v1/telemetry", "{\"telemetry\": {\"temperature\": 1}}")
                .expect(201);
    }

    @Test
    void coldCellsReport() {
        World.Device device = WORLD.device();
        Api.Answer answer = API.with("x-device-key", device.key())
                .post("/api/readings/devices/" + device.serialNumber() + "/readings", """
                        {"temperature": -18.4, "humidity": 45, "powerStatus": true, "doorStatus": false,
                         "batteryLevel": 87, "evaporatorTemp": null}""")
                .expect(201);
        assertThat(answer.json().path("success").asBoolean()).isTrue();
        assertThat(answer.json().path("reading").path("temperature").asDouble()).isEqualTo(-18.4);
        assertThat(answer.json().path("reading").path("id").asString()).isNotEmpty();
        assertThat(latest(device, answer))
                .isEqualTo(Map.of(
                        "temperature", "-18.4 °C",
                        "humidity", "45.0 %",
                        "powerStatus", "1.0",
                        "doorStatus", "0.0",
                        "batteryLevel", "87.0 %"));
        assertThat(measuredAt(device, "temperature"))
                .isEqualTo(answer.json().path("reading").path("recordedAt").asString());
    }

    @Test
    void oneReadingInAllDialectsIsStoredOnce() {
        World.Device device = WORLD.device();
        List<Api.Answer> answers = new ArrayList<>();
        for (Dialect dialect : dialects().toList()) {
            for (int time = 0; time < 2; time++) {
                answers.add(post(device.api(), device, dialect, NOW));
                assertThat(answers.getLast().status()).as("%s", dialect).isBetween(200, 202);
            }
        }
        assertThat(history(device, answers.getLast())).hasSize(1);
    }

    @Test
    void aReportThatNamesItselfIsStoredOnceEvenWithoutATime() {
        World.Device device = WORLD.device();
        String body = "{\"message_id\": \"m-1\", \"device_id\": \"" + device.serialNumber() + "\", \"temperature\": 3}";
        Api.Answer first = device.api().post("/ingest", body).expect(201);
        Api.Answer again = device.api().post("/iot/telemetry", body).expect(201);
        assertThat(again.json().path("duplicates").asInt()).isEqualTo(1);
        assertThat(again.json().path("position")).isEqualTo(first.json().path("position"));
        assertThat(history(device, first)).hasSize(1);
    }

    @Test
    void lateReportsAreRecordedAndChangeNoPresentState() {
        World.Device device = WORLD.device();
        device.api()
                .post("/ingest", "{\"temperature\": 5, \"timestamp\": \"" + NOW + "\"}")
                .expect(201);
        Api.Answer late = device.api()
                .post(
                        "/ingest",
                        "{\"temperature\": 9, \"timestamp\": "
                                + (Instant.parse(NOW).getEpochSecond() - 3600) + "}")
                .expect(201);
        assertThat(latest(device, late)).isEqualTo(Map.of("temperature", "5.0 °C"));
        assertThat(history(device, late)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void timesThatCannotBeStoredAreRefusedByTheDialectsOwnField(Dialect dialect) {
        World.Device device = WORLD.device();
        Api.Answer early = post(
                device.api(),
                device,
                dialect,
                Instant.parse(NOW).plusSeconds(3600).toString());
        assertThat(early.expect(400).code()).isEqualTo("measured_at_in_future");
        assertThat(field(early)).endsWith(dialect.name().equals("canonical") ? "measuredAt" : "timestamp");
        Api.Answer old = post(device.api(), device, dialect, "2019-01-01T00:00:00Z");
        assertThat(old.expect(400).code()).isEqualTo("measured_at_too_old");
        post(
                device.api(),
                device,
                dialect,
                Instant.parse(NOW).minus(399, ChronoUnit.DAYS).toString());
        Api.Answer soon = post(
                device.api(),
                device,
                dialect,
                Instant.parse(NOW).plusSeconds(240).toString());
        assertThat(soon.status()).isBetween(200, 202);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void aDeviceSpeaksForItselfOnly(Dialect dialect) {
        World.Device device = WORLD.device();
        World.Device sibling = WORLD.device();
        World.Device stranger = World.on(NODE).device();
        for (World.Device other : List.of(sibling, stranger)) {
            assertThat(post(device.api(), other, dialect, NOW).expect(404).code())
                    .isEqualTo("not_found");
        }
        assertThat(post(API, device, dialect, NOW).expect(401).code()).isEqualTo("authentication_required");
        assertThat(post(WORLD.member(Role.VIEWER), device, dialect, NOW)
                        .expect(403)
                        .code())
                .isEqualTo("forbidden");
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void aKeyOfTheTenantMayReportForAnyOfItsDevicesIfItMayWrite(Dialect dialect) {
        World.Device device = WORLD.device();
        assertThat(post(key("WRITE"), device, dialect, NOW).status()).isBetween(200, 202);
        assertThat(post(key("READ"), device, dialect, NOW).expect(403).code()).isEqualTo("forbidden");
    }

    @Test
    void aKeyOfTheTenantMustNameTheDevice() {
        for (String path : List.of("/iot/telemetry", "/ingest", "/api/v1/telemetry")) {
            Api.Answer answer =
                    key("WRITE").post(path, Map.of("temperature", 1)).expect(400);
            assertThat(field(answer)).isEqualTo("device_id");
        }
    }

    @Test
    void aReportWithoutAReadingOrWithAWrongOneIsRefused() {
        World.Device device = WORLD.device();
        String coldCell = "/api/readings/devices/" + device.serialNumber() + "/readings";
        for (String path : List.of("/iot/telemetry", "/ingest", "/api/v1/telemetry", coldCell)) {
            assertThat(device.api()
                            .post(path, Map.of("colour", "blue"))
                            .expect(400)
                            .code())
                    .as(path)
                    .isEqualTo("invalid_request");
        }
        refuses(device, "/ingest", "{\"temperature\": \"warm\"}", "temperature");
        refuses(device, "/ingest", "{\"vibration_x\": true}", "vibration_x");
        refuses(device, "/ingest", "{\"temperature\": 1e999}", "temperature");
        refuses(device, "/iot/telemetry", "{\"data\": {\"power\": \"1\"}}", "data.power");
        refuses(device, "/iot/telemetry", "{\"device_id\": 1.5, \"power\": 1}", "device_id");
        refuses(device, coldCell, "{\"powerStatus\": 1}", "powerStatus");
        refuses(device, "/api/v1/telemetry", "{\"telemetry\": {\"t\": {\"value\": \"x\"}}}", "telemetry.t.value");
        refuses(device, "/api/v1/telemetry", "{\"telemetry\": {\"t\": \"x\"}}", "telemetry.t");
        refuses(
                device,
                "/api/v1/telemetry",
                "{\"telemetry\": {\"t\": {\"value\": 1, \"quality\": 101}}}",
                "telemetry.t.quality");
        refuses(device, "/api/v1/telemetry", "{\"telemetry\": {\"t t\": 1}}", "telemetry");
        refuses(device, "/ingest", "{\"temperature\": 1, \"timestamp\": \"yesterday\"}", "timestamp");
        refuses(device, "/ingest", "{\"temperature\": 1, \"message_id\": \"a b\"}", "message_id");
        String readings = "/api/v1/devices/" + device.id() + "/readings";
        refuses(device, readings, "{\"readings\": [{\"sensor_type\": \"t\", \"value\": \"x\"}]}", "readings[0].value");
        refuses(
                device,
                readings,
                "{\"readings\": [{\"sensor_type\": \"t\", \"value\": 1, \"quality\": \"so-so\"}]}",
                "readings[0].quality");
        refuses(
                device,
                readings,
                "{\"readings\": [{\"metric\": \"t\", \"value\": 1, \"timestamp\": 1}]}",
                "readings[0].timestamp");
        refuses(
                device,
                readings,
                "{\"readings\": [{\"metric\": \"t\", \"value\": 1, \"colour\": 1}]}",
                "readings[0].colour");
    }

    private static void refuses(World.Device device, String path, String body, String field) {
        Api.Answer answer = device.api().post(path, body).expect(400);
        assertThat(answer.code()).as(body).isEqualTo("invalid_request");
        assertThat(field(answer)).as(body).isEqualTo(field);
    }

    private static Api.Answer post(Api api, World.Device device, Dialect dialect, String time) {
        return api.post(dialect.path(device), dialect.body(device, time));
    }

    private static Api key(String permission) {
        return API.with(
                "X-API-Key",
                WORLD.owner()
                        .post("/api/v1/api-keys", Map.of("name", "Gateway", "permissions", List.of(permission)))
                        .expect(201)
                        .text("apiKey"));
    }

    private static String field(Api.Answer answer) {
        return answer.json().path("errors").path(0).path("field").asString();
    }

    /** Value and unit by metric, once the report's position has been read. */
    static Map<String, String> latest(World world, World.Device device, Api.Answer report) {
        Map<String, String> latest = new TreeMap<>();
        read(world, device, report, "/latest")
                .forEach(item -> latest.put(
                        item.path("metric").asString(),
                        item.path("value").asDouble()
                                + (item.has("unit") ? " " + item.path("unit").asString() : "")));
        return latest;
    }

    private static Map<String, String> latest(World.Device device, Api.Answer report) {
        return latest(WORLD, device, report);
    }

    private static JsonNode history(World.Device device, Api.Answer report) {
        return read(WORLD, device, report, "");
    }

    private static String measuredAt(World.Device device, String metric) {
        return WORLD.owner()
                .get("/api/v1/devices/" + device.id() + "/readings?metric=" + metric)
                .expect(200)
                .json()
                .path("items")
                .path(0)
                .path("measuredAt")
                .asString();
    }

    private static JsonNode read(World world, World.Device device, Api.Answer report, String view) {
        return world.owner()
                .with("X-Min-Position", report.json().path("position").asString())
                .get("/api/v1/devices/" + device.id() + "/readings" + view)
                .expect(200)
                .json()
                .path("items");
    }
}
