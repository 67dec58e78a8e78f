package io.atalaya.command.mqtt;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** MQTT 5: nodes share the messages out among them, and each message can carry its device's key. */
final class BrokerClient5 implements BrokerClient {
    private static final String SHARED = "$share/atalaya/";
    private static final String KEY_PROPERTY = "api-key";

    private final MqttSettings.External settings;
    private final Mqtt5AsyncClient client;

    BrokerClient5(MqttSettings.External settings, Consumer<ExternalBroker.Message> receiver, Executor executor) {
        this.settings = settings;
        Mqtt5ClientBuilder builder = BrokerClient.builder(settings).useMqttVersion5();
        if (settings.username() != null) {
            builder = builder.simpleAuth(credentials(settings.username(), settings.password()));
        }
        this.client = builder.buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, publish -> receiver.accept(message(publish)), executor, true);
    }

    private static Mqtt5SimpleAuth credentials(String username, @Nullable String password) {
        var credentials = Mqtt5SimpleAuth.builder().username(username);
        return password == null
                ? credentials.build()
                : credentials
                        .password(password.getBytes(StandardCharsets.UTF_8))
                        .build();
    }

    private static ExternalBroker.Message message(Mqtt5Publish publish) {
        String key = publish.getUserProperties().asList().stream()
                .filter(property -> property.getName().toString().equals(KEY_PROPERTY))
                .map(property -> property.getValue().toString())
                .findFirst()
                .orElse(null);
        return new ExternalBroker.Message(
                publish.getTopic().toString(), publish.getPayloadAsBytes(), key, publish::acknowledge);
    }

    @Override
    public void connect() {
        var wanted = Mqtt5Connect.builder()
                .restrictions()
                .receiveMaximum(settings.receiveMaximum())
                .applyRestrictions();
        if (settings.clientId() != null) {
            wanted = wanted.cleanStart(false)
                    .sessionExpiryInterval(Duration.ofDays(1).toSeconds());
        }
        Mqtt5Subscribe subscribe = Mqtt5Subscribe.builder()
                .addSubscriptions(ExternalBroker.FILTERS.stream()
                        .map(filter -> Mqtt5Subscription.builder()
                                .topicFilter(SHARED + filter)
                                .qos(MqttQos.AT_LEAST_ONCE)
                                .build()))
                .build();
        client.connect(wanted.build())
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
