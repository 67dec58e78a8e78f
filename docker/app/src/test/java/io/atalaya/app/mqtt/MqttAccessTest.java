package io.atalaya.app.mqtt;

import static io.atalaya.app.mqtt.MqttNode.NODE;
import static io.atalaya.app.mqtt.MqttNode.PORT;
import static io.atalaya.app.mqtt.Publishing.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAckReturnCode;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAckReasonCode;
import io.atalaya.app.support.Api;
import io.atalaya.app.support.World;
import io.atalaya.app.support.World.Device;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A device gets in with its key, and to its own topics only. What is wrong is refused, and nothing else. */
class MqttAccessTest {
    private static final String A_REPORT = "{\"readings\":[{\"metric\":\"temperature\",\"value\":4}]}";
    private static final World WORLD = World.on(NODE);

    private final Device device = WORLD.device();
    private final String readings = "atalaya/" + device.id() + "/readings";

    @Test
    void aWrongKeyIsRefused() {
        Mqtt5ConnAckException wrong = catchThrowableOfType(
                Mqtt5ConnAckException.class,
                () -> MqttNode.client(device.key() + "x").toBlocking().connect());
        assertThat(wrong.getMqttMessage().getReasonCode()).isEqualTo(Mqtt5ConnAckReasonCode.BAD_USER_NAME_OR_PASSWORD);

        Mqtt3ConnAckException wrong3 = catchThrowableOfType(
                Mqtt3ConnAckException.class, () -> MqttNode.client3("nonsense").connect());
        assertThat(wrong3.getMqttMessage().getReturnCode()).isEqualTo(Mqtt3ConnAckReturnCode.BAD_USER_NAME_OR_PASSWORD);
    }

    @Test
    void aKeyThatMayNotSendTelemetryIsRefused() {
        String readOnly = key(Map.of("permissions", Set.of("READ")));

        Mqtt5ConnAckException refused = catchThrowableOfType(
                Mqtt5ConnAckException.class,
                () -> MqttNode.client(readOnly).toBlocking().connect());

        assertThat(refused.getMqttMessage().getReasonCode()).isEqualTo(Mqtt5ConnAckReasonCode.NOT_AUTHORIZED);
    }

    @Test
    void aRevokedKeyEndsItsConnectionsWithinSeconds() {
        Api.Answer created = WORLD.owner()
                .post(
                        "/api/v1/api-keys",
                        Map.of("name", "Short-lived", "permissions", Set.of("WRITE"), "deviceId", device.id()))
                .expect(201);
        Mqtt5AsyncClient revoked = MqttNode.client(created.text("apiKey"));
        revoked.connect().join();
        Mqtt5AsyncClient other = MqttNode.connected(device);

        WORLD.owner()
                .send("DELETE", "/api/v1/api-keys/" + created.text("id"), null)
                .expect(204);

        await().until(() -> !revoked.getState().isConnected());
        assertThat(other.getState().isConnected()).isTrue();
        Mqtt5ConnAckException again = catchThrowableOfType(
                Mqtt5ConnAckException.class,
                () -> MqttNode.client(created.text("apiKey")).toBlocking().connect());
        assertThat(again.getMqttMessage().getReasonCode()).isEqualTo(Mqtt5ConnAckReasonCode.BAD_USER_NAME_OR_PASSWORD);
        other.disconnect().join();
    }

    @Test
    void aDevicePublishesOnItsOwnTopicsOnly() {
        Device sister = WORLD.device();
        Device stranger = World.on(NODE).device();
        Mqtt5AsyncClient client = MqttNode.connected(device);

        for (String topic : List.of(
                "atalaya/" + sister.id() + "/readings",
                "atalaya/" + stranger.serialNumber() + "/readings",
                "atalaya/" + UUID.randomUUID() + "/readings",
                "atalaya/" + device.id() + "/commands",
                "atalaya/" + device.id() + "/unheard-of",
                "something/else")) {
            assertThat(publish(client, topic, A_REPORT).code())
                    .as(topic)
                    .isEqualTo(Mqtt5PubAckReasonCode.NOT_AUTHORIZED);
        }
        assertThat(publish(client, readings, A_REPORT).code()).isEqualTo(Mqtt5PubAckReasonCode.SUCCESS);
        client.disconnect().join();
    }

    @Test
    void aTenantsKeyPublishesForEachOfItsDevices() {
        Device stranger = World.on(NODE).device();
        Mqtt5AsyncClient gateway = MqttNode.client(key(Map.of("permissions", Set.of("WRITE"))));
        gateway.connect().join();

        assertThat(publish(gateway, readings, A_REPORT).code()).isEqualTo(Mqtt5PubAckReasonCode.SUCCESS);
        assertThat(publish(gateway, "atalaya/" + stranger.id() + "/readings", A_REPORT)
                        .code())
                .isEqualTo(Mqtt5PubAckReasonCode.NOT_AUTHORIZED);
        gateway.disconnect().join();
    }

