package io.atalaya.command.mqtt;

import io.atalaya.command.identity.AuthenticatedKey;
import io.atalaya.kernel.Actor;
import io.atalaya.kernel.Rejection;
import io.atalaya.kernel.TenantId;
import io.atalaya.kernel.access.Caller;
import io.atalaya.kernel.access.KeyAccess;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads devices' topics from a broker that others operate. A message is acknowledged after its commit; one that cannot be
 * stored now is tried until it can, and meanwhile the broker sends no more than may wait.
 *
 * <p>Which device speaks, either its key in the message proves, or the broker vouches for all devices of one tenant.
 */
@Component
class ExternalBroker implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ExternalBroker.class);
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();
    static final List<String> FILTERS = Stream.of(Topic.Channel.values())
            .filter(channel -> channel != Topic.Channel.COMMANDS)
            .map(Topic.Channel::filter)
            .toList();

    private final MqttSettings.External settings;
    private final boolean enabled;
    private final Gate gate;
    private final PublishedReports reports;
    private final MqttMeters meters;
    private volatile @Nullable Running running;

    ExternalBroker(MqttSettings settings, Gate gate, PublishedReports reports, MqttMeters meters) {
        this.settings = settings.external();
        this.enabled = settings.enabled() && settings.external().url() != null;
        this.gate = gate;
        this.reports = reports;
        this.meters = meters;
    }

    private record Running(BrokerClient client, ExecutorService virtualThreads) {}

    /** @param key of the device; {@code null} if the message carries none */
    record Message(String topic, byte[] payload, @Nullable String key, Runnable acknowledge) {}

    /** Does not wait for the broker: it is tried again until it answers. */
    @Override
    public void start() {
        if (enabled) {
            ExecutorService virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
            BrokerClient client = BrokerClient.of(settings, this::received, virtualThreads);
            running = new Running(client, virtualThreads);
            meters.watch("atalaya.mqtt.external.connected", () -> client.isConnected() ? 1 : 0);
            client.connect();
        }
    }

    /** @return completed when the broker has acknowledged it; exceptionally if it has not, or if we have stopped */
    CompletableFuture<?> publish(String topic, byte[] payload) {
        Running now = running;
        return now == null
                ? CompletableFuture.failedFuture(new IllegalStateException("Not connected to a broker"))
                : now.client().publish(topic, payload);
    }

    /** One after the other; may wait. */
    private void received(Message message) {
        try {
            reports.take(message.topic(), message.payload(), caller(message), this::isRunning)
                    .whenComplete((isNew, failure) -> {
                        if (failure == null) {
                            conclude(message, new Fate.Stored(isNew));
                        } else {
                            log.error("A report may not have been stored; trying again", failure);
                            again(message);
                        }
                    });
        } catch (RuntimeException failure) {
            failed(message, failure);
        }
    }

    private Caller caller(Message message) {
        UUID trusted = settings.trustedTenant();
        if (trusted != null) {
            return Caller.ofKey(
                    new TenantId(trusted), Actor.system("mqtt-broker"), Set.of(KeyAccess.WRITE), null, null);
        }
        AuthenticatedKey key = gate.admit(message.key(), String.valueOf(settings.url()));
        if (!gate.take(key).granted()) {
            throw Rejection.of(Rejection.Code.RATE_LIMITED, "The key has been used too often");
        }
        return key.caller(null);
    }

    /** Nobody can be told, since the broker has long acknowledged it to the device. */
    private void failed(Message message, RuntimeException failure) {
        switch (Fate.of(failure)) {
            case Fate.Refused refused -> {
                log.debug(
                        "A message of the MQTT broker was refused: {}",
                        refused.rejection().code());
                conclude(message, refused);
            }
            case Fate.Unknown unknown -> again(message);
            case Fate.Stored stored -> throw new IllegalStateException("A failure stores nothing", failure);
        }
    }

    /** Unless we stop: then the broker, which has no acknowledgement, keeps it. */
    private void again(Message message) {
        Running now = running;
        if (now != null) {
            now.virtualThreads().execute(() -> {
                LockSupport.parkNanos(RETRY_NANOS);
                received(message);
            });
        }
    }

    private void conclude(Message message, Fate fate) {
        meters.published(fate);
        message.acknowledge().run();
    }

    @Override
    public void stop() {
        Running now = running;
        running = null;
        if (now != null) {
            now.client().disconnect();
            now.virtualThreads().shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /** With the web server. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 2048;
    }
}
