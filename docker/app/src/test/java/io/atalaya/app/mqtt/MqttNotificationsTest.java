package io.atalaya.app.mqtt;

import static io.atalaya.app.mqtt.MqttNode.NODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAckReasonCode;
import io.atalaya.app.support.World;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A tenant's notifications reach who has subscribed with a key of that tenant, and nobody else. */
class MqttNotificationsTest {
    private static final String CHANNELS = "/api/v1/notification-channels";
    private static final World WORLD = World.on(NODE);

    private final List<Mqtt5Publish> received = new CopyOnWriteArrayList<>();
    private final String channel = WORLD.owner()
            .post(CHANNELS, Map.of("name", "Kitchen", "type", "MQTT", "topic", "kitchen/alerts"))
            .expect(201)
            .text("id");

    @Test
    void whoHasSubscribedGetsTheMessage() {
        Mqtt5AsyncClient client = MqttNode.client(key(WORLD, Set.of("READ", "WRITE")));
        client.connect().join();
        client.publishes(MqttGlobalPublishFilter.ALL, received::add);
        var granted = client.subscribeWith()
                .topicFilter(topic(WORLD, "kitchen/#"))
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .join();
        assertThat(granted.getReasonCodes()).containsExactly(Mqtt5SubAckReasonCode.GRANTED_QOS_0);

        test();

        await().until(() -> received.size() == 1);
        assertThat(received.getFirst().getTopic()).hasToString(topic(WORLD, "kitchen/alerts"));
        String body = new String(received.getFirst().getPayloadAsBytes(), StandardCharsets.UTF_8);
        assertThat(body).contains("\"type\":\"test\"", WORLD.tenantId());
        await().until(() -> entry().path("status").asString().equals("SENT"));
        client.unsubscribeWith().topicFilter(topic(WORLD, "kitchen/#")).send().join();
        test();
        await().until(() -> entry().path("lastFailure").asString().startsWith("Nobody who is connected"));
        assertThat(received).hasSize(1);
        client.disconnect().join();
    }

    @Test
    void otherTenantsTopicsAreRefusedAndSoAreAllForKeysThatMayNotRead() {
        World stranger = World.on(NODE);
        assertThat(subscribing(key(stranger, Set.of("READ", "WRITE")), topic(WORLD, "#")))
                .isEqualTo(Mqtt5SubAckReasonCode.NOT_AUTHORIZED);
        assertThat(subscribing(key(WORLD, Set.of("WRITE")), topic(WORLD, "#")))
                .isEqualTo(Mqtt5SubAckReasonCode.NOT_AUTHORIZED);
        assertThat(subscribing(WORLD.device().key(), topic(WORLD, "#")))
                .isEqualTo(Mqtt5SubAckReasonCode.NOT_AUTHORIZED);
    }

    private void test() {
        WORLD.owner().post(CHANNELS + "/" + channel + "/test", null).expect(200);
    }

    private JsonNode entry() {
        return WORLD.owner()
                .get("/api/v1/notifications?limit=1&channel=" + channel)
                .expect(200)
                .json()
                .path("items")
                .path(0);
    }

    private static Mqtt5SubAckReasonCode subscribing(String key, String filter) {
        Mqtt5AsyncClient client = MqttNode.client(key);
        client.connect().join();
        try {
            return client.subscribeWith()
                    .topicFilter(filter)
                    .send()
                    .join()
                    .getReasonCodes()
                    .getFirst();
        } catch (CompletionException refused) {
            return ((Mqtt5SubAckException) Objects.requireNonNull(refused.getCause()))
                    .getMqttMessage()
                    .getReasonCodes()
                    .getFirst();
        } finally {
            client.disconnect();
        }
    }

    private static String key(World world, Set<String> permissions) {
        return world.owner()
                .post("/api/v1/api-keys", Map.of("name", "Panel", "permissions", permissions))
                .expect(201)
                .text("apiKey");
    }

    private static String topic(World world, String levels) {
        return "atalaya/tenants/" + world.tenantId() + "/notifications/" + levels;
    }
}