    @Test
    void aDeviceReadsItsOwnCommandsOnly() {
        Device sister = WORLD.device();
        Mqtt5AsyncClient client = MqttNode.connected(device);

        assertThat(subscribe(client, "atalaya/" + device.id() + "/commands"))
                .isEqualTo(Mqtt5SubAckReasonCode.GRANTED_QOS_1);
        assertThat(subscribe(client, "atalaya/" + device.serialNumber() + "/commands"))
                .isEqualTo(Mqtt5SubAckReasonCode.GRANTED_QOS_1);
        assertThat(subscribe(client, "atalaya/" + sister.id() + "/commands"))
                .isEqualTo(Mqtt5SubAckReasonCode.NOT_AUTHORIZED);
        assertThat(subscribe(client, readings)).isEqualTo(Mqtt5SubAckReasonCode.NOT_AUTHORIZED);
        client.disconnect().join();

        Mqtt3BlockingClient client3 = MqttNode.client3(device.key());
        client3.connect();
        assertThat(catchThrowableOfType(
                        Mqtt3SubAckException.class,
                        () -> client3.subscribeWith()
                                .topicFilter("atalaya/+/commands")
                                .send()))
                .isNotNull();
        client3.disconnect();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no JSON                                                              | malformed_json",
                "''                                                                   | malformed_json",
                "null                                                                 | malformed_json",
                "[]                                                                   | malformed_json",
                "{'readings':[]}                                                      | invalid_request",
                "{'readings':[{'metric':'temperature','value':'warm'}]}               | invalid_request",
                "{'readings':[{'metric':'t','value':1}],'more':1}                     | invalid_request",
                "{'readings':[{'metric':'t','value':1,'measuredAt':'2999-01-01T00:00:00Z'}]} | measured_at_in_future"
            })
    void aPayloadThatIsWrongIsRefusedAndTheConnectionStays(String payload, String code) {
        Mqtt5AsyncClient client = MqttNode.connected(device);

        assertThat(publish(client, readings, payload.replace('\'', '"')))
                .isEqualTo(new Publishing.Answer(Mqtt5PubAckReasonCode.PAYLOAD_FORMAT_INVALID, code));

        assertThat(publish(client, readings, A_REPORT).code()).isEqualTo(Mqtt5PubAckReasonCode.SUCCESS);
        client.disconnect().join();
    }

    @Test
    void moreReadingsThanAReportMayHaveAreRefused() {
        String reading = "{\"metric\":\"t\",\"value\":1},";
        String many = "{\"readings\":[" + reading.repeat(1_000) + "{\"metric\":\"t\",\"value\":1}]}";
        Mqtt5AsyncClient client = MqttNode.connected(device);

        assertThat(publish(client, readings, many))
                .isEqualTo(new Publishing.Answer(Mqtt5PubAckReasonCode.PAYLOAD_FORMAT_INVALID, "invalid_request"));
        client.disconnect().join();
    }

    /** MQTT 3.1.1 has no refusal, and a device must not send the same nonsense for ever. */
    @Test
    void whatIsWrongIsAcknowledgedInMqtt311AndNotStored() {
        Mqtt3BlockingClient client = MqttNode.client3(device.key());
        client.connect();

        for (String payload : List.of("no JSON", A_REPORT)) {
            client.publishWith()
                    .topic(readings)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(payload.getBytes(StandardCharsets.UTF_8))
                    .send();
        }

        assertThat(client.getState().isConnected()).isTrue();
        client.disconnect();
    }

    @Test
    void aClientHasOneConnection() {
        String clientId = "twin-" + UUID.randomUUID();
        try (RawMqtt first = new RawMqtt(PORT).connect(clientId, device.key(), true)) {
            assertThat(first.read().type()).isEqualTo(RawMqtt.CONNACK);
            try (RawMqtt second = new RawMqtt(PORT).connect(clientId, device.key(), true)) {
                assertThat(second.read().type()).isEqualTo(RawMqtt.CONNACK);
                assertThat(first.isClosedByServer()).isTrue();
                try (RawMqtt ofAnotherKey =
                        new RawMqtt(PORT).connect(clientId, WORLD.device().key(), true)) {
                    assertThat(ofAnotherKey.read().type()).isEqualTo(RawMqtt.CONNACK);
                    second.publish(readings, A_REPORT, 1, false);
                    assertThat(second.read().type()).isEqualTo(RawMqtt.PUBACK);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {66_000, 300_000})
    void aPacketThatIsTooLargeEndsTheConnection(int size) {
        try (RawMqtt client = new RawMqtt(PORT).connect("big-" + UUID.randomUUID(), device.key(), true)) {
            assertThat(client.read().type()).isEqualTo(RawMqtt.CONNACK);
            client.sendUnlessClosed(RawMqtt.publishPacket(readings, "x".repeat(size), 1, false));
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void whoDoesNotSayWhoItIsHasLittleRoom() {
        try (RawMqtt client = new RawMqtt(PORT)) {
            client.sendUnlessClosed(RawMqtt.connectPacket("x".repeat(60_000), device.key(), true));
            assertThat(client.isClosedByServer()).isTrue();
        }
        try (RawMqtt client = new RawMqtt(PORT)) {
            client.publish(readings, A_REPORT, 1, false);
            assertThat(client.isClosedByServer()).isTrue();
        }
        try (RawMqtt client = new RawMqtt(PORT)) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    private static Mqtt5SubAckReasonCode subscribe(Mqtt5AsyncClient client, String filter) {
        try {
            return client.subscribeWith()
                    .topicFilter(filter)
                    .qos(MqttQos.EXACTLY_ONCE)
                    .send()
                    .join()
                    .getReasonCodes()
                    .getFirst();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof Mqtt5SubAckException refused) {
                return refused.getMqttMessage().getReasonCodes().getFirst();
            }
            throw failure;
        }
    }

    private static String key(Map<String, Object> terms) {
        Map<String, Object> request = new LinkedHashMap<>(terms);
        request.put("name", "Of a test");
        return WORLD.owner().post("/api/v1/api-keys", request).expect(201).text("apiKey");
    }
}
