package io.atalaya.app.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Publishes with QoS 1 and tells what the acknowledgement said. */
final class Publishing {
    private Publishing() {}

    /** @param reason the reason string; {@code null} if there is none */
    record Answer(Mqtt5PubAckReasonCode code, @Nullable String reason) {}

    static CompletableFuture<Mqtt5PublishResult> start(Mqtt5AsyncClient client, String topic, byte[] payload) {
        return client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload)
                .send();
    }

    static Answer publish(Mqtt5AsyncClient client, String topic, String payload) {
        return answer(start(client, topic, payload.getBytes(StandardCharsets.UTF_8)));
    }

    static Answer answer(CompletableFuture<Mqtt5PublishResult> publish) {
        try {
            publish.join();
            return new Answer(Mqtt5PubAckReasonCode.SUCCESS, null);
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof Mqtt5PubAckException refused) {
                return new Answer(
                        refused.getMqttMessage().getReasonCode(),
                        refused.getMqttMessage()
                                .getReasonString()
                                .map(Object::toString)
                                .orElse(null));
            }
            throw failure;
        }
    }
}
