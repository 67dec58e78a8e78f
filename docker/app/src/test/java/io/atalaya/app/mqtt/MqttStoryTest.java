package io.atalaya.app.mqtt;

import static io.atalaya.app.mqtt.MqttNode.NODE;
import static io.atalaya.app.mqtt.MqttNode.PORT;
import static io.atalaya.app.mqtt.Publishing.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import io.atalaya.app.support.World;
import io.atalaya.app.support.World.Device;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What devices publish is stored as over HTTP, and acknowledged after that. */
class MqttStoryTest {
    private static final World WORLD = World.on(NODE);

    private final Device device = WORLD.device();
    private final String readings = "atalaya/" + device.id() + "/readings";

    @Test
    void aReportLandsAndCanBeReadOverHttp() {
        Mqtt5AsyncClient client = MqttNode.connected(device);

        assertThat(publish(client, readings, aReport("m-1", -18.5)).code()).isEqualTo(Mqtt5PubAckReasonCode.SUCCESS);

        awaitLatest(device, "temperature", -18.5);
        client.disconnect().join();
    }

    @Test
    void mqtt311IsSpokenToo() {
        Mqtt3BlockingClient client = MqttNode.client3(device.key());
        client.connect();

        client.publishWith()
                .topic("atalaya/" + device.serialNumber() + "/readings")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(utf8(aReport("m-1", 3.5)))
                .send();

        awaitLatest(device, "temperature", 3.5);
        client.disconnect();
    }

