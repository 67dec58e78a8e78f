package io.atalaya.command.mqtt;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Publishes what others want to be known on the topics of a tenant's own: to the external broker, or to the clients that are
 * connected to this node and have subscribed.
 */
@Component
public class MqttAnnouncements {
    private static final Logger log = LoggerFactory.getLogger(MqttAnnouncements.class);
    private static final long TIMEOUT_S = 10;

    private final MqttSettings settings;
    private final ExternalBroker broker;
    private final MqttConnections connections;

    MqttAnnouncements(MqttSettings settings, ExternalBroker broker, MqttConnections connections) {
        this.settings = settings;
        this.broker = broker;
        this.connections = connections;
    }

    /** Waits until it is known what came of it. */
    public Outcome publish(String topic, byte[] payload) {
        if (!settings.enabled()) {
            return Outcome.SWITCHED_OFF;
        }
        if (settings.listens()) {
            return connections.announce(topic, payload) > 0 ? Outcome.TAKEN : Outcome.NOBODY_LISTENS;
        }
        try {
            broker.publish(topic, payload).get(TIMEOUT_S, TimeUnit.SECONDS);
            return Outcome.TAKEN;
        } catch (ExecutionException | TimeoutException failure) {
            log.warn("The MQTT broker has not taken a message to {}", topic, failure);
            return Outcome.NO_BROKER;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Outcome.NO_BROKER;
        }
    }

    /** What came of a publication. */
    public enum Outcome {
        /** The broker has acknowledged it, or it is on its way to somebody who has subscribed. */
        TAKEN,
        NOBODY_LISTENS,
        NO_BROKER,
        SWITCHED_OFF
    }
}
