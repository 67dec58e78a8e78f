package io.atalaya.app.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes at a way in is stored or refused; it never breaks anything. Seeded, so that a failure comes again. */
class DialectFuzzTest {
    private static final int MUTATIONS = Integer.getInteger("fuzz.mutations", 300);
    private static final Node NODE = Node.shared();
    private static final World.Device DEVICE = World.on(NODE).device();

    record Target(String path, String body) {
        @Override
        public String toString() {
            return path;
        }
    }

    static Stream<Target> targets() {
        String own = "/api/v1/devices/" + DEVICE.id();
        return Stream.of(
                new Target("/iot/telemetry", """
                        {"device_id":"%s","timestamp":"2026-01-16T10:30:00Z","message_id":"m","temperature":1,
                        "data":{"voltage":229.8,"current":4.3,"power":0.98,"battery":4}}""".formatted(DEVICE.serialNumber())),
                new Target("/ingest", """
                        {"device_id":"%s","timestamp":"2026-01-16T10:30:00Z","temperature":850.5,"gas_index":320.0,
                        "vibration_x":2.1,"humidity":45.0,"pressure":1013.2,"power_consumption":32.5}""".formatted(DEVICE.serialNumber())),
                new Target(own + "/readings", """
                        {"readings":[{"sensor_type":"temperature","value":23.5,"unit":"°C","quality":"good",
                        "timestamp":"2026-01-01T12:00:00Z","battery_level":4}],"timestamp":1768560000,"battery_level":3}"""),
                new Target(own + "/readings", """
                        {"messageId":"m","readings":[{"metric":"temperature","value":23.5,"unit":"°C","quality":100,
                        "measuredAt":"2026-01-01T12:00:00Z"}]}"""),
                new Target("/api/v1/telemetry", """
                        {"device_id":"%s","timestamp":"2026-01-16T10:30:00Z","telemetry":{"temperature":
                        {"value":25.5,"unit":"C","quality":100},"humidity":65,"valve":true}}""".formatted(DEVICE.id())),
                new Target("/api/readings/devices/" + DEVICE.serialNumber() + "/readings", """
                        {"temperature":-18.4,"humidity":45,"powerStatus":true,"doorStatus":false,"batteryLevel":87}"""),
                new Target(own + "/heartbeat", """
                        {"firmwareVersion":"1.4.2","batteryLevel":87,"rssi":-61,"uptimeSeconds":86400}"""),
                new Target(own + "/status", """
                        {"status":"MAINTENANCE","message":"Defrosting","metrics":{"fan":0,"door":true}}"""),
                new Target(own + "/logs", """
                        {"messageId":"u","lines":[{"level":"WARNING","message":"Late","at":"2026-01-16T10:30:00Z"}]}"""));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void noInputBreaksIt(Target target) {
        Random random = new Random(target.body().hashCode());
        for (int count = 0; count < MUTATIONS; count++) {
            String body = Mutations.of(target.body(), random);
            Api.Answer answer = DEVICE.api().post(target.path(), body);
            assertThat(answer.status())
                    .as("%s <- %s: %s", target, body, answer.response().body())
                    .matches(status -> (status >= 200 && status < 300) || (status >= 400 && status < 500));
            if (answer.status() >= 400) {
                assertThat(answer.code()).as(body).isNotEmpty();
            }
        }
    }
}
