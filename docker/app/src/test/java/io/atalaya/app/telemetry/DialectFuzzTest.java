package io.atalaya.app.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.atalaya.app.support.Api;
import io.atalaya.app.support.Node;
import io.atalaya.app.support.World;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes at a way in is stored or refused; it never breaks anything. Seeded, so that a failure comes again. */
class DialectFuzzTest {
    private static final int MUTATIONS = 300;
    private static final Node NODE = Node.shared();
    private static final World.Device DEVICE = World.on(NODE).device();

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e308",
            "-1e999",
            "1e-999",
            "9999999999999999999999",
            "0.1",
            "\"\"",
            "\"x\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"2026-02-30T00:00:00Z\"",
            "\"+999999999-01-01T00:00:00Z\"",
            "[]",
            "[[]]",
            "[null]",
            "{}",
            "{\"value\":{}}",
            "{\"\":1}",
            "NaN",
            "01",
            "'x'",
            "\"" + "y".repeat(5_000) + "\"",
            "[".repeat(600),
            "-",
            "");

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
            String body = mutated(target.body(), random);
            Api.Answer answer = DEVICE.api().post(target.path(), body);
            assertThat(answer.status())
                    .as("%s <- %s: %s", target, body, answer.response().body())
                    .matches(status -> (status >= 200 && status < 300) || (status >= 400 && status < 500));
            if (answer.status() >= 400) {
                assertThat(answer.code()).as(body).isNotEmpty();
            }
        }
    }

    /** One to three changes: a value replaced, a character changed, a piece cut out or doubled. */
    private static String mutated(String original, Random random) {
        StringBuilder body = new StringBuilder(original);
        for (int change = random.nextInt(3); change >= 0; change--) {
            int place = random.nextInt(Math.max(1, body.length()));
            switch (random.nextInt(5)) {
                case 0, 1 -> replaceValue(body, place, VALUES.get(random.nextInt(VALUES.size())));
                case 2 -> body.setCharAt(place, "{}[]\":,0a\\\u00e9\u0001".charAt(random.nextInt(12)));
                case 3 -> body.delete(place, Math.min(body.length(), place + random.nextInt(12)));
                default ->
                    body.insert(place, body.substring(place, Math.min(body.length(), place + random.nextInt(12))));
            }
            if (body.isEmpty()) {
                body.append(' ');
            }
        }
        return body.toString();
    }

    /** The value that follows the next colon. */
    private static void replaceValue(StringBuilder body, int from, String value) {
        int colon = body.indexOf(":", from);
        if (colon < 0) {
            return;
        }
        int end = colon + 1;
        while (end < body.length() && ",}]".indexOf(body.charAt(end)) < 0) {
            end++;
        }
        body.replace(colon + 1, end, value);
    }
}
