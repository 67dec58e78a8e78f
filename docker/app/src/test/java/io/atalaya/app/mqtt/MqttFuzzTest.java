package io.atalaya.app.mqtt;

import static io.atalaya.app.mqtt.MqttNode.NODE;
import static io.atalaya.app.mqtt.MqttNode.PORT;
import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import io.atalaya.app.support.World;
import io.atalaya.app.support.World.Device;
import io.atalaya.app.telemetry.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is published is stored or refused, and whatever comes over the wire disturbs nobody else. Seeded, so that a
 * failure comes again; {@code -Dfuzz.mqtt.mutations} makes it longer.
 */
class MqttFuzzTest {
    private static final int MUTATIONS = Integer.getInteger("fuzz.mqtt.mutations", 100);
    private static final World WORLD = World.on(NODE);
    private static final Device DEVICE = WORLD.device();
    private static final Device NEIGHBOUR = World.on(NODE).device();
    private static final Mqtt5AsyncClient NEIGHBOURS_CLIENT = MqttNode.connected(NEIGHBOUR);

    record Target(String channel, String payload) {
        @Override
        public String toString() {
            return channel;
        }
    }

    static Stream<Target> targets() {
        return Stream.of(
                new Target("readings", """
                        {"messageId":"m","readings":[{"metric":"temperature","value":23.5,"unit":"°C","quality":100,
                        "measuredAt":"2026-01-01T12:00:00Z"}]}"""),
                new Target("heartbeat", """
                        {"firmwareVersion":"1.4.2","batteryLevel":87,"rssi":-61,"uptimeSeconds":86400}"""),
                new Target("status", """
                        {"status":"MAINTENANCE","message":"Defrosting","metrics":{"fan":0,"door":true}}"""),
                new Target("logs", """
                        {"messageId":"u","lines":[{"level":"WARNING","message":"Late","at":"2026-01-16T10:30:00Z"}]}"""),
                new Target("dialect/ker", """
                        {"timestamp":"2026-01-16T10:30:00Z","temperature":1,"data":{"voltage":229.8,"battery":4}}"""),
                new Target("dialect/insa", """
                        {"telemetry":{"temperature":{"value":25.5,"unit":"C","quality":100},"valve":true}}"""));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void noPayloadBreaksIt(Target target) {
        Random random = new Random(target.payload().hashCode());
        Mqtt5AsyncClient client = MqttNode.connected(DEVICE);
        for (int count = 0; count < MUTATIONS; count++) {
            String payload = Mutations.of(target.payload(), random);
            Publishing.Answer answer =
                    Publishing.publish(client, "atalaya/" + DEVICE.id() + "/" + target.channel(), payload);
            assertThat(answer.code())
                    .as("%s <- %s", target, payload)
                    .isIn(Mqtt5PubAckReasonCode.SUCCESS, Mqtt5PubAckReasonCode.PAYLOAD_FORMAT_INVALID);
        }
        client.disconnect().join();
    }

    /** Packets with bytes changed, cut out or doubled: the connection may end, but only that one. */
    @Test
    void noPacketBreaksIt() {
        Random random = new Random(42);
        byte[] publish = RawMqtt.publishPacket(
                "atalaya/" + DEVICE.id() + "/readings", "{\"readings\":[{\"metric\":\"t\",\"value\":1}]}", 1, false);
        for (int count = 0; count < MUTATIONS; count++) {
            byte[] connect = RawMqtt.connectPacket("fuzz-" + UUID.randomUUID(), DEVICE.key(), true);
            boolean breaksConnect = random.nextInt(3) == 0;
            try (RawMqtt client = new RawMqtt(PORT)) {
                client.sendUnlessClosed(
                        breaksConnect ? mutated(connect, random) : connect,
                        breaksConnect ? publish : mutated(publish, random));
            }
        }
    }

    @AfterEach
    void theNeighbourIsStillHeard() {
        assertThat(Publishing.publish(
                                NEIGHBOURS_CLIENT,
                                "atalaya/" + NEIGHBOUR.id() + "/readings",
                                "{\"readings\":[{\"metric\":\"temperature\",\"value\":4}]}")
                        .code())
                .isEqualTo(Mqtt5PubAckReasonCode.SUCCESS);
        NEIGHBOUR
                .api()
                .post("/api/v1/devices/" + NEIGHBOUR.id() + "/heartbeat", "{}")
                .expect(202);
    }

    private static byte[] mutated(byte[] packet, Random random) {
        byte[] changed = packet.clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(changed, random.nextInt(changed.length));
            case 1 ->
                (new String(changed, StandardCharsets.ISO_8859_1) + new String(changed, StandardCharsets.ISO_8859_1))
                        .getBytes(StandardCharsets.ISO_8859_1);
            default -> changed;
        };
    }
}
