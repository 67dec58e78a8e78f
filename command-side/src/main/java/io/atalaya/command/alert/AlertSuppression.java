package io.atalaya.command.alert;

import io.atalaya.contract.alert.Inhibition;
import io.atalaya.contract.alert.command.ShelveAlert;
import io.atalaya.contract.alert.event.AlertInhibited;
import io.atalaya.contract.alert.event.AlertInhibitionLifted;
import io.atalaya.contract.alert.event.AlertShelved;
import io.atalaya.contract.alert.event.AlertUnshelved;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.jspecify.annotations.Nullable;

/** What suppresses an alert now: a person's decision, and anything that explains it. */
final class AlertSuppression {
    private @Nullable AlertShelved shelved;
    private final Map<UUID, Inhibition> inhibitions = new HashMap<>();

    /** Whether nobody is to be told of the alert. */
    boolean holds() {
        return shelved != null || !inhibitions.isEmpty();
    }

    boolean isShelved() {
        return shelved != null;
    }

    boolean isShelvedBy(ShelveAlert command) {
        return shelved != null
                && shelved.until().equals(command.until())
                && shelved.reason().equals(command.reason());
    }

    boolean isInhibitedBy(UUID causeId) {
        return inhibitions.containsKey(causeId);
    }

    @EventSourcingHandler
    void on(AlertShelved event) {
        shelved = event;
    }

    @EventSourcingHandler
    void on(AlertUnshelved event) {
        shelved = null;
    }

    @EventSourcingHandler
    void on(AlertInhibited event) {
        inhibitions.put(event.causeId(), event.inhibition());
    }

    @EventSourcingHandler
    void on(AlertInhibitionLifted event) {
        inhibitions.remove(event.causeId());
    }
}