    @Test
    void aReportWithoutAcknowledgementLandsEvenIfTheDeviceLeavesAtOnce() {
        Mqtt3BlockingClient client = MqttNode.client3(device.key());
        client.connect();

        client.publishWith()
                .topic(readings)
                .qos(MqttQos.AT_MOST_ONCE)
                .payload(utf8(aReport("m-1", 7.25)))
                .send();
        client.disconnect();

        awaitLatest(device, "temperature", 7.25);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ker        | {'temperature':21.5,'data':{'voltage':229}}                     | voltage     | 229",
                "carbonseed | {'temperature':850.5,'gas_index':320}                           | gas_index   | 320",
                "verdoy     | {'readings':[{'sensor_type':'temperature','value':23.5}]}       | temperature | 23.5",
                "insa       | {'telemetry':{'pressure':{'value':1,'unit':'bar'}}}             | pressure    | 1000",
                "cold-cell  | {'temperature':-18.25,'batteryLevel':87}                        | batteryLevel | 87"
            })
    void eachDialectHasATopic(String dialect, String body, String metric, double value) {
        Mqtt5AsyncClient client = MqttNode.connected(device);

        assertThat(publish(client, "atalaya/" + device.id() + "/dialect/" + dialect, body.replace('\'', '"'))
                        .code())
                .isEqualTo(Mqtt5PubAckReasonCode.SUCCESS);

        awaitLatest(device, metric, value);
        client.disconnect().join();
    }

    @Test
    void heartbeatStatusAndLogsHaveTopics() {
        Mqtt5AsyncClient client = MqttNode.connected(device);
        String own = "atalaya/" + device.id();

        assertThat(publish(client, own + "/heartbeat", "").code()).isEqualTo(Mqtt5PubAckReasonCode.SUCCESS);
        assertThat(publish(client, own + "/status", "{\"status\":\"MAINTENANCE\",\"batteryLevel\":44}")
                        .code())
                .isEqualTo(Mqtt5PubAckReasonCode.SUCCESS);
        assertThat(publish(client, own + "/logs", "{\"lines\":[{\"message\":\"Door ajar\"}]}")
                        .code())
                .isEqualTo(Mqtt5PubAckReasonCode.SUCCESS);

        awaitLatest(device, "batteryLevel", 44);
        JsonNode lines = WORLD.owner()
                .get("/api/v1/devices/" + device.id() + "/logs")
                .expect(200)
                .json();
        assertThat(lines.path("items").path(0).path("message").asString()).isEqualTo("Door ajar");
        client.disconnect().join();
    }

    @Test
    void nothingIsAcknowledgedBeforeItsCommit() {
        Mqtt5AsyncClient client = MqttNode.connected(device);
        publish(client, readings, aReport("warm", 1));
        List<CompletableFuture<Mqtt5PublishResult>> sent = new ArrayList<>();

        MqttNode.whileNothingCanBeAppended(() -> {
            for (int number = 0; number < 20; number++) {
                sent.add(Publishing.start(client, readings, utf8(aReport("held-" + number, 4))));
            }
            await().during(Duration.ofMillis(500)).until(() -> sent.stream().noneMatch(CompletableFuture::isDone));
        });

        sent.forEach(publish -> assertThat(Publishing.answer(publish).code()).isEqualTo(Mqtt5PubAckReasonCode.SUCCESS));
        client.disconnect().join();
    }

    @Test
    void aReportThatNamesItselfIsStoredOnce() {
        Mqtt5AsyncClient client = MqttNode.connected(device);

        publish(client, readings, aReport("same", 5));
        publish(client, readings, aReport("same", 5));
        publish(client, readings, aReport("another", 6));

        awaitLatest(device, "temperature", 6);
        assertThat(stored(device)).isEqualTo(2);
        client.disconnect().join();
    }

    @Test
    void aReportThatIsSentAgainBecauseItsAcknowledgementWasLostIsStoredOnce() {
        String nameless = "{\"readings\":[{\"metric\":\"temperature\",\"value\":5}]}";
        String clientId = "lossy-" + UUID.randomUUID();
        try (RawMqtt first = new RawMqtt(PORT).connect(clientId, device.key(), false)) {
            assertThat(first.read().body()).containsExactly(0, 0);
            first.publish(readings, nameless, 7, false);
            assertThat(first.read().packetId()).isEqualTo(7);
        }

        try (RawMqtt second = new RawMqtt(PORT).connect(clientId, device.key(), false)) {
            assertThat(second.read().body()).as("the session is still there").containsExactly(1, 0);
            second.publish(readings, nameless, 7, true);
            assertThat(second.read().packetId()).isEqualTo(7);
            second.publish(readings, nameless, 8, false);
            assertThat(second.read().packetId()).isEqualTo(8);
        }

        NODE.awaitCaughtUp();
        assertThat(stored(device)).isEqualTo(2);
    }

    @Test
    void aSessionLastsAsLongAsItsClientWants() {
        String key = device.key();
        String clientId = "session-" + UUID.randomUUID();
        try (RawMqtt clean = new RawMqtt(PORT).connect(clientId, key, true)) {
            assertThat(clean.read().body()).containsExactly(0, 0);
        }
        try (RawMqtt kept = new RawMqtt(PORT).connect(clientId, key, false)) {
            assertThat(kept.read().body()).as("a clean session is not kept").containsExactly(0, 0);
            try (RawMqtt takenOver = new RawMqtt(PORT).connect(clientId, key, false)) {
                assertThat(takenOver.read().body()).containsExactly(1, 0);
            }
        }
        try (RawMqtt clean = new RawMqtt(PORT).connect(clientId, key, true)) {
            assertThat(clean.read().body()).containsExactly(0, 0);
        }
    }

    @Test
    void whoDoesNotWaitForTheAnswerToItsConnectIsHeard() {
        try (RawMqtt client = new RawMqtt(PORT)) {
            client.send(
                    RawMqtt.connectPacket("hasty-" + UUID.randomUUID(), device.key(), true),
                    RawMqtt.publishPacket(readings, aReport("m-1", 8.5), 1, false),
                    RawMqtt.publishPacket(readings, aReport("m-2", 9.5), 2, false));

            assertThat(client.read().type()).isEqualTo(RawMqtt.CONNACK);
            assertThat(client.read().packetId()).isEqualTo(1);
            assertThat(client.read().packetId()).isEqualTo(2);
        }
    }

    /** Far more than may wait: the rest waits in the sockets, and all come in their order. */
    @Test
    void whoSendsTooMuchAtOnceIsReadMoreSlowly() {
        int count = 500;
        try (RawMqtt client = new RawMqtt(PORT).connect("flood-" + UUID.randomUUID(), device.key(), true)) {
            assertThat(client.read().type()).isEqualTo(RawMqtt.CONNACK);
            byte[][] packets = new byte[count][];
            for (int number = 0; number < count; number++) {
                packets[number] = RawMqtt.publishPacket(readings, aReport("f-" + number, number), number + 1, false);
            }
            client.send(packets);

            for (int number = 0; number < count; number++) {
                assertThat(client.read().packetId()).isEqualTo(number + 1);
            }
        }
        NODE.awaitCaughtUp();
        assertThat(stored(device)).isEqualTo(count);
    }

    @Test
    void aKeyHasTheSameAllowanceAsOverHttp() {
        String key = key(Map.of("permissions", Set.of("WRITE"), "deviceId", device.id(), "rateLimit", 2));
        Mqtt5AsyncClient client = MqttNode.client(key);
        client.connect().join();

        publish(client, readings, aReport("m-1", 1));
        NODE.api()
                .with("X-API-Key", key)
                .post("/api/v1/devices/" + device.id() + "/heartbeat", Map.of())
                .expect(202);
        Publishing.Answer third = publish(client, readings, aReport("m-3", 3));

        assertThat(third.code()).isEqualTo(Mqtt5PubAckReasonCode.QUOTA_EXCEEDED);
        assertThat(third.reason()).isEqualTo("rate_limited");
        client.disconnect().join();
    }

    private static String key(Map<String, Object> terms) {
        Map<String, Object> request = new LinkedHashMap<>(terms);
        request.put("name", "Of a test");
        return WORLD.owner().post("/api/v1/api-keys", request).expect(201).text("apiKey");
    }

    private static String aReport(String messageId, double celsius) {
        return "{\"messageId\":\"" + messageId + "\",\"readings\":[{\"metric\":\"temperature\",\"value\":" + celsius
                + ",\"unit\":\"°C\"}]}";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void awaitLatest(Device device, String metric, double value) {
        await().untilAsserted(() -> {
            JsonNode latest = WORLD.owner()
                    .get("/api/v1/devices/" + device.id() + "/readings/latest")
                    .expect(200)
                    .json();
            assertThat(valueOf(latest, metric)).isEqualTo(value);
        });
    }

    private static double valueOf(JsonNode latest, String metric) {
        for (JsonNode item : latest.path("items")) {
            if (item.path("metric").asString().equals(metric)) {
                return item.path("value").asDouble();
            }
        }
        return Double.NaN;
    }

    private static long stored(Device device) {
        return NODE.jdbc()
                .sql("select count(*) from reading where device_id = :device::uuid")
                .param("device", device.id())
                .query(Long.class)
                .single();
    }
}
