package io.atalaya.command.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** MQTT 3.1.1: each node that subscribes gets each message. */
final class BrokerClient3 implements BrokerClient {

    private final MqttSettings.External settings;
    private final Mqtt3AsyncClient client;

    BrokerClient3(MqttSettings.External settings, Consumer<ExternalBroker.Message> receiver, Executor executor) {
        this.settings = settings;
        Mqtt3ClientBuilder builder = BrokerClient.builder(settings).useMqttVersion3();
        if (settings.username() != null) {
            builder = builder.simpleAuth(credentials(settings.username(), settings.password()));
        }
        this.client = builder.buildAsync();
        client.publishes(
                MqttGlobalPublishFilter.ALL,
                publish -> receiver.accept(new ExternalBroker.Message(
                        publish.getTopic().toString(), publish.getPayloadAsBytes(), null, publish::acknowledge)),
                executor,
                true);
    }

    private static Mqtt3SimpleAuth credentials(String username, @Nullable String password) {
        var credentials = Mqtt3SimpleAuth.builder().username(username);
        return password == null
                ? credentials.build()
                : credentials
                        .password(password.getBytes(StandardCharsets.UTF_8))
                        .build();
    }

    @Override
    public void connect() {
        Mqtt3Connect wanted =
                Mqtt3Connect.builder().cleanSession(settings.clientId() == null).build();
        Mqtt3Subscribe subscribe = Mqtt3Subscribe.builder()
                .addSubscriptions(ExternalBroker.FILTERS.stream()
                        .map(filter -> Mqtt3Subscription.builder()
                                .topicFilter(filter)
                                .qos(MqttQos.AT_LEAST_ONCE)
                                .build()))
                .build();
        client.connect(wanted)
                .thenCompose(connected -> client.subscribe(subscribe))
                .whenComplete((subscribed, failure) -> BrokerClient.tell(settings, failure));
    }

    @Override
    public boolean isConnected() {
        return client.getState().isConnected();
    }

    @Override
    public CompletableFuture<?> publish(String topic, byte[] payload) {
        return client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload)
                .send();
    }

    @Override
    public void disconnect() {
        client.disconnect();
    }
}
