package io.atalaya.command.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import java.net.URI;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to a broker, in either version of MQTT, that mends itself. */
interface BrokerClient {
    Logger log = LoggerFactory.getLogger(BrokerClient.class);
    int PLAIN_PORT = 1883;
    int TLS_PORT = 8883;
    int LONGEST_RECONNECT_S = 10;

    /** Connects and subscribes, as soon as the broker answers. */
    void connect();

    boolean isConnected();

    /** @return completed when the broker has acknowledged it */
    CompletableFuture<?> publish(String topic, byte[] payload);

    void disconnect();

    /** @param receiver called one message after the other, on the executor */
    static BrokerClient of(
            MqttSettings.External settings, Consumer<ExternalBroker.Message> receiver, Executor executor) {
        return settings.version() == 5
                ? new BrokerClient5(settings, receiver, executor)
                : new BrokerClient3(settings, receiver, executor);
    }

    /** @param failure {@code null} if the topics are subscribed to */
    static void tell(MqttSettings.External settings, @Nullable Throwable failure) {
        if (failure == null) {
            log.info("Reading devices' topics from {}", settings.url());
        } else {
            log.error("Cannot read devices' topics from {}", settings.url(), failure);
        }
    }

    static MqttClientBuilder builder(MqttSettings.External settings) {
        URI url = Objects.requireNonNull(settings.url());
        boolean tls = "mqtts".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : tls ? TLS_PORT : PLAIN_PORT;
        String clientId = settings.clientId() == null ? "atalaya-" + UUID.randomUUID() : settings.clientId();
        MqttClientBuilder builder = MqttClient.builder()
                .identifier(clientId)
                .serverHost(url.getHost())
                .serverPort(port)
                .automaticReconnect()
                .maxDelay(LONGEST_RECONNECT_S, TimeUnit.SECONDS)
                .applyAutomaticReconnect();
        return tls ? builder.sslWithDefaultConfig() : builder;
    }
}
