package io.atalaya.command.mqtt;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** What operators see of MQTT: connections, and what became of connects and publishes. */
@Component
class MqttMeters {
    private static final String PUBLISHES = "atalaya.mqtt.publishes";
    private static final String OUTCOME = "outcome";

    private final MeterRegistry registry;
    private final Counter stored;
    private final Counter duplicates;
    private final Counter refused;
    private final Counter unknown;
    private final Counter refusedConnects;

    MqttMeters(MeterRegistry registry) {
        this.registry = registry;
        this.stored = registry.counter(PUBLISHES, OUTCOME, "stored");
        this.duplicates = registry.counter(PUBLISHES, OUTCOME, "duplicate");
        this.refused = registry.counter(PUBLISHES, OUTCOME, "refused");
        this.unknown = registry.counter(PUBLISHES, OUTCOME, "unknown");
        this.refusedConnects = registry.counter("atalaya.mqtt.connects.refused");
    }

    void published(Fate fate) {
        switch (fate) {
            case Fate.Stored(boolean isNew) -> (isNew ? stored : duplicates).increment();
            case Fate.Refused ignored -> refused.increment();
            case Fate.Unknown ignored -> unknown.increment();
        }
    }

    void connectRefused() {
        refusedConnects.increment();
    }

    /** Shows a number under a name for as long as the process lives. */
    void watch(String name, Supplier<Number> value) {
        Gauge.builder(name, value).register(registry);
    }
}
